package io.github.landfall.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.chat.robot.Pace;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ThrottleTest {

  private final Instant start = Instant.parse("2026-11-22T16:00:00Z");

  @Test
  void anInstanceKeepsTheRobotsPace() {
    Throttle throttle = new Throttle(new Pace(3, 2));

    assertThat(throttle.take(start)).isTrue();
    assertThat(throttle.take(start.plusMillis(500))).isTrue();
    assertThat(throttle.take(start.plusMillis(999))).as("a third in a second").isFalse();
    assertThat(throttle.take(start.plusSeconds(2))).isTrue();
    assertThat(throttle.take(start.plusSeconds(59))).as("a fourth in a minute").isFalse();
    assertThat(throttle.take(start.plusSeconds(60))).isTrue();
    assertThat(throttle.take(start.plusSeconds(60))).isFalse();
  }
}
