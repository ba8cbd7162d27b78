package io.github.landfall.contract.run;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the delivery lists say that came with a run, or that were incomplete in an earlier one.
 *
 * @param complete how many lists there are of which every file is there, with its size
 * @param files how many files those name
 * @param incomplete the others, {@value #MAX_INCOMPLETE} at most
 */
public record DeliveryLists(int complete, long files, List<Incomplete> incomplete) {

  /** How many lists are kept that are not complete; the run's item has to hold them. */
  public static final int MAX_INCOMPLETE = 100;

  /** How many of these keep the names of some files. */
  private static final int MAX_WITH_NAMES = 10;

  /**
   * A list of which not every file is there, or that can't be read.
   *
   * @param key the list's key
   * @param files how many files it names
   * @param absent how many of them are not there
   * @param otherSize how many have another size
   * @param broken why it can't be read; null if it can
   * @param named some of the files that are absent or of another size, {@value #MAX_NAMED} at most
   */
  public record Incomplete(
      String key, long files, long absent, long otherSize, String broken, List<Difference> named) {

    /** How many files are named. */
    public static final int MAX_NAMED = 5;

    /** Copies the list. */
    public Incomplete {
      named = named == null ? List.of() : List.copyOf(named);
    }

    /** How many files are not as the list says. */
    public long different() {
      return absent + otherSize;
    }

    private Incomplete withoutNames() {
      return new Incomplete(key, files, absent, otherSize, broken, List.of());
    }
  }

  /**
   * A file that is not as a list says.
   *
   * @param key its key
   * @param listed its size by the list, in bytes; negative if the list does not tell
   * @param found its size; null if it is not there
   */
  public record Difference(String key, long listed, Long found) {}

  /** Copies the list, as far as an item holds it. */
  public DeliveryLists {
    List<Incomplete> all = incomplete == null ? List.of() : incomplete;
    incomplete =
        Stream.concat(
                all.stream().limit(MAX_WITH_NAMES),
                all.stream()
                    .skip(MAX_WITH_NAMES)
                    .limit(MAX_INCOMPLETE - MAX_WITH_NAMES)
                    .map(Incomplete::withoutNames))
            .toList();
  }

  /** How many files are not as their lists say. */
  public long different() {
    return incomplete.stream().mapToLong(Incomplete::different).sum();
  }

  /**
   * Lists, and those that were found complete before; what was incomplete then is checked again.
   *
   * @param lists null if none was to be checked
   */
  static DeliveryLists withCompleteOf(DeliveryLists lists, DeliveryLists before) {
    if (before.complete == 0) {
      return lists;
    }
    DeliveryLists now = lists == null ? new DeliveryLists(0, 0, List.of()) : lists;
    return new DeliveryLists(
        now.complete + before.complete, now.files + before.files, now.incomplete);
  }
}
