package io.github.landfall.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** The command {@code bin/landfall dth adopt}. */
@Command(
    name = "adopt",
    customSynopsis = "${COMMAND-FULL-NAME} DTH-STACK [OPTIONS]",
    description = {
      "Prints the block of cdk.json for a DTH stack that exists already.",
      "It is for the list 'partners'. Changes nothing. Warnings say what keeps",
      "Landfall from watching the stack."
    })
public final class AdoptDth implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(paramLabel = "DTH-STACK", description = "The existing stack's name.")
  private String stack;

  @Option(
      names = "--name",
      paramLabel = "PARTNER",
      description = "The partner's name (the stack's destPrefix).")
  private String name;

  @Mixin private LandfallOptions landfall;

  private final AwsClients.Factory factory;

  /**
   * @param factory where the AWS clients come from
   */
  public AdoptDth(AwsClients.Factory factory) {
    this.factory = factory;
  }

  @Override
  public Integer call() throws JsonProcessingException {
    Stacks stacks = new Stacks(landfall.clients(factory).client(CloudFormationClient.builder()));
    TransferStack transfer =
        TransferStack.of(
            stacks
                .find(stack)
                .orElseThrow(
                    () ->
                        new ToolException(
                            "the stack %s does not exist in this account and region; name its region with --region"
                                .formatted(stack))));
    Optional<String> landingBucket =
        stacks
            .find(landfall.stack())
            .map(deployment -> deployment.outputs().get("LandingBucketName"));
    Adoption adoption = Adoption.of(transfer, Optional.ofNullable(name), landingBucket);

    PrintWriter err = spec.commandLine().getErr();
    adoption
        .warnings()
        .forEach(warning -> err.println(spec.qualifiedName() + ": warning: " + warning));
    err.flush();
    PrintWriter out = spec.commandLine().getOut();
    out.println(json(adoption.partner()));
    out.flush();
    return CommandLine.ExitCode.OK;
  }

  private static String json(Map<String, Object> block) throws JsonProcessingException {
    Separators colons =
        Separators.createDefaultInstance().withObjectFieldValueSpacing(Separators.Spacing.AFTER);
    return new ObjectMapper().writer(new DefaultPrettyPrinter(colons)).writeValueAsString(block);
  }
}
