package io.github.landfall.tools;

import io.github.landfall.comparison.BucketListing.Place;
import io.github.landfall.comparison.Compared;
import io.github.landfall.comparison.Comparison;
import io.github.landfall.comparison.ListingException;
import io.github.landfall.comparison.Repair;
import io.github.landfall.comparison.SourceBucket;
import io.github.landfall.comparison.Tally;
import io.github.landfall.comparison.Verdict;
import io.github.landfall.contract.text.ByteSize;
import io.github.landfall.tools.compare.ComparedObjects;
import io.github.landfall.tools.compare.Preview;
import io.github.landfall.tools.terminal.Progress;
import io.github.landfall.tools.terminal.Question;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The command {@code bin/landfall compare}: what the landing bucket lacks of a partner's source.
 */
@Command(
    name = "compare",
    customSynopsis = {
      "${COMMAND-FULL-NAME} PARTNER [--json] [--csv FILE] [--price-per-gb PRICE] [--progress]",
      "        [--send [--yes]]",
      ""
    },
    description = {
      "Compares a partner's source and the landing bucket, by listing.",
      "Tells what is missing, of another size, newer at the source, or not to be copied."
          + " Reads no object. Before a first transfer it is the preview.",
      ""
    },
    footer = {
      "Exit status: 0 the same on both sides, 1 differences, 2 usage, 3 could not",
      "compare (it says why; what it listed by then is no verdict)"
    })
public final class Compare implements Callable<Integer> {

  private static final int DIFFERENCES = 1;
  private static final int NOT_COMPARED = 3;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(index = "0", paramLabel = "PARTNER", description = "The partner's name.")
  private String partner;

  @Option(
      names = "--json",
      description = "Write each difference as a JSON object a line; the summary goes to stderr.")
  private boolean json;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write each difference into this table.")
  private Path csv;

  @Option(
      names = "--price-per-gb",
      paramLabel = "PRICE",
      description = "What a GB (10^9 bytes) out of the source costs, for the preview.")
  private Double price;

  @Option(
      names = "--send",
      description =
          "Put what is missing, of another size or newer into the transfer queue, after open"
              + " uploads of it were aborted. Refused while a transfer is under way.")
  private boolean send;

  @Option(names = "--yes", description = "Send without asking.")
  private boolean yes;

  /** The script gives it too where stderr is a terminal, so it may come twice. */
  @Option(
      names = "--progress",
      description = "Tell how far it is on stderr, also if that is no terminal.")
  private boolean progress;

  @Mixin private LandfallOptions landfall;

  private final AwsClients.Factory factory;
  private final BufferedReader in;
  private final InstantSource clock;

  /**
   * @param factory where the AWS clients come from
   * @param in where the answer comes from whether to send
   * @param clock what progress is measured by
   */
  public Compare(AwsClients.Factory factory, BufferedReader in, InstantSource clock) {
    this.factory = factory;
    this.in = in;
    this.clock = clock;
  }

  @Override
  public Integer call() throws IOException {
    if (yes && !send) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--yes is only of use with --send");
    }
    PrintWriter err = spec.commandLine().getErr();
    try {
      return compared();
    } catch (ToolException | ListingException | Repair.RefusedException e) {
      err.println(spec.qualifiedName() + ": " + e.getMessage());
    } catch (SdkException e) {
      err.println(spec.qualifiedName() + ": " + AwsFailure.line(e));
    } catch (UncheckedIOException e) {
      err.println(
          spec.qualifiedName() + ": a difference can't be written: " + e.getCause().getMessage());
    }
    return NOT_COMPARED;
  }

  private int compared() throws IOException {
    AwsClients aws = landfall.clients(factory);
    Stacks stacks = new Stacks(aws.client(CloudFormationClient.builder()));
    TransferStack stack = new PartnerStacks(stacks, landfall.stack()).of(partner);
    RunningTransfer running = new RunningTransfer(partner, stack, stacks, aws);
    if (send) {
      running.requireNone("nothing was compared or sent");
    }
    TransferBuckets buckets = new TransferBuckets(stack, aws);
    SourceBucket source = buckets.source();
    Place landing = buckets.landing();
    String folder = landing.folder();
    Tally tally = new Tally(folder);
    try (ComparedObjects objects =
        ComparedObjects.begin(folder, json ? spec.commandLine().getOut() : null, csv, send)) {
      run(source, landing, tally, objects);
      objects.finish();
      PrintWriter out = json ? spec.commandLine().getErr() : spec.commandLine().getOut();
      summary(out, source.place(), landing, tally);
      preview(out, stack, tally);
      out.flush();
      if (send && objects.toSend() > 0) {
        if (agreed(objects)) {
          running.requireNone("nothing was sent");
          int aborted = objects.send(landing, aws.client(SqsClient.builder()), stack.queue());
          out.printf(
              Locale.ROOT,
              "Sent: %,d objects are in the transfer queue; %,d open uploads were aborted.%n"
                  + "Producers hear of it as of any transfer.%n",
              objects.toSend(),
              aborted);
        } else {
          out.println("Nothing was sent.");
        }
        out.flush();
      }
    }
    return tally.differs() ? DIFFERENCES : CommandLine.ExitCode.OK;
  }

  private void run(SourceBucket source, Place landing, Tally tally, ComparedObjects objects) {
    Progress shown = new Progress(spec.commandLine().getErr(), clock, Progress.wanted(progress));
    Instant begun = clock.instant();
    try {
      Comparison.run(
          source.place(),
          landing,
          source.prefixes(),
          object -> {
            tally.add(object);
            objects.add(object);
            shown.show(() -> howFar(tally, object, begun));
          });
    } finally {
      shown.clear();
    }
  }

  private String howFar(Tally tally, Compared object, Instant begun) {
    long seconds = Math.max(1, Duration.between(begun, clock.instant()).toSeconds());
    long compared = tally.all().objects();
    long different = compared - tally.of(Verdict.SAME).objects();
    return String.format(
        Locale.ROOT,
        "%,d objects, %,d differ, %,d a second, at %s",
        compared,
        different,
        compared / seconds,
        object.key());
  }

  private void summary(PrintWriter out, Place source, Place landing, Tally tally) {
    out.printf(
        Locale.ROOT,
        "%s: %,d objects, source s3://%s, landing bucket s3://%s/%s%n",
        partner,
        tally.all().objects(),
        source.bucket(),
        landing.bucket(),
        landing.folder());
    for (Verdict verdict : Verdict.values()) {
      Tally.Count count = tally.of(verdict);
      out.printf(
          Locale.ROOT,
          "  %-16s %,12d  %10s%n",
          verdict.text(),
          count.objects(),
          ByteSize.decimal(count.bytes()));
    }
    if (tally.notShown() > 0) {
      out.printf(
          Locale.ROOT,
          "%,d objects are not shown under their names on a Windows drive.%n",
          tally.notShown());
    }
  }

  private void preview(PrintWriter out, TransferStack stack, Tally tally) {
    Preview copy =
        List.of(Verdict.values()).stream()
            .filter(Verdict::mendable)
            .map(tally::of)
            .map(count -> new Preview(count.objects(), count.bytes()))
            .reduce(
                new Preview(0, 0),
                (a, b) -> new Preview(a.objects() + b.objects(), a.bytes() + b.bytes()));
    if (copy.objects() == 0) {
      return;
    }
    int workers = workers(stack, "desiredCapacity", 1);
    int most = workers(stack, "maxCapacity", 20);
    out.printf(
        Locale.ROOT,
        "To copy: %,d objects, %s. By Data Transfer Hub's documented rates about %s with %d workers, %s with %d (the maximum).%n",
        copy.objects(),
        ByteSize.decimal(copy.bytes()),
        hours(copy.with(workers)),
        workers,
        hours(copy.with(most)),
        most);
    if (price != null) {
      out.printf(Locale.ROOT, "Egress at %s a GB: %,.2f%n", price, copy.egress(price));
    }
  }

  private static int workers(TransferStack stack, String parameter, int otherwise) {
    return Integer.parseInt(
        stack.parameters().getOrDefault(parameter, Integer.toString(otherwise)));
  }

  private static String hours(Duration time) {
    return String.format(Locale.ROOT, "%,d h %d min", time.toHours(), time.toMinutesPart());
  }

  private boolean agreed(ComparedObjects objects) throws IOException {
    if (yes) {
      return true;
    }
    return Question.agreed(
        in,
        spec.commandLine().getErr(),
        String.format(
            Locale.ROOT,
            "Send %,d objects, %s, to the transfer queue of %s?",
            objects.toSend(),
            ByteSize.decimal(objects.bytesToSend()),
            partner));
  }
}
