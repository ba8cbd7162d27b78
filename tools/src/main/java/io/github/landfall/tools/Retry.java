package io.github.landfall.tools;

import io.github.landfall.comparison.BucketListing.Place;
import io.github.landfall.comparison.Compared;
import io.github.landfall.comparison.ListingException;
import io.github.landfall.comparison.Repair;
import io.github.landfall.comparison.Verdict;
import io.github.landfall.contract.text.ByteSize;
import io.github.landfall.contract.text.EscapedText;
import io.github.landfall.tools.redrive.DeadLetterQueue;
import io.github.landfall.tools.retry.FailedLetters;
import io.github.landfall.tools.terminal.Question;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * The command {@code bin/landfall retry}: has the objects of a dead-letter queue copied once more.
 */
@Command(
    name = "retry",
    customSynopsis = {"${COMMAND-FULL-NAME} PARTNER [--yes] [OPTIONS]", ""},
    description = {
      "Copies a partner's failed objects again.",
      "Looks at each object in the dead-letter queue of a partner's transfer, at the"
          + " source and in the landing bucket as they are now, and puts what a copy"
          + " would mend into the transfer queue, after open uploads of it were"
          + " aborted. Then it deletes the dead letters of these objects, of those that"
          + " have arrived since, and of those that are gone at the source.",
      "",
      "Refused while a transfer is under way. A dead letter is deleted only after its"
          + " object was sent: if the command is killed, run it again in five minutes.",
      ""
    },
    footer = {
      "Exit status: 0 done, also if there was nothing to do; 1 failed, or dead letters",
      "stay (it says why); 2 usage"
    })
public final class Retry implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(index = "0", paramLabel = "PARTNER", description = "The partner's name.")
  private String partner;

  @Option(names = "--yes", description = "Do it without asking.")
  private boolean yes;

  @Mixin private LandfallOptions landfall;

  private final AwsClients.Factory factory;
  private final BufferedReader in;

  /**
   * @param factory where the AWS clients come from
   * @param in where the answer comes from whether to do it
   */
  public Retry(AwsClients.Factory factory, BufferedReader in) {
    this.factory = factory;
    this.in = in;
  }

  @Override
  public Integer call() throws IOException {
    AwsClients aws = landfall.clients(factory);
    Stacks stacks = new Stacks(aws.client(CloudFormationClient.builder()));
    TransferStack stack = new PartnerStacks(stacks, landfall.stack()).of(partner);
    RunningTransfer running = new RunningTransfer(partner, stack, stacks, aws);
    running.requireNone("nothing was sent");
    SqsClient sqs = aws.client(SqsClient.builder());
    String deadLetters =
        sqs.getQueueUrl(request -> request.queueName(stack.deadLetterQueue())).queueUrl();
    FailedLetters letters = FailedLetters.receive(new DeadLetterQueue(sqs, deadLetters));
    try (letters;
        Repair repair = new Repair()) {
      TransferBuckets buckets = new TransferBuckets(stack, aws);
      Place landing = buckets.landing();
      Map<String, Optional<Compared>> objects = letters.objects(buckets.source().place(), landing);
      list(letters, objects);
      List<Message> done = letters.done(objects);
      for (Optional<Compared> object : objects.values()) {
        if (object.isPresent() && object.get().verdict().mendable()) {
          repair.add(object.get());
        }
      }
      if (!done.isEmpty()) {
        if (!agreed(repair, done.size())) {
          spec.commandLine().getOut().println("Nothing was sent or deleted.");
          return CommandLine.ExitCode.SOFTWARE;
        }
        running.requireNone("nothing was sent");
        int aborted = repair.send(landing, sqs, stack.queue());
        int deleted = letters.delete(done);
        PrintWriter out = spec.commandLine().getOut();
        out.printf(
            Locale.ROOT,
            "Objects in the transfer queue: %,d. Open uploads aborted: %,d. Dead letters deleted: %,d.%n",
            repair.objects(),
            aborted,
            deleted);
        out.flush();
      }
      return letters.left() == 0 ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    } catch (ListingException | Repair.RefusedException e) {
      throw new ToolException(e.getMessage());
    }
  }

  private void list(FailedLetters letters, Map<String, Optional<Compared>> objects) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        Locale.ROOT,
        "%s: %,d dead letters, %,d objects%n",
        partner,
        letters.count(),
        objects.size());
    objects.forEach(
        (key, object) ->
            out.printf(
                Locale.ROOT,
                "  %-16s %10s  %s%n",
                object.map(Compared::verdict).orElse(Verdict.GONE_AT_SOURCE).text(),
                object.map(Compared::bytes).map(ByteSize::decimal).orElse("-"),
                EscapedText.of(key)));
    letters
        .unreadable()
        .forEach(text -> out.printf("  names no object, and stays: %s%n", EscapedText.of(text)));
    out.flush();
  }

  private boolean agreed(Repair repair, int deadLetters) throws IOException {
    return yes
        || Question.agreed(
            in,
            spec.commandLine().getErr(),
            String.format(
                Locale.ROOT,
                "Send %,d objects, %s, to the transfer queue of %s, and delete %,d dead letters?",
                repair.objects(),
                ByteSize.decimal(repair.bytes()),
                partner,
                deadLetters));
  }
}
