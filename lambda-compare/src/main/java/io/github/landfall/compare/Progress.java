package io.github.landfall.compare;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.landfall.comparison.Tally.Count;
import io.github.landfall.comparison.Verdict;
import io.github.landfall.contract.comparison.ComparisonFigures;
import java.time.Instant;
import java.util.ArrayList;
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
 * @param after the last key that was compared; empty before the first slice
 * @param counts the objects of each verdict, up to that key
 * @param notShown how many of them a Windows drive does not show under their names
 * @param parts the slices that found a difference
 * @param report the key of the report's page in the landing bucket; null as long as there is none
 * @param sent how many objects were put into the transfer queue
 * @param notSent why none was, though it was wanted; null if that is not so
 * @param failure why it was given up; null if it was not
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Progress(
    String partner,
    Instant ordered,
    int version,
    Phase phase,
    Instant begun,
    Instant ended,
    String after,
    Map<Verdict, Count> counts,
    long notShown,
    List<Part> parts,
    String report,
    long sent,
    String notSent,
    String failure) {

  /**
   * What a slice found, in the ledger bucket.
   *
   * @param name what its files are called there
   * @param differences how many differences its table has
   * @param mendable how many of them a copy would mend
   */
  record Part(String name, long differences, long mendable) {}

  /** Copies the collections. */
  Progress {
    counts = Map.copyOf(counts);
    parts = List.copyOf(parts);
  }

  static Progress ordered(String partner, Instant time) {
    return new Progress(
        partner,
        time,
        0,
        Phase.WAITING,
        null,
        null,
        "",
        Map.of(),
        0,
        List.of(),
        null,
        0,
        null,
        null);
  }

  Count of(Verdict verdict) {
    return counts.getOrDefault(verdict, new Count(0, 0));
  }

  /** How many objects were compared. */
  long objects() {
    return counts.values().stream().mapToLong(Count::objects).sum();
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
                    sent,
                    Optional.ofNullable(report),
                    Optional.ofNullable(failure)));
  }

  Progress begun(Instant time) {
    return next(Phase.COMPARING, time, null, after, counts, notShown, parts);
  }

  /** After a slice; with the time of the end if it was the last. */
  Progress compared(
      String after,
      Map<Verdict, Count> counts,
      long notShown,
      List<Part> found,
      Optional<Instant> ended) {
    List<Part> all = new ArrayList<>(parts);
    all.addAll(found);
    Phase next = ended.isPresent() ? Phase.COMPARED : Phase.COMPARING;
    return next(next, begun, ended.orElse(null), after, counts, notShown, all);
  }

  private Progress next(
      Phase next,
      Instant begun,
      Instant ended,
      String after,
      Map<Verdict, Count> counts,
      long notShown,
      List<Part> parts) {
    return new Progress(
        partner,
        ordered,
        version + 1,
        next,
        begun,
        ended,
        after,
        counts,
        notShown,
        parts,
        report,
        sent,
        notSent,
        failure);
  }

  Progress to(Phase next) {
    return with(next, ended, report, sent, notSent, failure);
  }

  Progress reported(String key) {
    return with(Phase.REPORTED, ended, key, sent, notSent, failure);
  }

  Progress sent(long objects) {
    return with(Phase.SENT, ended, report, objects, null, failure);
  }

  Progress notSent(String why) {
    return with(Phase.SENT, ended, report, 0, why, failure);
  }

  /** Without a verdict; operations are still to be told. */
  Progress failed(String why, Instant time) {
    return with(Phase.SENT, time, null, 0, null, why);
  }

  private Progress with(
      Phase next, Instant ended, String report, long sent, String notSent, String failure) {
    return new Progress(
        partner,
        ordered,
        version + 1,
        next,
        begun,
        ended,
        after,
        counts,
        notShown,
        parts,
        report,
        sent,
        notSent,
        failure);
  }
}
