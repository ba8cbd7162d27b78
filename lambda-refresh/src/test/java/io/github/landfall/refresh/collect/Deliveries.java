package io.github.landfall.refresh.collect;

import io.github.landfall.contract.arrival.Arrival;
import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.Run;
import io.github.landfall.refresh.run.SampleRuns;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Runs and arrivals to try. */
final class Deliveries {

  static final String PARTNER = "northlight";
  static final Instant START = Instant.parse("2026-11-23T16:00:07Z");

  private Deliveries() {}

  /** A transfer run that took an hour and a half. */
  static Run run(Instant start) {
    return run(start, start.plus(Duration.ofMinutes(90)), null);
  }

  /** A transfer run of which two objects are missing. */
  static Run run(Instant start, Instant ended, Delivery delivery) {
    if (ended == null) {
      return Run.opened(PARTNER, start);
    }
    Run run = SampleRuns.ended(Run.opened(PARTNER, start), ended, 2).withVersion(3);
    return delivery == null ? run : run.withDelivery(delivery, ended);
  }

  /** The same run, with what came. */
  static Run with(Run run, Delivery delivery) {
    return run(run.start(), run.end(), delivery);
  }

  static Delivery delivery(long objects, String report) {
    return new Delivery(
        Delivery.Known.EACH_OBJECT, objects, 10 * objects, 1, 1, null, null, null, null, report);
  }

  static Arrival created(String key, long bytes, String sequencer) {
    return new Arrival(Arrival.Kind.CREATED, START.plusSeconds(60), bytes, sequencer, key);
  }

  static Arrival removed(String key, String sequencer) {
    return new Arrival(Arrival.Kind.REMOVED, START.plusSeconds(90), 0, sequencer, key);
  }

  static List<String> failed() {
    return List.of("northlight/failed.mov");
  }
}
