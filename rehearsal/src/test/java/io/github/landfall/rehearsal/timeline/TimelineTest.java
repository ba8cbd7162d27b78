package io.github.landfall.rehearsal.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.rehearsal.timeline.Entry.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TimelineTest {

  @Test
  void minutesAreCountedFromTheBeginOfTheScenario() {
    Instant begin = Instant.parse("2026-11-22T15:50:00Z");
    AtomicReference<Instant> clock = new AtomicReference<>(begin);
    List<Entry> read = new ArrayList<>();
    Timeline timeline = new Timeline(clock::get, read::add);

    timeline.add(Kind.DRIVE, "", "empty");
    clock.set(begin.plusSeconds(659));
    timeline.add(Kind.RULE, "aurora", "matched");

    assertThat(read)
        .containsExactly(
            new Entry(0, begin, Kind.DRIVE, "", "empty"),
            new Entry(10, begin.plusSeconds(659), Kind.RULE, "aurora", "matched"));
  }
}
