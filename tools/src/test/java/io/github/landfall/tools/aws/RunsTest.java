package io.github.landfall.tools.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.landfall.contract.comparison.ComparisonFigures;
import io.github.landfall.contract.comparison.RecordedComparisons;
import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.Phase;
import io.github.landfall.contract.run.Refreshes;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.run.RunItems;
import io.github.landfall.contract.transfer.FailedObjects;
import io.github.landfall.localaws.server.TableServer;
import io.github.landfall.tools.AwsClients;
import io.github.landfall.tools.Runs;
import io.github.landfall.tools.Tool;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The command {@code runs} on a runs table with 30 nights of northlight, and less of others. */
@Timeout(60)
class RunsTest {

  private static final int NIGHTS = 30;
  private static final Instant FIRST_NIGHT = Instant.parse("2026-10-25T16:05:00Z");
  private static final Instant LAST_NIGHT = FIRST_NIGHT.plus(Duration.ofDays(NIGHTS - 1));
  private static final Instant SWEEP = LAST_NIGHT.plus(Duration.ofHours(8));

  /** The keys that the stack gives the runs table. */
  private static final String KEYS =
      """
      {"AttributeDefinitions": [{"AttributeName": "partner", "AttributeType": "S"},
                                {"AttributeName": "run", "AttributeType": "S"}],
       "KeySchema": [{"AttributeName": "partner", "KeyType": "HASH"},
                     {"AttributeName": "run", "KeyType": "RANGE"}]}
      """;

  private static TableServer tables;
  private static RecordedAws aws;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void fillTable() throws IOException {
    tables = TableServer.start(Path.of(".."), "cn-northwest-1");
    String table = "runs";
    tables.create(table, new ObjectMapper().readTree(KEYS));
    for (int night = 0; night < NIGHTS; night++) {
      put(table, transfer("northlight", FIRST_NIGHT.plus(Duration.ofDays(night)), night));
    }
    put(table, Run.swept("northlight", SWEEP));
    put(table, Run.opened("aurora", LAST_NIGHT.plusSeconds(60)));
    // Not the partner's, whatever it is called.
    put(
        table,
        Map.of(
            "partner", AttributeValue.fromS("lease#northlight"),
            "run", AttributeValue.fromS("-"),
            "holder", AttributeValue.fromS("somebody")));
    aws = new RecordedAws();
    deployment("Landfall", Map.of("RunsTableName", table));
    deployment("Old", Map.of());
    deployment("Gone", Map.of("RunsTableName", "gone"));
  }

  private static void deployment(String name, Map<String, String> outputs) {
    aws.stack(name, Map.of(), outputs);
    for (String partner : List.of("aurora", "northlight", "new")) {
      aws.resource(
          name, "Alarm" + partner, "AWS::CloudWatch::Alarm", "Landfall-transfer-" + partner);
    }
  }

  @AfterAll
  static void stop() {
    aws.close();
    tables.close();
  }

  @Test
  void lastRunsOfAllPartnersAreListedNewestFirst() {
    assertThat(runs("--last", "4")).isZero();

    assertThat(out.toString())
        .isEqualTo(
            """
            PARTNER     START             END               H:MM  KIND         OBJECTS     SIZE  FAILED  LISTING  UNACCOUNTED  NOT SHOWN  LISTS  ON THE DRIVE  REPORT
            northlight  2026-11-24 08:05  2026-11-24 08:05  0:00  sweep              -        -       0  -                  -          -      -  -             -
            aurora      2026-11-24 00:06  -                    -  in transfer        -        -       -  -                  -          -      -  -             -
            northlight  2026-11-24 00:05  2026-11-24 01:31  1:26  transfer          29  29.0 GB       3  -                  -          0      -  -             _landfall/northlight/report-29.html
            northlight  2026-11-23 00:05  2026-11-23 01:31  1:26  transfer          28  28.0 GB       3  -                  -          0      -  -             _landfall/northlight/report-28.html
            """);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void latestComparisonOfEachPartnerFollows() {
    compared(
        "2026-11-15T04:00:00Z",
        new ComparisonFigures(
            LAST_NIGHT, LAST_NIGHT.plusSeconds(90), 4, 4, 4, Optional.empty(), Optional.empty()));
    compared(
        "2026-11-22T04:00:00Z",
        new ComparisonFigures(
            LAST_NIGHT,
            LAST_NIGHT.plusSeconds(240),
            10_000,
            3,
            2,
            Optional.of("_landfall/new/compared.html"),
            Optional.empty()));
    assertThat(runs("new")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            "new: compared 2026-11-24 00:09, 10,000 objects, 3 lacking, 2 sent: _landfall/new/compared.html\n");

    out.getBuffer().setLength(0);
    assertThat(runs("new", "--json")).isZero();
    assertThat(out.toString())
        .isEqualTo(
            "{\"partner\":\"new\",\"kind\":\"comparison\",\"start\":\"2026-11-23T16:05:00Z\",\"end\":\"2026-11-23T16:09:00Z\",\"objects\":10000,\"lacking\":3,\"sent\":2,\"report\":\"_landfall/new/compared.html\"}\n");

    out.getBuffer().setLength(0);
    compared(
        "2026-11-23T04:00:00Z",
        new ComparisonFigures(
            LAST_NIGHT, LAST_NIGHT, 0, 0, 0, Optional.empty(), Optional.of("no access")));
    assertThat(runs("new")).isZero();
    assertThat(out.toString())
        .isEqualTo("new: not compared, given up 2026-11-24 00:05: no access\n");
    for (String ordered : List.of("2026-11-15", "2026-11-22", "2026-11-23")) {
      tables
          .client()
          .deleteItem(
              request ->
                  request
                      .tableName("runs")
                      .key(RecordedComparisons.key("new", Instant.parse(ordered + "T04:00:00Z"))));
    }
  }

  private static void compared(String ordered, ComparisonFigures figures) {
    Map<String, AttributeValue> item =
        new HashMap<>(RecordedComparisons.key("new", Instant.parse(ordered)));
    item.putAll(figures.attributes());
    put("runs", item);
  }

  @Test
  void twentyAreListedUnlessOneSaysOtherwise() {
    assertThat(runs("northlight", "--json")).isZero();
    assertThat(out.toString().lines()).hasSize(20).allMatch(line -> line.contains("northlight"));

    out.getBuffer().setLength(0);
    assertThat(runs("northlight", "--json", "--last", "1000")).isZero();
    assertThat(out.toString().lines()).hasSize(NIGHTS + 1);
  }

  @Test
  void sweepsAreLeftOutAndTransfersListedInTheirPlace() {
    assertThat(runs("northlight", "--json", "--last", "2", "--no-sweeps")).isZero();

    assertThat(out.toString().lines()).hasSize(2).noneMatch(line -> line.contains("sweep"));
  }

  @Test
  void programGetsExactValuesAndOnlyWhatIsKnown() {
    assertThat(runs("--json", "--last", "3")).isZero();

    assertThat(out.toString().lines())
        .containsExactly(
            "{\"partner\":\"northlight\",\"kind\":\"sweep\",\"start\":\"2026-11-24T00:05:00Z\","
                + "\"end\":\"2026-11-24T00:05:00Z\",\"seconds\":0,\"failedObjects\":0}",
            "{\"partner\":\"aurora\",\"kind\":\"in transfer\",\"start\":\"2026-11-23T16:06:00Z\"}",
            "{\"partner\":\"northlight\",\"kind\":\"transfer\",\"start\":\"2026-11-23T16:05:00Z\","
                + "\"end\":\"2026-11-23T17:31:00Z\",\"seconds\":5160,\"counted\":\"EACH_OBJECT\","
                + "\"objects\":29,\"bytes\":29000000000,\"removed\":1,\"failedObjects\":3,\"notShown\":0,\"leftovers\":0,"
                + "\"report\":\"_landfall/northlight/report-29.html\"}");
  }

  @Test
  void partnerWithoutRunsIsNoError() {
    assertThat(runs("new")).isZero();

    assertThat(err).hasToString("runs: none yet of new\n");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void unknownPartnerIsRefusedWithTheNamesThatThereAre() {
    assertThat(runs("northligth")).isEqualTo(1);

    assertThat(err)
        .hasToString(
            "runs: no partner is named 'northligth' in the stack Landfall; expected one of: aurora, new, northlight\n");
  }

  @Test
  void deploymentOfAnOlderVersionIsToldToDeploy() {
    assertThat(runs("--stack", "Old")).isEqualTo(1);

    assertThat(err.toString())
        .startsWith("runs: the stack Old has no output RunsTableName")
        .endsWith("deploy it again\n");
  }

  @Test
  void tableThatIsGoneIsNamed() {
    assertThat(runs("--stack", "Gone")).isEqualTo(1);

    assertThat(err)
        .hasToString("runs: the table gone, which the stack Gone names, does not exist\n");
  }

  @Test
  void numberOfRunsBelowOneIsRefused() {
    assertThat(runs("--last", "0")).isEqualTo(2);

    assertThat(err.toString()).startsWith("runs: --last 0: expected 1 or more");
  }

  private int runs(String... arguments) {
    AwsClients clients =
        builder -> TransferListProcess.configure(builder, aws.uri(), tables.endpoint());
    return Tool.commandLine(new Runs((region, profile) -> clients, ZoneId.of("Asia/Shanghai")))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  /** A night's run, its refreshes still open. */
  private static Run transfer(String partner, Instant start, int objects) {
    Delivery delivery =
        new Delivery(
            Delivery.Known.EACH_OBJECT,
            objects,
            objects * 1_000_000_000L,
            1,
            2,
            start,
            start,
            List.of(),
            List.of(),
            "_landfall/" + partner + "/report-" + objects);
    return Run.opened(partner, start)
        .withPhase(
            new Phase.Ended(
                start,
                start.plus(Duration.ofMinutes(86)),
                new FailedObjects(3, List.of()),
                Optional.empty()))
        .withDelivery(delivery, start)
        .withRefreshes(new Refreshes(List.of(), List.of(), List.of()));
  }

  private static void put(String table, Run run) {
    put(table, RunItems.item(run));
  }

  private static void put(String table, Map<String, AttributeValue> item) {
    tables.client().putItem(request -> request.tableName(table).item(item));
  }
}
