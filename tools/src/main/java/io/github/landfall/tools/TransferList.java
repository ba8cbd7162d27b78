package io.github.landfall.tools;

import io.github.landfall.contract.text.ByteSize;
import io.github.landfall.tools.terminal.Progress;
import io.github.landfall.tools.transfers.AlignedRows;
import io.github.landfall.tools.transfers.JobStatus;
import io.github.landfall.tools.transfers.JsonRows;
import io.github.landfall.tools.transfers.Listing;
import io.github.landfall.tools.transfers.RowFormat;
import io.github.landfall.tools.transfers.Selection;
import io.github.landfall.tools.transfers.Since;
import io.github.landfall.tools.transfers.Totals;
import io.github.landfall.tools.transfers.TransferTable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/**
 * The command {@code bin/landfall transfer list}: what DTH's table says of each object of a
 * partner.
 */
@Command(
    name = "list",
    customSynopsis = {
      "${COMMAND-FULL-NAME} PARTNER [--status WORD,...] [--prefix KEY] [--since TIME]",
      "              [--json] [--progress]",
      ""
    },
    description = {
      "Lists what DTH's table says of each object of a partner.",
      "Of each: when the latest attempt to copy it began (this machine's zone), how it"
          + " ended, the size, and the key in the source bucket.",
      "",
      "A row tells of the latest attempt only, and of no particular night. Rows come"
          + " in no order. The whole table is read, and its read units are paid for,"
          + " whatever is selected.",
      ""
    },
    footer = {
      "Exit status: 0 done, also if nothing matched; 1 failed (it says why); 2 usage;",
      "141 the reader of the list has gone, as in a pipe to head"
    })
public final class TransferList implements Callable<Integer> {

  /** What a shell reports of a command that SIGPIPE ended, as it ends others before a pipe. */
  public static final int READER_GONE = 128 + 13;

  private static final int BUFFER_CHARS = 1 << 16;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(index = "0", paramLabel = "PARTNER", description = "The partner's name.")
  private String partner;

  @Option(
      names = "--status",
      paramLabel = "WORD",
      split = ",",
      description =
          "Only these: ${COMPLETION-CANDIDATES}; several with commas, or the option again.")
  private Set<JobStatus> statuses = EnumSet.noneOf(JobStatus.class);

  @Option(
      names = "--prefix",
      paramLabel = "KEY",
      description =
          "Only keys that begin so: in the source bucket, so without the partner's folder in the"
              + " landing bucket.",
      defaultValue = "")
  private String prefix = "";

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description =
          "Only if the latest attempt began at TIME or later (StartTimestamp): "
              + Since.EXPECTED
              + ". Without an offset it is in this machine's zone.")
  private String since;

  @Option(
      names = "--json",
      description = "Write one JSON object a line, with DTH's names and exact values.")
  private boolean json;

  /** The script gives it too where stderr is a terminal, so it may come twice. */
  @Option(
      names = "--progress",
      description = "Tell how far it is on stderr, also if that is no terminal.")
  private boolean progress;

  @Mixin private LandfallOptions landfall;

  private final AwsClients.Factory aws;
  private final OutputStream out;
  private final InstantSource clock;
  private final ZoneId zone;

  /**
   * @param aws where the clients come from
   * @param out where rows are written; must tell if its reader has gone
   * @param clock what ages and progress are measured by
   * @param zone the zone of times that are read and written
   */
  public TransferList(AwsClients.Factory aws, OutputStream out, InstantSource clock, ZoneId zone) {
    this.aws = aws;
    this.out = out;
    this.clock = clock;
    this.zone = zone;
  }

  @Override
  public Integer call() {
    Selection selection = selection();
    AwsClients clients = landfall.clients(aws);
    TransferStack stack =
        new PartnerStacks(
                new Stacks(clients.client(CloudFormationClient.builder())), landfall.stack())
            .of(partner);
    TransferTable table =
        new TransferTable(clients.client(DynamoDbClient.builder()), stack.table());
    PrintWriter err = spec.commandLine().getErr();
    try {
      Writer writer =
          new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), BUFFER_CHARS);
      Totals totals =
          new Listing(
                  table,
                  format(writer),
                  writer,
                  new Progress(err, clock, Progress.wanted(progress)))
              .list(selection);
      err.println(spec.qualifiedName() + ": " + line(totals));
      return CommandLine.ExitCode.OK;
    } catch (IOException e) {
      // The script sets the locale, so this is what Linux calls it.
      if ("Broken pipe".equals(e.getMessage())) {
        return READER_GONE;
      }
      throw new ToolException("the list cannot be written: " + e.getMessage());
    } catch (ResourceNotFoundException e) {
      throw new ToolException(
          "the table %s, which the stack %s names, does not exist"
              .formatted(stack.table(), stack.name()));
    }
  }

  private Selection selection() {
    return new Selection(statuses, prefix, since());
  }

  private Optional<Instant> since() {
    if (since == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Since.parse(since, clock.instant(), zone));
    } catch (IllegalArgumentException e) {
      throw wrong("--since " + e.getMessage());
    }
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private RowFormat format(Writer writer) throws IOException {
    return json ? new JsonRows(writer) : new AlignedRows(writer, zone);
  }

  private static String line(Totals totals) {
    return String.format(
        Locale.ROOT,
        "%,d of %,d objects matched, %s (%,d bytes)",
        totals.matched(),
        totals.lookedAt(),
        ByteSize.of(totals.bytes()),
        totals.bytes());
  }
}
