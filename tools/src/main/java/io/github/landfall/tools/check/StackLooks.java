package io.github.landfall.tools.check;

import io.github.landfall.contract.RefreshVariables;
import java.time.DateTimeException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** How stacks are, and the zone that the deployment lives in. */
public final class StackLooks {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

  private StackLooks() {}

  /**
   * Judges a stack by its status.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html">Stack
   *     status codes</a>
   */
  public static Finding stack(Deployed stack) {
    String status = stack.status();
    if (status.endsWith("IN_PROGRESS")) {
      return Finding.attention(Link.STACK, stack.name(), "stack.deploying", status);
    }
    if (status.equals("UPDATE_ROLLBACK_COMPLETE")) {
      return Finding.attention(Link.STACK, stack.name(), "stack.rolled-back", status);
    }
    return status.endsWith("_COMPLETE")
            && !status.equals("ROLLBACK_COMPLETE")
            && !status.equals("DELETE_COMPLETE")
        ? Finding.good(Link.STACK, stack.name(), "stack.good", status)
        : Finding.broken(Link.STACK, stack.name(), "stack.failed", status);
  }

  /**
   * Judges the zone.
   *
   * @param variables the refresh function's environment
   */
  public static Finding clock(Map<String, String> variables, InstantSource clock) {
    String zone = variables.getOrDefault(RefreshVariables.TIME_ZONE, "");
    try {
      return Finding.good(
          Link.CLOCK, zone, "clock.good", TIME.format(clock.instant().atZone(ZoneId.of(zone))));
    } catch (DateTimeException e) {
      return Finding.broken(Link.CLOCK, zone, "clock.zone", zone, RefreshVariables.TIME_ZONE);
    }
  }
}
