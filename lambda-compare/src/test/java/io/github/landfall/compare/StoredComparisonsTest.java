package io.github.landfall.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.compare.Progress.Part;
import io.github.landfall.comparison.Tally.Count;
import io.github.landfall.comparison.Verdict;
import io.github.landfall.localaws.server.TableServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StoredComparisonsTest {

  private static final Instant ORDERED = Instant.parse("2026-11-22T04:00:00Z");

  private static TableServer tables;
  private static StoredComparisons comparisons;

  @BeforeAll
  static void start() throws Exception {
    tables = LocalRunsTable.start("cn-northwest-1");
    comparisons = new StoredComparisons(tables.client(), "runs");
  }

  @AfterAll
  static void stop() throws Exception {
    tables.close();
  }

  @Test
  void whatIsRecordedIsReadAgainAndEachVersionIsRecordedOnce() {
    Progress begun = Progress.ordered("aurora", ORDERED).begun(ORDERED.plusSeconds(5));
    Progress sliced =
        begun.compared(
            new Progress.Found(
                "show/树🎬.exr",
                Map.of(Verdict.MISSING, new Count(3, 12)),
                1,
                List.of(new Part("one", 3, 3))),
            Optional.empty());

    assertThat(comparisons.find("aurora", ORDERED)).isEmpty();
    assertThat(comparisons.record(begun)).isTrue();
    assertThat(comparisons.record(sliced)).isTrue();
    assertThat(comparisons.record(sliced)).as("the other invocation's").isFalse();
    assertThat(comparisons.find("aurora", ORDERED)).contains(sliced);
    assertThat(comparisons.find("other", ORDERED)).isEmpty();
  }
}
