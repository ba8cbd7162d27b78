package io.github.landfall.rehearsal.activation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.rehearsal.activation.ScriptTrial.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code gateway/activate.sh} with one or the other value in the secret of the guest password. */
class GuestSecretTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"smbguest\":\"Str0ngPassw0rd\"}",
        " {\"password\": \"Str0ngPassw0rd\"}\n",
        "[\"Str0ngPassw0rd\"]",
        "\"Str0ngPassw0rd\""
      })
  void jsonIsNeverSetAsTheGuestPassword(String value, @TempDir Path directory) throws Exception {
    try (ScriptTrial trial = ScriptTrial.begin(directory, value)) {
      Outcome outcome = activate(trial);

      assertThat(outcome.status()).as(outcome.output()).isEqualTo(1);
      assertThat(outcome.output())
          .contains("step password: the secret is JSON; expected the password alone as plain text")
          .contains(ScriptTrial.SECRET_ARN)
          .doesNotContain("Str0ngPassw0rd");
      assertThat(trial.changes()).doesNotContain("SetSMBGuestPassword");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"20261126", "{Str0ngPassw0rd}", "it's \"quoted\""})
  void aPasswordThatOnlyResemblesJsonIsSet(String value, @TempDir Path directory) throws Exception {
    try (ScriptTrial trial = ScriptTrial.begin(directory, value)) {
      Outcome outcome = activate(trial);

      assertThat(outcome.status()).as(outcome.output()).isZero();
      assertThat(trial.service().guestPasswordIs(trial.onlyGateway(), value)).isTrue();
    }
  }

  private static Outcome activate(ScriptTrial trial) throws Exception {
    trial.activated(ScriptTrial.machine().with(ScriptTrial.LARGE), "shanghai-1", "FILE_S3");
    return trial.run("activate.sh", "--yes", "--name", "shanghai-1", "--gateway-ip", "127.0.0.1");
  }
}
