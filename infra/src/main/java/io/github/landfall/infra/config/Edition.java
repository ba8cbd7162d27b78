package io.github.landfall.infra.config;

import java.util.List;
import java.util.Locale;

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

  /** What it is called in the configuration. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The template's parameter that says when the finder starts. */
  public String scheduleParameter() {
    return this == ECS ? "ecsCronExpression" : "ec2CronExpression";
  }

  /** What is known of the published template, as the end of a sentence. */
  public String knownNotToDeploy() {
    return this == ECS
        ? "what it holds no longer deploys: functions with the runtimes nodejs10.x, nodejs12.x and"
            + " python3.8, and a launch configuration, which newer accounts can't create"
        : "what it holds no longer deploys: functions with the runtime python3.9; and in China it"
            + " lies in the global partition, where CloudFormation may not read it";
  }
}
