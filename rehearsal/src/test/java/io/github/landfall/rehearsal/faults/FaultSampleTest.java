package io.github.landfall.rehearsal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each fault at one call of {@link FaultAtEveryCall}'s night, where it hurts. */
class FaultSampleTest {

  @TempDir private static Path directory;

  private static FaultyNights nights;

  @BeforeAll
  static void playTheNightWithoutFaults() throws IOException {
    nights = new FaultyNights(directory, 1);
  }

  @AfterAll
  static void close() {
    nights.close();
  }

  @Test
  void nightWithoutFaultsCallsEveryServiceAndTellsEachThingOnce() {
    assertThat(nights.faultless().broken()).isEmpty();
    assertThat(nights.faultless().told())
        .containsExactly("transfer-started", "transfer-ended", "drive-ready");
    assertThat(nights.faultless().calls())
        .extracting(AwsCall::service)
        .contains("DynamoDb", "Ecs", "S3", "Sns", "Sqs", "StorageGateway");
    assertThat(nights.faultless().calls())
        .extracting(AwsCall::function)
        .contains("Arrivals", "Refresh");
  }

  @ParameterizedTest
  @CsvSource({
    // The first part, the shares, the second notice, the first lease.
    "ERROR,             S3,             PutObject,      1",
    "THROTTLED,         StorageGateway, ListFileShares, 1",
    "ANSWER_LOST,       Sns,            Publish,        2",
    "FIRST_ANSWER_LOST, DynamoDb,       UpdateItem,     1",
    // What records the first notice; the refresh; the first look at a part; what records the count.
    "KILLED_BEFORE,     DynamoDb,       PutItem,        3",
    "KILLED_AFTER,      StorageGateway, RefreshCache,   1",
    "OUTAGE_20_MINUTES, S3,             GetObject,      1",
    "OUTAGE_70_MINUTES, DynamoDb,       PutItem,        7",
  })
  void nightWithAFaultWhereItHurtsEndsAsOneWithout(
      Fault fault, String service, String operation, int which) throws Exception {
    AwsCall call = nights.call(service, operation, which);

    assertThat(nights.broken(List.of(new FaultPlan(fault, call.number())), line -> {})).isEmpty();
  }
}
