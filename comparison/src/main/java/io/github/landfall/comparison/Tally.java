package io.github.landfall.comparison;

import io.github.landfall.contract.drive.WindowsName;
import java.util.EnumMap;
import java.util.Map;

/** Counts verdicts, with the bytes of their objects, and the names that Windows does not show. */
public final class Tally {

  /**
   * How many objects, and their bytes.
   *
   * @param objects the number
   * @param bytes the bytes
   */
  public record Count(long objects, long bytes) {

    private Count plus(long more) {
      return new Count(objects + 1, bytes + more);
    }
  }

  private static final Count NONE = new Count(0, 0);

  private final String folder;
  private final Map<Verdict, Count> counts = new EnumMap<>(Verdict.class);
  private long notShown;

  /**
   * Begins with nothing.
   *
   * @param folder the partner's folder in the landing bucket, with a slash at its end
   */
  public Tally(String folder) {
    this(folder, Map.of(), 0);
  }

  /**
   * Goes on with what was counted before.
   *
   * @param folder the partner's folder in the landing bucket, with a slash at its end
   * @param counts the objects of each verdict
   * @param notShown how many objects a Windows drive does not show under their names
   */
  public Tally(String folder, Map<Verdict, Count> counts, long notShown) {
    this.folder = folder;
    this.counts.putAll(counts);
    this.notShown = notShown;
  }

  /** The objects of each verdict that there are objects of. */
  public Map<Verdict, Count> counts() {
    return Map.copyOf(counts);
  }

  /** Counts an object. */
  public void add(Compared object) {
    counts.put(object.verdict(), of(object.verdict()).plus(object.bytes()));
    if (notShown(object)) {
      notShown++;
    }
  }

  /** Whether a Windows drive does not show the object under its name. */
  public boolean notShown(Compared object) {
    return WindowsName.problem(folder + object.key()).isPresent();
  }

  /** The objects of a verdict. */
  public Count of(Verdict verdict) {
    return counts.getOrDefault(verdict, NONE);
  }

  /** All objects. */
  public Count all() {
    return counts.values().stream()
        .reduce(NONE, (a, b) -> new Count(a.objects() + b.objects(), a.bytes() + b.bytes()));
  }

  /** How many objects a Windows drive does not show under their names. */
  public long notShown() {
    return notShown;
  }

  /** Whether the two sides differ. */
  public boolean differs() {
    return all().objects() > of(Verdict.SAME).objects();
  }
}
