package io.github.landfall.infra.config;

import java.util.List;

/** Data Transfer Hub's two editions of its S3 plugin. */
public enum Edition {
  /** Version 2.0 and 2.1: the finder is a Fargate task on our cluster. */
  ECS,

  /** Version 2.6: the finder is an EC2 instance, and large objects are merged from parts. */
  EC2;

  private static final String ECS_TEMPLATE =
      "data-transfer-hub-s3/latest/DataTransferS3Stack-ec2.template";

  /** The finder's possible memory sizes, in GiB. */
  List<Integer> finderMemories() {
    return this == ECS
        ? List.of(8, 12, 16, 20, 24, 30)
        : List.of(8, 16, 32, 64, 128, 256, 384, 512);
  }

  /**
   * The address at which the edition's template is published for a region.
   *
   * @param region an AWS region; the {@code ecs} edition has an address of its own in China
   */
  String publishedTemplate(String region) {
    if (this == EC2) {
      return "https://solutions-reference.s3.amazonaws.com/data-transfer-hub/latest/DataTransferS3Stack.template";
    }
    return region.startsWith("cn-")
        ? "https://aws-gcr-solutions.s3.cn-north-1.amazonaws.com.cn/" + ECS_TEMPLATE
        : "https://aws-gcr-solutions.s3.amazonaws.com/" + ECS_TEMPLATE;
  }
}
