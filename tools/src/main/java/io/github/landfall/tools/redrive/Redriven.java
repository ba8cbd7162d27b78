package io.github.landfall.tools.redrive;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a redrive has come to so far. */
public final class Redriven {

  private final SortedMap<String, Long> sent = new TreeMap<>();
  private final SortedMap<String, Long> staying = new TreeMap<>();
  private long cameSince;

  /** How many messages were sent, or in a dry run would be, by their queue's name. */
  public Map<String, Long> sent() {
    return new TreeMap<>(sent);
  }

  /** How many messages could not be moved, by the reason. */
  public Map<String, Long> staying() {
    return new TreeMap<>(staying);
  }

  /** How many messages came to the dead-letter queue since the start, and were left there. */
  public long cameSince() {
    return cameSince;
  }

  /** How many messages were sent, or in a dry run would be. */
  public long allSent() {
    return sum(sent);
  }

  /** How many messages were looked at. */
  public long lookedAt() {
    return sum(sent) + sum(staying) + cameSince;
  }

  void addSent(String queue, long messages) {
    sent.merge(queue, messages, Long::sum);
  }

  void addStaying(String reason) {
    staying.merge(reason, 1L, Long::sum);
  }

  void addCameSince() {
    cameSince++;
  }

  private static long sum(SortedMap<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
