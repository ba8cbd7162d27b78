package io.github.landfall.contract.run;

import io.github.landfall.contract.drive.WindowsName;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a Windows drive may not show under its own name, of what came with a run.
 *
 * @param notShown how many objects
 * @param named some of them, {@value #MAX_NAMED} at most
 * @param leftovers how many files of macOS and Windows came, which are not among them
 */
public record DriveNames(long notShown, List<NotShown> named, long leftovers) {

  /** All names are shown. */
  public static final DriveNames NONE = new DriveNames(0, List.of(), 0);

  /** How many objects are named at the most; the run's item has to hold them. */
  public static final int MAX_NAMED = 10;

  /**
   * An object that a Windows drive may not show under its own name.
   *
   * @param key its key
   * @param problem why
   */
  public record NotShown(String key, WindowsName.Problem problem) {}

  /** Copies the list. */
  public DriveNames {
    named = named == null ? List.of() : List.copyOf(named);
  }

  /** Both together; of the objects that are named, these come first. */
  public DriveNames plus(DriveNames more) {
    return new DriveNames(
        notShown + more.notShown,
        Stream.concat(named.stream(), more.named.stream()).limit(MAX_NAMED).toList(),
        leftovers + more.leftovers);
  }
}
