package io.github.landfall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.gateway.ScriptTrial.Outcome;
import io.github.landfall.localaws.gateway.EventDelivery;
import io.github.landfall.localaws.gateway.ServiceCall;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** {@code gateway/refresh.sh}, with the real AWS CLI and jq, and a real table. */
class RefreshTest {

  private ScriptTrial trial;
  private String gateway;
  private String share;

  @BeforeEach
  void begin(@TempDir Path directory) throws IOException {
    trial = ScriptTrial.begin(directory, "not asked for");
    trial.deployRunsTable();
    gateway = trial.readyForShares("shanghai-1");
    share = trial.shared(gateway);
  }

  @AfterEach
  void end() throws IOException {
    if (trial != null) {
      trial.close();
    }
  }

  @ScriptTest
  void foldersAreRefreshedAndTheEndIsTold() throws Exception {
    trial.service().deliverNext(new EventDelivery.BeforeResponse());
    trial.onCompletedRefresh(
        notification ->
            trial.note(
                "refresh#" + notification, Map.of("completed", ScriptTrial.time(Instant.now()))));

    Outcome outcome = trial.run("refresh.sh", "--name", "shanghai-1", "aurora/sc 010/", "/");

    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.output()).contains("started: aurora/sc 010 /").contains("complete after");
    assertThat(refreshes())
        .extracting(call -> call.request().toString())
        .containsExactly(
            "{\"FileShareARN\":\"%s\",\"FolderList\":[\"aurora/sc 010\",\"/\"],\"Recursive\":true}"
                .formatted(share));
  }

  @ScriptTest
  void aGatewayThatLandfallRefreshesIsLeftAlone() throws Exception {
    trial.note(
        "gateway#" + gateway,
        Map.of(
            "holder", AttributeValue.fromS("aurora 2026-11-23"),
            "heldUntil", ScriptTrial.time(Instant.now().plus(Duration.ofMinutes(10))),
            "calledAt", ScriptTrial.time(Instant.now().minus(Duration.ofMinutes(5)))));

    Outcome outcome = trial.run("refresh.sh", "--name", "shanghai-1", "aurora");

    assertThat(outcome.status()).as(outcome.output()).isEqualTo(1);
    assertThat(outcome.output()).contains("the gateway is busy", "aurora 2026-11-23");
    assertThat(refreshes()).isEmpty();
  }

  @ScriptTest
  void aRefreshThatTheGatewayDoesNotTakeIsReportedWithItsReason() throws Exception {
    trial.service().deliverNext(new EventDelivery.Lost());
    trial.client().refreshCache(r -> r.fileShareARN(share));
    trial.client().refreshCache(r -> r.fileShareARN(share));

    Outcome outcome = trial.run("refresh.sh", "--name", "shanghai-1", "aurora");

    assertThat(outcome.status()).as(outcome.output()).isEqualTo(1);
    assertThat(outcome.output())
        .contains("AWS said:", "Too many requests have been sent to server")
        .contains("a gateway takes two refreshes at a time");
  }

  @ScriptTest
  void aRefreshWhoseEndNobodyHearsOfIsGivenUp() throws Exception {
    trial.service().deliverNext(new EventDelivery.Lost());
    trial.set("LANDFALL_REFRESH_SECONDS", "0");

    Outcome outcome = trial.run("refresh.sh", "--name", "shanghai-1", "aurora");

    assertThat(outcome.status()).as(outcome.output()).isEqualTo(4);
    assertThat(outcome.output()).contains("gave up waiting", "it may still end");
  }

  private List<ServiceCall> refreshes() {
    return trial.service().calls().stream()
        .filter(call -> call.operation().equals("RefreshCache"))
        .toList();
  }
}
