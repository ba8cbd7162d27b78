package io.github.landfall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.gateway.ScriptTrial.Outcome;
import io.github.landfall.localaws.gateway.FileShare;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** {@code gateway/activate.sh} on a gateway that has a share for another folder. */
class SecondShareTest {

  private ScriptTrial trial;

  @BeforeEach
  void begin(@TempDir Path directory) throws IOException {
    trial = ScriptTrial.begin(directory, "a password");
    trial.shared(trial.readyForShares("shanghai-1"));
  }

  @AfterEach
  void end() throws IOException {
    if (trial != null) {
      trial.close();
    }
  }

  @ScriptTest
  void aSecondShareIsRefusedBeforeAnyChangeWithAwssReason() throws Exception {
    List<String> before = trial.changes();

    Outcome outcome = activate("--prefix", "aurora/");

    assertThat(outcome.status()).as(outcome.output()).isEqualTo(1);
    assertThat(outcome.output())
        .contains("step share", "has a share already: landfall (GuestAccess)")
        .contains("can't stay connected to two guest shares of a gateway")
        .contains("--force-second-share");
    assertThat(trial.changes()).isEqualTo(before);
  }

  @ScriptTest
  void aSecondShareThatIsForcedIsMadeAndFoundAgainWithoutForce() throws Exception {
    Outcome forced = activate("--prefix", "aurora/", "--force-second-share");
    Outcome again = activate("--prefix", "aurora/");

    assertThat(forced.status()).as(forced.output()).isZero();
    assertThat(again.status()).as(again.output()).isZero();
    assertThat(again.output()).contains("nothing had to be changed");
    assertThat(trial.onlyGateway().shares())
        .extracting(FileShare::name)
        .containsExactly("landfall", "aurora");
  }

  private Outcome activate(String... more) throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("--yes", "--name", "shanghai-1", "--gateway-ip", "127.0.0.1"));
    arguments.addAll(List.of(more));
    return trial.run("activate.sh", arguments.toArray(String[]::new));
  }
}
