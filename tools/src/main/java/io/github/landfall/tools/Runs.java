package io.github.landfall.tools;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.github.landfall.contract.comparison.RecordedComparisons;
import io.github.landfall.contract.run.RecordedRuns;
import io.github.landfall.contract.run.Run;
import io.github.landfall.tools.runs.ComparisonLine;
import io.github.landfall.tools.runs.RunFigures;
import io.github.landfall.tools.runs.RunTable;
import java.io.PrintWriter;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
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

/** The command {@code bin/landfall runs}: what the runs table says of the last runs. */
@Command(
    name = "runs",
    customSynopsis = "${COMMAND-FULL-NAME} [PARTNER] [--last N] [--no-sweeps] [--json] [OPTIONS]",
    description = {
      "Prints the last runs of a partner, or of all, the newest first.",
      "Of each: when it began and ended (this machine's zone), how much came, how many objects"
          + " failed, when all was on the drive, and the key of its report in the"
          + " landing bucket. A dash is what is not known, or not yet. Then a line for"
          + " each partner's latest weekly comparison.",
      ""
    })
public final class Runs implements Callable<Integer> {

  /** What the stack's output is called that names the runs table. */
  private static final String TABLE = "RunsTableName";

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "PARTNER",
      description = "The partner's name (all partners).")
  private String partner;

  @Option(
      names = "--last",
      paramLabel = "N",
      description = "How many runs at most, of all partners together (${DEFAULT-VALUE}).")
  private int last = 20;

  @Option(names = "--no-sweeps", description = "Only transfers, not what arrived outside of one.")
  private boolean noSweeps;

  @Option(
      names = "--json",
      description = "Write one JSON object a line, with times in UTC and exact values.")
  private boolean json;

  @Mixin private LandfallOptions landfall;

  private final AwsClients.Factory factory;
  private final ZoneId zone;

  /**
   * @param factory where the AWS clients come from
   * @param zone the zone in which times are shown
   */
  public Runs(AwsClients.Factory factory, ZoneId zone) {
    this.factory = factory;
    this.zone = zone;
  }

  @Override
  public Integer call() throws JsonProcessingException {
    if (last < 1) {
      throw new ParameterException(spec.commandLine(), "--last " + last + ": expected 1 or more");
    }
    AwsClients aws = landfall.clients(factory);
    PartnerStacks stacks =
        new PartnerStacks(new Stacks(aws.client(CloudFormationClient.builder())), landfall.stack());
    StackDescription deployment = stacks.landfall();
    if (partner != null) {
      stacks.requirePartner(partner, deployment);
    }
    Set<String> partners = partner == null ? stacks.partners(deployment) : Set.of(partner);
    String table =
        Optional.ofNullable(deployment.outputs().get(TABLE))
            .orElseThrow(
                () ->
                    new ToolException(
                        "the stack %s has no output %s: it was deployed by a version of Landfall that keeps no figures of runs; deploy it again"
                            .formatted(deployment.name(), TABLE)));
    try {
      DynamoDbClient dynamoDb = aws.client(DynamoDbClient.builder());
      print(
          newest(new RecordedRuns(dynamoDb, table), partners),
          compared(new RecordedComparisons(dynamoDb, table), partners));
    } catch (ResourceNotFoundException e) {
      throw new ToolException(
          "the table %s, which the stack %s names, does not exist"
              .formatted(table, deployment.name()));
    }
    return CommandLine.ExitCode.OK;
  }

  private List<RunFigures> newest(RecordedRuns recorded, Collection<String> partners) {
    return partners.stream()
        .flatMap(
            name -> (noSweeps ? recorded.transfers(name, last) : recorded.all(name, last)).stream())
        .sorted(Comparator.comparing(Run::start).reversed())
        .limit(last)
        .map(RunFigures::of)
        .toList();
  }

  private static List<ComparisonLine> compared(
      RecordedComparisons recorded, Collection<String> partners) {
    return partners.stream()
        .sorted()
        .flatMap(
            name -> recorded.latest(name).map(figures -> ComparisonLine.of(name, figures)).stream())
        .toList();
  }

  private void print(List<RunFigures> runs, List<ComparisonLine> compared)
      throws JsonProcessingException {
    if (runs.isEmpty() && compared.isEmpty()) {
      spec.commandLine()
          .getErr()
          .println(
              spec.qualifiedName()
                  + ": none yet of "
                  + (partner == null ? "any partner" : partner));
      return;
    }
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      objects(runs).forEach(out::println);
      objects(compared).forEach(out::println);
    } else {
      if (!runs.isEmpty()) {
        new RunTable(zone).lines(runs).forEach(out::println);
      }
      compared.forEach(line -> out.println(line.text(zone)));
    }
    out.flush();
  }

  private static List<String> objects(List<?> rows) throws JsonProcessingException {
    ObjectWriter writer =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build()
            .writer();
    List<String> lines = new ArrayList<>();
    for (Object row : rows) {
      lines.add(writer.writeValueAsString(row));
    }
    return lines;
  }
}
