package io.github.landfall.chat;

import io.github.landfall.chat.robot.Pace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** Keeps a robot's pace, as far as this instance of the function posts. */
final class Throttle {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final Pace pace;
  private final Deque<Instant> posts = new ArrayDeque<>();

  Throttle(Pace pace) {
    this.pace = pace;
  }

  /** Whether one more may be posted now; then it counts. */
  boolean take(Instant now) {
    posts.removeIf(post -> !post.isAfter(now.minus(MINUTE)));
    long lately = posts.stream().filter(post -> post.isAfter(now.minus(SECOND))).count();
    if (posts.size() >= pace.perMinute() || lately >= pace.perSecond()) {
      return false;
    }
    posts.add(now);
    return true;
  }
}
