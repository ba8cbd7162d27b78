package io.github.landfall.localaws.template;

/** What CloudFormation's pseudo parameters stand for in the rehearsal, in every region. */
final class Pseudo {

  static final String ACCOUNT = "111122223333";
  static final String PARTITION = "aws-cn";
  static final String URL_SUFFIX = "amazonaws.com.cn";

  private Pseudo() {}
}
