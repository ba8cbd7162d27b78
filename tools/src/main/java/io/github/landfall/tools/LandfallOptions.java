package io.github.landfall.tools;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The options of every command: which deployment of Landfall it is about. */
final class LandfallOptions {

  @Option(names = "--stack", paramLabel = "NAME", description = "Landfall's stack (Landfall).")
  private String stack = "Landfall";

  @Option(
      names = "--region",
      paramLabel = "REGION",
      description = "The stack's region, if the AWS CLI's default is not right.")
  private String region;

  @Option(
      names = "--profile",
      paramLabel = "PROFILE",
      description = "Your profile, if the AWS CLI's default is not right.")
  private String profile;

  /** The name of Landfall's stack. */
  String stack() {
    return stack;
  }

  /** The clients for the chosen region and profile. */
  AwsClients clients(AwsClients.Factory factory) {
    return factory.of(Optional.ofNullable(region), Optional.ofNullable(profile));
  }
}
