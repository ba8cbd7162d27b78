package io.github.landfall.contract.run;

import io.github.landfall.contract.drive.WindowsName;
import java.util.List;

/**
 * What a Windows drive may not show under its own name, of what came with a run.
 *
 * @param notShown how many objects
 * @param named some of them
 * @param leftovers how many files of macOS and Windows came, which are not among them
 */
public record DriveNames(long notShown, List<NotShown> named, long leftovers) {

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
}
