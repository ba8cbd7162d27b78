package io.github.landfall.localaws.transfer;

/** The two editions of Data Transfer Hub's S3 plugin. */
public enum Edition {
  /** The finder is a Fargate task; a worker copies every object whole. */
  ECS("ecsCronExpression"),
  /** The finder is an EC2 instance; large objects are split, and merged by Step Functions. */
  EC2("ec2CronExpression");

  private final String scheduleParameter;

  Edition(String scheduleParameter) {
    this.scheduleParameter = scheduleParameter;
  }

  String scheduleParameter() {
    return scheduleParameter;
  }
}
