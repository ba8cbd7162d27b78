package io.github.landfall.refresh.collect;

import io.github.landfall.contract.drive.Leftover;
import io.github.landfall.contract.drive.WindowsName;
import io.github.landfall.contract.drive.WindowsName.Problem;
import io.github.landfall.contract.run.DriveNames;
import io.github.landfall.contract.run.DriveNames.NotShown;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Finds the objects of a run that a Windows drive may not show under their own names: by the name
 * alone, and by the names that came before it in the run.
 *
 * <p>Of names that differ in case alone, Windows opens one; the first is taken for it. Where an
 * object has the name of a folder, only the folder shows.
 */
final class NameCheck {

  private final Predicate<String> objects;
  private final Consumer<NotShown> each;

  /** The names of objects as Windows compares them, where that is not the name itself. */
  private final KeySet foldedObjects = new KeySet();

  private final KeySet folders = new KeySet();
  private final KeySet foldedFolders = new KeySet();
  private final KeySet hiddenFolders = new KeySet();
  private final List<NotShown> named = new ArrayList<>();
  private String lastFolder = "";
  private boolean lastHidden;
  private long notShown;
  private long leftovers;

  /**
   * @param objects whether an object of a key came so far
   * @param each takes each object that is found
   */
  NameCheck(Predicate<String> objects, Consumer<NotShown> each) {
    this.objects = objects;
    this.each = each;
  }

  /** Looks at an object whose key came for the first time. */
  void add(String key) {
    Optional<Problem> problem = problem(key, hiddenFolder(key));
    if (Leftover.is(key)) {
      leftovers++;
    } else {
      problem.ifPresent(why -> count(key, why));
    }
  }

  /** What was found; null if every name is shown, and nothing was left behind. */
  DriveNames found() {
    return notShown == 0 && leftovers == 0 ? null : new DriveNames(notShown, named, leftovers);
  }

  private Optional<Problem> problem(String key, boolean inHiddenFolder) {
    boolean differs = cameInOtherCase(key) || inHiddenFolder;
    Optional<Problem> own = WindowsName.problem(key);
    if (own.isPresent()) {
      return own;
    }
    if (folders.has(key)) {
      return Optional.of(Problem.SAME_NAME_AS_A_FOLDER);
    }
    return differs ? Optional.of(Problem.DIFFERS_IN_CASE_ALONE) : Optional.empty();
  }

  private boolean cameInOtherCase(String key) {
    String folded = WindowsName.folded(key);
    if (folded.equals(key)) {
      return foldedObjects.has(folded);
    }
    return !foldedObjects.add(folded) || objects.test(folded);
  }

  /** Whether a folder above the object has a name that differs from an earlier one in case. */
  private boolean hiddenFolder(String key) {
    // Objects come folder by folder, nearly.
    String parent = key.substring(0, key.lastIndexOf('/') + 1);
    if (parent.equals(lastFolder)) {
      return lastHidden;
    }
    boolean hidden = false;
    for (int end = key.indexOf('/'); end > 0; end = key.indexOf('/', end + 1)) {
      String folder = key.substring(0, end);
      if (folders.add(folder)) {
        if (!foldedFolders.add(WindowsName.folded(folder))) {
          hiddenFolders.add(folder);
        }
        if (objects.test(folder) && WindowsName.problem(folder).isEmpty()) {
          count(folder, Problem.SAME_NAME_AS_A_FOLDER);
        }
      }
      hidden |= hiddenFolders.has(folder);
    }
    lastFolder = parent;
    lastHidden = hidden;
    return hidden;
  }

  private void count(String key, Problem problem) {
    NotShown object = new NotShown(key, problem);
    notShown++;
    if (named.size() < DriveNames.MAX_NAMED) {
      named.add(object);
    }
    each.accept(object);
  }
}
