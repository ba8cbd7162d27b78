package io.github.landfall.localaws.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VirtualClockTest {

  private static final Instant MIDNIGHT = Instant.parse("2026-11-22T16:00:00Z");

  @TempDir Path directory;

  @AfterEach
  void forgetTheClockFile() {
    System.clearProperty(SharedClock.FILE_PROPERTY);
  }

  @Test
  void timeStandsStillUntilItIsAdvanced() {
    VirtualClock clock = new VirtualClock(MIDNIGHT, directory.resolve("clock"));

    assertThat(clock.instant()).isEqualTo(MIDNIGHT);
    clock.advanceTo(MIDNIGHT.plusSeconds(60));
    assertThat(clock.instant()).isEqualTo(MIDNIGHT.plusSeconds(60));
  }

  @Test
  void timeNeverGoesBack() {
    VirtualClock clock = new VirtualClock(MIDNIGHT, directory.resolve("clock"));

    assertThatIllegalArgumentException()
        .isThrownBy(() -> clock.advanceTo(MIDNIGHT.minusMillis(1)))
        .withMessageContaining("2026-11-22T16:00:00Z")
        .withMessageContaining("2026-11-22T15:59:59.999Z");
    assertThat(clock.instant()).isEqualTo(MIDNIGHT);
  }

  @Test
  void childProcessFindsTheSameTimeAsAService() throws Exception {
    VirtualClock clock = new VirtualClock(MIDNIGHT, directory.resolve("clock"));
    Path classPathEntry = directory.resolve("classes");
    SharedClock.writeClassPathEntry(classPathEntry);
    System.setProperty(SharedClock.FILE_PROPERTY, clock.file().toString());

    try (URLClassLoader child =
        new URLClassLoader(
            new URL[] {classPathEntry.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      InstantSource shared = ServiceLoader.load(InstantSource.class, child).findFirst().get();

      assertThat(shared.instant()).isEqualTo(MIDNIGHT);
      clock.advanceTo(MIDNIGHT.plusMillis(1));
      assertThat(shared.instant()).isEqualTo(MIDNIGHT.plusMillis(1));
    }
  }

  @Test
  void rehearsalItselfDoesNotOfferTheChildrensClock() {
    assertThat(ServiceLoader.load(InstantSource.class)).isEmpty();
  }

  @Test
  void childWithoutClockFileSaysWhichPropertyIsMissing() {
    assertThatThrownBy(SharedClock::new)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("landfall.clock");
  }
}
