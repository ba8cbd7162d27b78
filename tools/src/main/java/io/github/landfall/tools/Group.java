package io.github.landfall.tools;

import picocli.CommandLine.Command;

/** Commands that belong together. */
final class Group {

  private Group() {}

  /** What has to do with DTH's transfers. */
  @Command(
      name = "transfer",
      customSynopsis = "landfall transfer start|list PARTNER [OPTIONS]",
      description = {"Starts a partner's transfer, or lists what DTH tried.", ""})
  static final class Transfer {}

  /** What has to do with DTH's templates and stacks. */
  @Command(
      name = "dth",
      customSynopsis = "landfall dth fetch|adopt|mirror [OPTIONS]",
      description = {"Gets Data Transfer Hub's templates and programs, or adopts a stack.", ""})
  static final class Dth {}
}
