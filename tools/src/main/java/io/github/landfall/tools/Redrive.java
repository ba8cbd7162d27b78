package io.github.landfall.tools;

import io.github.landfall.tools.redrive.ArrivalsDestination;
import io.github.landfall.tools.redrive.DeadLetterQueue;
import io.github.landfall.tools.redrive.Destination;
import io.github.landfall.tools.redrive.Redriven;
import io.github.landfall.tools.redrive.Redriver;
import io.github.landfall.tools.terminal.Progress;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The command {@code bin/landfall redrive}: sends the messages of a dead-letter queue back. */
@Command(
    name = "redrive",
    customSynopsis = "${COMMAND-FULL-NAME} runs|arrivals [--dry-run] [--progress] [OPTIONS]",
    description = {
      "Sends the messages of a dead-letter queue back to the queues they belong to.",
      "They keep their attributes, and are deleted there. Messages that come"
          + " to the dead-letter queue meanwhile stay in it.",
      "",
      "A message is deleted only after it was sent. If the command is killed, nothing"
          + " is lost: ten messages at most are in both queues, and hidden in the"
          + " dead-letter queue for five minutes. Redriving them again is safe.",
      ""
    },
    footer = {
      "Exit status: 0 done, also if there was none; 1 failed, or messages stay that",
      "could not be moved (it says why); 2 usage"
    })
public final class Redrive implements Callable<Integer> {

  /** As many as a person waits for; more are counted by SQS alone. */
  private static final long DRY_RUN_MESSAGES = 1_000;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(
      paramLabel = "runs|arrivals",
      description = "Whose dead-letter queue: that of the run queue, or of the arrivals queues.")
  private String which;

  @Option(
      names = "--dry-run",
      description =
          "Say what would be sent where, of the first 1,000 messages, and leave all where they"
              + " are.")
  private boolean dryRun;

  /** The script gives it too where stderr is a terminal, so it may come twice. */
  @Option(
      names = "--progress",
      description = "Tell how far it is on stderr, also if that is no terminal.")
  private boolean progress;

  @Mixin private LandfallOptions landfall;

  private final AwsClients.Factory factory;
  private final InstantSource clock;

  /**
   * @param factory where the AWS clients come from
   * @param clock tells when the command started, and measures progress
   */
  public Redrive(AwsClients.Factory factory, InstantSource clock) {
    this.factory = factory;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    String logicalId =
        switch (which) {
          case "runs" -> "RunQueueDeadLetters";
          case "arrivals" -> "ArrivalsQueuesDeadLetters";
          default ->
              throw new ParameterException(
                  spec.commandLine(), "'%s': expected runs or arrivals".formatted(which));
        };
    AwsClients aws = landfall.clients(factory);
    Stacks stacks = new Stacks(aws.client(CloudFormationClient.builder()));
    String stack = new PartnerStacks(stacks, landfall.stack()).landfall().name();
    SqsClient sqs = aws.client(SqsClient.builder());
    DeadLetterQueue deadLetters =
        new DeadLetterQueue(sqs, stacks.resource(stack, "AWS::SQS::Queue", logicalId));
    PrintWriter err = spec.commandLine().getErr();
    Redriver redriver =
        new Redriver(
            deadLetters,
            destination(deadLetters),
            sqs,
            clock.instant(),
            new Progress(err, clock, Progress.wanted(progress)));
    err.printf(
        Locale.ROOT,
        "%s: about %,d messages are in %s%n",
        spec.qualifiedName(),
        deadLetters.waiting(),
        deadLetters.name());
    try {
      if (dryRun) {
        redriver.look(DRY_RUN_MESSAGES);
      } else {
        redriver.redrive();
      }
    } finally {
      tell(redriver.result());
    }
    return redriver.result().staying().isEmpty()
        ? CommandLine.ExitCode.OK
        : CommandLine.ExitCode.SOFTWARE;
  }

  private Destination destination(DeadLetterQueue deadLetters) {
    List<String> sources = deadLetters.sources();
    if (which.equals("arrivals")) {
      return new ArrivalsDestination(sources);
    }
    if (sources.size() != 1) {
      throw new ToolException(
          "%s is the dead-letter queue of %s; expected the run queue alone. Deploy again"
              .formatted(deadLetters.name(), sources));
    }
    // EventBridge and the function put messages there too, which name no queue.
    return message -> sources.get(0);
  }

  private void tell(Redriven result) {
    PrintWriter err = spec.commandLine().getErr();
    result
        .staying()
        .forEach(
            (why, messages) ->
                err.printf("%s: %s: %s%n", spec.qualifiedName(), stay(messages), why));
    if (result.cameSince() > 0) {
      err.printf(
          "%s: %s, having come since the start; see why before you redrive again%n",
          spec.qualifiedName(), stay(result.cameSince()));
    }
    PrintWriter out = spec.commandLine().getOut();
    String queues =
        result.sent().entrySet().stream()
            .map(queue -> String.format(Locale.ROOT, "%,d to %s", queue.getValue(), queue.getKey()))
            .collect(Collectors.joining(", "));
    out.printf(
        "%s %s%s%n",
        count(result.allSent()),
        dryRun ? "would be sent back" : "sent back",
        queues.isEmpty() ? "" : ": " + queues);
    out.flush();
  }

  private static String stay(long messages) {
    return count(messages) + (messages == 1 ? " stays" : " stay");
  }

  private static String count(long messages) {
    return String.format(Locale.ROOT, messages == 1 ? "%,d message" : "%,d messages", messages);
  }
}
