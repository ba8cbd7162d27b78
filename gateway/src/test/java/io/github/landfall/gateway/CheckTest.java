package io.github.landfall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.gateway.ScriptTrial.Outcome;
import io.github.landfall.localaws.http.JsonProtocol;
import io.github.landfall.localaws.http.LocalEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** {@code gateway/check.sh}, with the real AWS CLI and jq. */
class CheckTest {

  private ScriptTrial trial;
  private LocalEndpoint logs;
  private ServerSocket smb;
  private String gateway;
  private String message = "";

  @BeforeEach
  void begin(@TempDir Path directory) throws IOException {
    trial = ScriptTrial.begin(directory, "not asked for");
    logs =
        LocalEndpoint.start(
            new JsonProtocol(
                "Logs_20140328", "1.1", Map.of("FilterLogEvents", this::filterLogEvents)));
    smb = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    trial.set("CLOUDWATCH_LOGS", logs.uri());
    trial.set("LANDFALL_SMB_PORT", Integer.toString(smb.getLocalPort()));
    trial.set("LANDFALL_SERVICE_HOSTS", "127.0.0.1:" + logs.uri().getPort());
    trial.deployRunsTable();
    gateway = trial.readyForShares("shanghai-1");
  }

  @AfterEach
  void end() throws IOException {
    if (logs != null) {
      logs.close();
      smb.close();
    }
    if (trial != null) {
      trial.close();
    }
  }

  private ObjectNode filterLogEvents(ObjectNode input) {
    assertThat(input.path("logGroupName").asText()).isEqualTo("Landfall-GatewayLog");
    ObjectNode output = JsonNodeFactory.instance.objectNode();
    ArrayNode events = output.putArray("events");
    if (!message.isEmpty()) {
      events.addObject().put("timestamp", Instant.now().toEpochMilli()).put("message", message);
    }
    return output;
  }

  @ScriptTest
  void aGatewayThatIsWellIsCalledHealthyAndIsNotChanged() throws Exception {
    settle(trial.shared(gateway));
    trial.note("gateway#" + gateway, Map.of("calledAt", ScriptTrial.time(Instant.now())));
    List<String> before = trial.changes();

    Outcome outcome = trial.run("check.sh", "--name", "shanghai-1");

    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.output())
        .contains("RUNNING, FILE_S3, sgw-00000001")
        .contains("1 disk(s), 500 GiB")
        .contains("landfall of arn:aws-cn:s3:::landfall-landing, read-only: AVAILABLE")
        .contains("Landfall's last was started at")
        .contains("no health message")
        .contains("verdict     healthy");
    assertThat(trial.changes()).isEqualTo(before);
  }

  @ScriptTest
  void everythingThatIsWrongIsListedAtTheEnd() throws Exception {
    String share = trial.shared(gateway);
    trial.client().updateSMBFileShare(r -> r.fileShareARN(share).readOnly(false));
    settle(share);
    message =
        "{\"severity\": \"ERROR\", \"type\": \"InaccessibleStorageClass\", \"gateway\": \"%s\"}"
            .formatted("sgw-00000001");
    trial.set("LANDFALL_SERVICE_HOSTS", "127.0.0.1:1");

    Outcome outcome = trial.run("check.sh", "--name", "shanghai-1");

    assertThat(outcome.status()).as(outcome.output()).isEqualTo(1);
    assertThat(outcome.output().substring(outcome.output().indexOf("thing(s) wrong")))
        .contains("shares: a share is writable")
        .contains("log: the health log has errors")
        .contains("network: 127.0.0.1 port 1 is not reachable");
    assertThat(outcome.output()).contains("InaccessibleStorageClass");
  }

  @ScriptTest
  void aGatewayThatRunsIsSaidToInBothWaysThatAwsNamesItsState() throws Exception {
    trial.readyForShares("shanghai-2", ScriptTrial.machine().inState("STATE_RUNNING"));
    trial.readyForShares("shanghai-3", ScriptTrial.machine().inState("STATE_SHUTDOWN"));

    Outcome running = trial.run("check.sh", "--name", "shanghai-2");
    Outcome down = trial.run("check.sh", "--name", "shanghai-3");

    assertThat(running.output())
        .contains("gateway     RUNNING, FILE_S3, sgw-00000002")
        .doesNotContain("its state is");
    assertThat(down.output()).contains("gateway: its state is SHUTDOWN, not RUNNING");
  }

  @ScriptTest
  void aGatewayThatIsOfflineIsSaidToBe() throws Exception {
    trial.onlyGateway().setConnected(false);
    smb.close();

    Outcome outcome = trial.run("check.sh", "--name", "shanghai-1", "--gateway-ip", "127.0.0.1");

    assertThat(outcome.status()).as(outcome.output()).isEqualTo(3);
    assertThat(outcome.output())
        .contains("gateway: offline")
        .contains("port " + smb.getLocalPort() + " is not reachable");
  }

  private void settle(String share) {
    String status;
    do {
      status =
          trial
              .client()
              .describeSMBFileShares(r -> r.fileShareARNList(share))
              .smbFileShareInfoList()
              .get(0)
              .fileShareStatus();
    } while (!status.equals("AVAILABLE"));
  }
}
