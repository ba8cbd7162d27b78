package io.github.landfall.refresh.report;

import io.github.landfall.contract.arrival.Arrival;
import io.github.landfall.contract.run.Delivery;
import io.github.landfall.refresh.notice.Language;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reports to try. */
final class Reports {

  static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");
  static final Instant START = Instant.parse("2026-11-23T16:00:07Z");
  static final Delivery NOTHING =
      new Delivery(Delivery.Known.EACH_OBJECT, 0, 0, 0, 0, null, null, List.of(), List.of(), null);

  private Reports() {}

  static DeliveryReport.Head head(String partner, int missing, Language language) {
    return new DeliveryReport.Head(
        partner,
        "2026-11-24-000007",
        START,
        START.plus(Duration.ofMinutes(95)),
        SHANGHAI,
        false,
        missing,
        Optional.empty(),
        language);
  }

  static DeliveryReport.Report write(
      Path directory, DeliveryReport.Head head, Delivery figures, Stream<Arrival> arrivals)
      throws IOException {
    try (DeliveryReport report = DeliveryReport.begin(directory, head)) {
      arrivals.forEach(report::add);
      return report.finish(figures);
    }
  }

  static Arrival created(String key, long bytes) {
    return new Arrival(Arrival.Kind.CREATED, START.plusSeconds(60), bytes, "0A", key);
  }

  static Arrival removed(String key) {
    return new Arrival(Arrival.Kind.REMOVED, START.plusSeconds(61), 0, "0B", key);
  }
}
