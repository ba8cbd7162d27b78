package io.github.landfall.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.landfall.comparison.Tally.Count;
import io.github.landfall.comparison.Verdict;
import io.github.landfall.contract.comparison.ComparisonFigures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How far a comparison is, and what it has found.
 *
 * @param partner the partner's name
 * @param ordered when it was ordered
 * @param version counts the times that it was recorded
 * @param phase the phase that it is in
 * @param begun when the first slice began; null before
 * @param ended when all was compared, or given up; null before
 * @param found what the slices found so far
 * @param outcome what came of it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Progress(
    String partner,
    Instant ordered,
    int version,
    Phase phase,
    Instant begun,
    Instant ended,
    Found found,
    Outcome outcome) {

  /**
   * What a slice found, in the ledger bucket.
   *
   * @param name what its files are called there
   * @param differences how many differences its table has
   * @param mendable how many of them a copy would mend
   */
  record Part(String name, long differences, long mendable) {}

  /**
   * What the slices found so far.
   *
   * @param after the last key that was compared; empty before the first slice
   * @param counts the objects of each verdict, up to that key
   * @param notShown how many of them a Windows drive does not show under their names
   * @param parts the slices that found a difference
   */
  record Found(String after, Map<Verdict, Count> counts, long notShown, List<Part> parts) {

    private static final Found NOTHING = new Found("", Map.of(), 0, List.of());

    /** Copies the collections. */
    Found {
      counts = Map.copyOf(counts);
      parts = List.copyOf(parts);
    }
  }

  /**
   * What came of a comparison.
   *
   * @param report the key of the report's page in the landing bucket; null as long as there is none
   * @param sent how many objects were put into the transfer queue
   * @param notSent why none was, though it was wanted; null if that is not so
   * @param failure why it was given up; null if it was not
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Outcome(String report, long sent, String notSent, String failure) {

    private static final Outcome NONE = new Outcome(null, 0, null, null);
  }

  static Progress ordered(String partner, Instant time) {
    return new Progress(partner, time, 0, Phase.WAITING, null, null, Found.NOTHING, Outcome.NONE);
  }

  Count of(Verdict verdict) {
    return found.counts().getOrDefault(verdict, new Count(0, 0));
  }

  /** How many objects were compared. */
  long objects() {
    return found.counts().values().stream().mapToLong(Count::objects).sum();
  }

  /** How many objects a copy would mend. */
  long mendable() {
    return Stream.of(Verdict.values())
        .filter(Verdict::mendable)
        .mapToLong(verdict -> of(verdict).objects())
        .sum();
  }

  /** How many the drive lacks: what is only gone at the source is still on the drive. */
  long lacking() {
    return mendable() + of(Verdict.NOT_COPYABLE).objects();
  }

  /** Its figures, once all is compared or given up. */
  Optional<ComparisonFigures> figures() {
    return Optional.ofNullable(ended)
        .map(
            end ->
                new ComparisonFigures(
                    begun == null ? end : begun,
                    end,
                    objects(),
                    lacking(),
                    outcome.sent(),
                    Optional.ofNullable(outcome.report()),
                    Optional.ofNullable(outcome.failure())));
  }

  Progress begun(Instant time) {
    return next(Phase.COMPARING, time, null, found, outcome);
  }

  /** After a slice; with the time of the end if it was the last. */
  Progress compared(Found sofar, Optional<Instant> ended) {
    Phase next = ended.isPresent() ? Phase.COMPARED : Phase.COMPARING;
    return next(next, begun, ended.orElse(null), sofar, outcome);
  }

  Progress to(Phase next) {
    return next(next, begun, ended, found, outcome);
  }

  Progress reported(String key) {
    return next(Phase.REPORTED, begun, ended, found, new Outcome(key, 0, null, null));
  }

  Progress sent(long objects) {
    return sent(objects, null);
  }

  Progress notSent(String why) {
    return sent(0, why);
  }

  private Progress sent(long objects, String notSent) {
    return next(
        Phase.SENT, begun, ended, found, new Outcome(outcome.report(), objects, notSent, null));
  }

  /** Without a verdict; operations are still to be told. */
  Progress failed(String why, Instant time) {
    return next(Phase.SENT, begun, time, found, new Outcome(null, 0, null, why));
  }

  private Progress next(Phase next, Instant begun, Instant ended, Found found, Outcome outcome) {
    return new Progress(partner, ordered, version + 1, next, begun, ended, found, outcome);
  }
}
