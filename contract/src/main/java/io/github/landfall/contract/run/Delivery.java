package io.github.landfall.contract.run;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What came with a run, as counted from the landing bucket's own events.
 *
 * @param known how much is known of it; the rest is zero or empty
 * @param objects how many objects came, each key once; each time in {@link Known#TOTALS}
 * @param bytes the bytes that came
 * @param removed how many objects went
 * @param folders in how many folders something changed
 * @param first when the first came or went; null if nothing did
 * @param last when the last did; null if nothing did
 * @param largest the folders in which most bytes came, ten at most, the largest first
 * @param failed the keys of objects that could not be copied, ten at most
 * @param report the report's key in the landing bucket, without {@code .html}; null without one
 * @param folderMarks how many folders were created that are no objects, each once
 * @param unaccounted how many objects were queued that neither came, nor failed, nor were
 *     withdrawn; null if nobody knows
 * @param before what of the run was collected before its end, day by day; null if nothing was. The
 *     other figures are without it.
 * @param names what a Windows drive may not show under its own name; null if it shows all
 * @param namesBefore the same of what was collected before the run's end; null if it shows all
 * @param lists what the delivery lists say; null if none was to be checked
 */
public record Delivery(
    Known known,
    long objects,
    long bytes,
    long removed,
    int folders,
    Instant first,
    Instant last,
    List<FolderFigure> largest,
    List<String> failed,
    String report,
    long folderMarks,
    Long unaccounted,
    Totals before,
    DriveNames names,
    DriveNames namesBefore,
    DeliveryLists lists) {

  /** How much is known of a delivery. */
  public enum Known {
    /** Each object, and so what changed in which folder. */
    EACH_OBJECT,
    /** The totals alone: there were too many objects to list. */
    TOTALS,
    /** Nothing but what failed: the arrivals could not be collected in time. */
    NOTHING
  }

  /**
   * What came in one folder.
   *
   * @param folder its key prefix, without a slash at the end
   * @param objects how many objects
   * @param bytes their bytes
   */
  public record FolderFigure(String folder, long objects, long bytes) {}

  /**
   * What came in all.
   *
   * @param objects how many objects
   * @param bytes their bytes
   */
  public record Totals(long objects, long bytes) {

    /** Both together. */
    public Totals plus(Totals more) {
      return new Totals(objects + more.objects, bytes + more.bytes);
    }
  }

  /** Copies the lists. */
  public Delivery {
    largest = largest == null ? List.of() : List.copyOf(largest);
    failed = failed == null ? List.of() : List.copyOf(failed);
  }

  /** A delivery without folders' marks, of which it is not known whether it is all. */
  public Delivery(
      Known known,
      long objects,
      long bytes,
      long removed,
      int folders,
      Instant first,
      Instant last,
      List<FolderFigure> largest,
      List<String> failed,
      String report) {
    this(
        known, objects, bytes, removed, folders, first, last, largest, failed, report, 0, null,
        null, null, null, null);
  }

  /** What a Windows drive may not show of all that came with the run; empty if it shows all. */
  public Optional<DriveNames> allNames() {
    return Stream.of(names, namesBefore).filter(Objects::nonNull).reduce(DriveNames::plus);
  }

  /** How many objects a Windows drive may not show under their own names. */
  public long notShown() {
    return allNames().map(DriveNames::notShown).orElse(0L);
  }

  /**
   * Whether all that came lies in one folder; also if nothing came. False if that is not known.
   *
   * @param folder its key prefix, without a slash at the end
   */
  public boolean onlyIn(String folder) {
    return known == Known.EACH_OBJECT
        && before == null
        && largest.stream()
                .filter(figure -> figure.folder().equals(folder))
                .mapToLong(FolderFigure::objects)
                .sum()
            == objects;
  }

  /** All that came with the run, what was collected day by day among it. */
  public Totals all() {
    Totals own = new Totals(objects, bytes);
    return before == null ? own : own.plus(before);
  }

  /** The delivery of a run of which something was collected before its end, day by day. */
  public Delivery withBefore(List<Delivery> days) {
    return with(
        unaccounted,
        days.stream().map(Delivery::all).reduce(Totals::plus).orElse(before),
        days.stream()
            .flatMap(day -> day.allNames().stream())
            .reduce(DriveNames::plus)
            .orElse(namesBefore),
        days.stream()
            .flatMap(day -> Stream.ofNullable(day.lists))
            .reduce(lists, DeliveryLists::withCompleteOf, DeliveryLists::withCompleteOf));
  }

  /** The delivery, held against what was queued. */
  public Delivery withUnaccounted(long number) {
    return with(number, before, namesBefore, lists);
  }

  /** The delivery, held against the lists that came with it. */
  public Delivery withLists(DeliveryLists checked) {
    return with(unaccounted, before, namesBefore, checked);
  }

  private Delivery with(
      Long unaccountedNow, Totals beforeNow, DriveNames namesBeforeNow, DeliveryLists listsNow) {
    return new Delivery(
        known,
        objects,
        bytes,
        removed,
        folders,
        first,
        last,
        largest,
        failed,
        report,
        folderMarks,
        unaccountedNow,
        beforeNow,
        names,
        namesBeforeNow,
        listsNow);
  }

  /** A delivery of which nothing is known but what could not be copied. */
  public static Delivery uncounted(List<String> failed) {
    return new Delivery(Known.NOTHING, 0, 0, 0, 0, null, null, List.of(), failed, null);
  }
}
