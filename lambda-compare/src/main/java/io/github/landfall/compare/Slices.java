package io.github.landfall.compare;

import io.github.landfall.compare.Progress.Part;
import io.github.landfall.comparison.BucketListing.Place;
import io.github.landfall.comparison.Compared;
import io.github.landfall.comparison.Comparison;
import io.github.landfall.comparison.Differences;
import io.github.landfall.comparison.Repair;
import io.github.landfall.comparison.SourceBucket;
import io.github.landfall.comparison.Tally;
import io.github.landfall.comparison.Verdict;
import io.github.landfall.contract.comparison.ComparisonOrder;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Compares a stretch of the two buckets, and keeps what differs in the ledger bucket. */
final class Slices {

  private final Function<ComparisonOrder, SourceBucket> sources;
  private final Function<String, Place> landing;
  private final Ledger ledger;
  private final InstantSource clock;
  private final int mostDifferences;

  /**
   * @param sources opens a partner's bucket
   * @param landing where a partner's objects land
   * @param mostDifferences after how many a slice ends, so that its table fits a spreadsheet and
   *     the function's disk
   */
  Slices(
      Function<ComparisonOrder, SourceBucket> sources,
      Function<String, Place> landing,
      Ledger ledger,
      InstantSource clock,
      int mostDifferences) {
    this.sources = sources;
    this.landing = landing;
    this.ledger = ledger;
    this.clock = clock;
    this.mostDifferences = mostDifferences;
  }

  /**
   * Goes on where a comparison is, for at least one object.
   *
   * @param enough asked after each object, whether this slice is to end
   * @return how far it is then; what it names is in the ledger
   * @throws io.github.landfall.comparison.ListingException if a side can't be listed
   * @throws IOException if there is no room for what differs
   */
  Progress next(ComparisonOrder order, Progress before, BooleanSupplier enough) throws IOException {
    Place place = landing.apply(before.partner());
    Tally tally = new Tally(place.folder(), before.found().counts(), before.found().notShown());
    Path table = Files.createTempFile("differences", ".csv");
    try (SourceBucket source = sources.apply(order);
        BufferedWriter out = Files.newBufferedWriter(table);
        Repair repair = new Repair()) {
      Written written = new Written(Differences.csv(out, place.folder()), repair);
      Optional<String> last =
          Comparison.run(
              source.place(),
              place,
              source.prefixes(),
              before.found().after(),
              object -> {
                tally.add(object);
                written.add(object);
                return written.differences < mostDifferences && !enough.getAsBoolean();
              });
      out.flush();
      List<Part> parts = new ArrayList<>(before.found().parts());
      if (written.differences > 0) {
        parts.add(put(before, table, repair, written.differences));
      }
      return before.compared(
          new Progress.Found(
              last.orElse(before.found().after()), tally.counts(), tally.notShown(), parts),
          last.isPresent() ? Optional.empty() : Optional.of(clock.instant()));
    } finally {
      Files.deleteIfExists(table);
    }
  }

  /** Under a name of its own: if two invocations do the same slice, only one is recorded. */
  private Part put(Progress progress, Path table, Repair repair, long differences)
      throws IOException {
    Part part = new Part(UUID.randomUUID().toString(), differences, repair.objects());
    ledger.put(progress, part, Ledger.TABLE, table);
    if (part.mendable() > 0) {
      ledger.put(progress, part, Ledger.MESSAGES, repair.file());
    }
    return part;
  }

  /** Counts and writes what differs. */
  private static final class Written {

    private final Differences table;
    private final Repair repair;
    private long differences;

    private Written(Differences table, Repair repair) {
      this.table = table;
      this.repair = repair;
    }

    private void add(Compared object) {
      if (object.verdict() == Verdict.SAME) {
        return;
      }
      try {
        table.write(object);
        if (object.verdict().mendable()) {
          repair.add(object);
        }
      } catch (IOException e) {
        throw new UncheckedIOException("a difference can't be written: " + e.getMessage(), e);
      }
      differences++;
    }
  }
}
