package io.github.landfall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.landfall.gateway.ScriptTrial.Outcome;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code gateway/activate.sh} with one or the other value in the secret of the guest password. */
class GuestSecretTest {

  private static final String CONSOLES_JSON = "{\"smbguest\":\"Str0ngPassw0rd\"}";

  @ScriptTest
  void jsonIsNeverSetAsTheGuestPassword(@TempDir Path directory) throws Exception {
    try (ScriptTrial trial = ScriptTrial.begin(directory, CONSOLES_JSON)) {
      trial.activated(ScriptTrial.machine().with(ScriptTrial.LARGE), "shanghai-1", "FILE_S3");

      Outcome outcome =
          trial.run("activate.sh", "--yes", "--name", "shanghai-1", "--gateway-ip", "127.0.0.1");

      assertThat(outcome.status()).as(outcome.output()).isEqualTo(1);
      assertThat(outcome.output())
          .contains("step password: the secret is JSON; expected the password alone as plain text")
          .contains(ScriptTrial.SECRET_ARN)
          .doesNotContain("Str0ngPassw0rd");
      assertThat(trial.changes()).doesNotContain("SetSMBGuestPassword");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        CONSOLES_JSON,
        " {\"password\": \"Str0ngPassw0rd\"}\n",
        "[\"Str0ngPassw0rd\"]",
        "\"Str0ngPassw0rd\""
      })
  void jsonOfAnyFormIsKnown(String value) throws Exception {
    assertThat(verdict(value)).isEqualTo("JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"20261126", "{Str0ngPassw0rd}", "it's \"quoted\""})
  void aPasswordThatOnlyResemblesJsonIsOne(String value) throws Exception {
    assertThat(verdict(value)).isEqualTo("password");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "with\ttab", "\u5bc6\u7801\u5bc6\u7801\u5bc6\u7801"})
  void whatWindowsCouldNotTypeIsNoPassword(String value) throws Exception {
    assertThat(verdict(value)).isEqualTo("other");
  }

  private static String verdict(String value) throws Exception {
    Process process =
        new ProcessBuilder("bash", "-c", "set -euo pipefail; . ../gateway/lib.sh; secret_verdict")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (OutputStream in = process.getOutputStream()) {
      new ObjectMapper().writeValue(in, Map.of("SecretString", value));
    }
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return said.strip();
  }
}
