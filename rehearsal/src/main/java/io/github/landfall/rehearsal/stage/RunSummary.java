package io.github.landfall.rehearsal.stage;

import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.FolderRefresh;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.text.ByteSize;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A run in a line: what came, how many refreshes that takes, and where its report lies.
 *
 * @param partner the partner
 * @param line the line
 */
public record RunSummary(String partner, String line) {

  /** Sums a run up; what is not known of it yet is left out. */
  public static RunSummary of(Run run) {
    StringBuilder line = new StringBuilder(run.sweep() ? "sweep" : "transfer");
    Delivery delivery = run.delivery().orElse(null);
    if (delivery != null) {
      line.append(": ")
          .append(
              switch (delivery.known()) {
                case NOTHING -> "not counted";
                case TOTALS -> amount(delivery.objects(), delivery.bytes()) + ", not listed";
                case EACH_OBJECT ->
                    "%s in %d folder%s"
                        .formatted(
                            amount(delivery.objects(), delivery.bytes()),
                            delivery.folders(),
                            delivery.folders() == 1 ? "" : "s");
              });
      if (delivery.removed() > 0) {
        line.append(", ").append(delivery.removed()).append(" removed");
      }
    }
    run.refreshes().ifPresent(planned -> line.append("; ").append(calls(planned.all().size())));
    if (delivery != null && delivery.report() != null) {
      line.append("; report ").append(delivery.report()).append(".html");
    }
    toTheDrive(run).ifPresent(time -> line.append("; ").append(time));
    return new RunSummary(run.partner(), line.toString());
  }

  /** How long the last object took to the drive, and what of that was for which step. */
  private static Optional<String> toTheDrive(Run run) {
    Instant last = run.delivery().map(Delivery::last).orElse(null);
    if (run.sweep() || last == null || run.onDrive().isEmpty()) {
      return Optional.empty();
    }
    Instant refreshed = run.onDrive().get();
    Instant began =
        run.refreshes().orElseThrow().all().stream()
            .map(FolderRefresh::started)
            .min(Instant::compareTo)
            .orElse(refreshed);
    return Optional.of(
        "on the drive %s after its last object: end confirmed %s, collected %s, refreshed %s"
            .formatted(
                minutes(last, refreshed),
                minutes(last, run.end()),
                minutes(run.end(), began),
                minutes(began, refreshed)));
  }

  private static String minutes(Instant from, Instant to) {
    Duration time = Duration.between(from, to);
    return (time.isNegative() ? "-" : "")
        + "%d:%02d".formatted(time.abs().toMinutes(), time.abs().toSecondsPart());
  }

  private static String calls(int calls) {
    return "%d call%s planned".formatted(calls, calls == 1 ? "" : "s");
  }

  /** Objects and their bytes, for people. */
  public static String amount(long objects, long bytes) {
    return "%d object%s, %s".formatted(objects, objects == 1 ? "" : "s", ByteSize.decimal(bytes));
  }
}
