package io.github.landfall.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The merged verdicts are those of a comparison that holds everything. */
class ComparisonTest {

  private static final Instant COPIED = Instant.parse("2026-11-23T16:05:00Z");

  /** What orders of keys disagree about, and what keys may hold. */
  private static final List<String> UNITS =
      List.of(
          "a", "B", "/", "//", "-", ".", " ", "+", "%41", "é", "树", "\uffee", "🎬", "\t", "\u007f");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void twoRandomListingsAreComparedAsOneByOne(long seed) {
    Random random = new Random(seed);
    Map<String, Listed> source = listing(random, COPIED.minusSeconds(3600));
    Map<String, Listed> landing = listing(random, COPIED);
    source.forEach(
        (key, object) -> {
          if (random.nextBoolean()) {
            landing.put(key, new Listed(key, object.bytes(), COPIED, false));
          }
        });

    List<Compared> merged = new ArrayList<>();
    Comparison.run(
        new ListOf(source.values()), new ListOf(landing.values()), object -> merged.add(object));

    Map<String, Compared> naive = new TreeMap<>();
    source.forEach(
        (key, object) ->
            naive.put(
                key,
                landing.containsKey(key)
                    ? Compared.both(object, landing.get(key))
                    : Compared.missing(object)));
    landing.forEach((key, object) -> naive.putIfAbsent(key, Compared.gone(object)));
    assertThat(merged).containsExactlyInAnyOrderElementsOf(naive.values());
    assertThat(merged)
        .extracting(object -> object.key().getBytes(StandardCharsets.UTF_8))
        .isSortedAccordingTo(Arrays::compareUnsigned);
  }

  private static Map<String, Listed> listing(Random random, Instant about) {
    Map<String, Listed> listing = new TreeMap<>();
    for (int i = 0; i < 300; i++) {
      StringBuilder key = new StringBuilder();
      for (int units = 1 + random.nextInt(4); units > 0; units--) {
        key.append(UNITS.get(random.nextInt(UNITS.size())));
      }
      Duration off = Duration.ofMinutes(random.nextInt(240) - 120);
      listing.put(
          key.toString(),
          new Listed(key.toString(), random.nextInt(3), about.plus(off), random.nextInt(5) == 0));
    }
    return listing;
  }

  @Test
  void listingThatIsNotInOrderEndsTheComparison() {
    List<Listed> wrong =
        List.of(new Listed("b", 1, COPIED, false), new Listed("a", 1, COPIED, false));
    assertThatThrownBy(
            () ->
                Comparison.run(new ListOf(wrong.iterator()), new ListOf(List.of()), object -> true))
        .isInstanceOf(ListingException.class)
        .hasMessage("the source is not listed in the order of keys: 'a' came after 'b'");
  }

  @Test
  void tallyCountsVerdictsAndNamesThatWindowsDoesNotShow() {
    Tally tally = new Tally("aurora/");
    tally.add(Compared.missing(new Listed("con", 5, COPIED, false)));
    tally.add(Compared.missing(new Listed("b", 7, COPIED, false)));
    assertThat(tally.differs()).isTrue();
    assertThat(tally.of(Verdict.MISSING)).isEqualTo(new Tally.Count(2, 12));
    assertThat(tally.of(Verdict.SAME)).isEqualTo(new Tally.Count(0, 0));
    assertThat(tally.all()).isEqualTo(new Tally.Count(2, 12));
    assertThat(tally.notShown()).isEqualTo(1);

    Tally same = new Tally("aurora/");
    same.add(
        new Compared(
            Verdict.SAME, Optional.of(new Listed("a", 1, COPIED, false)), Optional.empty()));
    assertThat(same.differs()).isFalse();
  }
}
