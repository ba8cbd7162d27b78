package io.github.landfall.rehearsal.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class EndingTest {

  private final Ending ending = new Ending();

  @Test
  void rehearsalGoesOnUntilItsEndIsAskedFor() {
    assertThatCode(ending::check).doesNotThrowAnyException();
    ending.ask();
    ending.ask();
    assertThatExceptionOfType(CancellationException.class).isThrownBy(ending::check);
  }

  @Test
  void pauseBetweenMinutesEndsWhenTheEndIsAskedFor() throws Exception {
    CompletableFuture<Void> paused =
        CompletableFuture.runAsync(() -> ending.pause(Duration.ofDays(1)));
    ending.ask();
    assertThatCode(() -> paused.get(20, TimeUnit.SECONDS)).doesNotThrowAnyException();
  }

  @Test
  void pauseThatIsOverOrNeverBeganLetsTheRehearsalGoOn() {
    ending.pause(Duration.ofMillis(1));
    ending.pause(Duration.ofSeconds(-1));
    assertThatCode(ending::check).doesNotThrowAnyException();
  }

  @Test
  void heldDriveEndsWithTheInputOrWhenTheEndIsAskedFor() {
    ending.await(CompletableFuture.completedFuture(10));
    assertThatCode(ending::check).doesNotThrowAnyException();
    ending.ask();
    ending.await(new CompletableFuture<>());
    assertThat(ending).isNotNull();
  }
}
