package io.github.landfall.refresh.collect;

import io.github.landfall.contract.arrival.Arrival;
import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.Delivery.FolderFigure;
import io.github.landfall.contract.run.DriveNames.NotShown;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Counts a run's arrivals, one by one: objects, bytes, and which folders they changed.
 *
 * <p>Objects are keys: one that is written twice counts once, and its bytes each time. The mark of
 * a folder is no object. It changes the folder, which exists by it, and the listing of the folder
 * above.
 */
final class ArrivalCount {

  /**
   * How many folders are told apart: two or three hundred megabytes of them. Where more changed,
   * something changed somewhere below the partner's folder.
   */
  static final int MAX_FOLDERS = 500_000;

  private static final int MAX_LARGEST = 10;

  private static final Comparator<FolderFigure> LARGEST =
      Comparator.comparingLong(FolderFigure::bytes)
          .thenComparingLong(FolderFigure::objects)
          .reversed()
          .thenComparing(FolderFigure::folder);

  private final String partner;
  private final int maxFolders;
  private final ArrivedKeys keys;
  private final NameCheck names;
  private final Map<String, Folder> folders = new LinkedHashMap<>();
  private final Folder others = new Folder();
  private boolean othersChanged;
  private long objects;
  private long bytes;
  private long removed;
  private long folderMarks;
  private Instant first;
  private Instant last;

  /**
   * @param partner the partner's name
   * @param expected how many arrivals are likely to come; more may
   * @param notShown takes each object that a Windows drive may not show under its own name
   */
  ArrivalCount(String partner, long expected, Consumer<NotShown> notShown) {
    this(partner, expected, notShown, MAX_FOLDERS);
  }

  ArrivalCount(String partner, long expected, Consumer<NotShown> notShown, int maxFolders) {
    this.partner = partner;
    this.maxFolders = maxFolders;
    this.keys = new ArrivedKeys(expected);
    this.names = new NameCheck(keys::wasCreated, notShown);
  }

  /**
   * Counts an arrival.
   *
   * @return whether it counts; false if the same event was counted before
   */
  boolean add(Arrival arrival) {
    // Marked first: if two events are taken for the same, both folders are refreshed all the same.
    Folder folder = changed(arrival.folder());
    if (arrival.folderMarker()) {
      changed(above(arrival.folder()));
    }
    if (!keys.add(arrival)) {
      return false;
    }
    first = first == null || arrival.time().isBefore(first) ? arrival.time() : first;
    last = last == null || arrival.time().isAfter(last) ? arrival.time() : last;
    if (arrival.kind() == Arrival.Kind.REMOVED) {
      removed++;
    } else if (arrival.folderMarker()) {
      folderMarks += keys.created() ? 1 : 0;
    } else {
      // DTH may copy an object twice, and a partner replace it: it is one object all the same.
      if (keys.created()) {
        objects++;
        folder.objects++;
        names.add(arrival.key());
      }
      bytes += arrival.bytes();
      folder.bytes += arrival.bytes();
    }
    return true;
  }

  /**
   * What came.
   *
   * @param failed the keys of objects that could not be copied
   * @param report the report's key without {@code .html}; null without one
   */
  Delivery delivery(List<String> failed, String report) {
    return new Delivery(
        Delivery.Known.EACH_OBJECT,
        objects,
        bytes,
        removed,
        folders.size(),
        first,
        last,
        largest(),
        failed,
        report,
        folderMarks,
        null,
        null,
        names.found(),
        null,
        null);
  }

  /** The folders that changed. */
  Stream<FolderLine> changed() {
    Stream<FolderLine> named =
        folders.keySet().stream().map(folder -> new FolderLine(folder, false));
    return othersChanged ? Stream.concat(named, Stream.of(new FolderLine(partner, true))) : named;
  }

  private List<FolderFigure> largest() {
    return folders.entrySet().stream()
        .filter(folder -> folder.getValue().objects > 0)
        .map(
            folder ->
                new FolderFigure(
                    folder.getKey(), folder.getValue().objects, folder.getValue().bytes))
        .sorted(LARGEST)
        .limit(MAX_LARGEST)
        .toList();
  }

  private Folder changed(String name) {
    Folder known = folders.get(name);
    if (known != null) {
      return known;
    }
    if (folders.size() == maxFolders) {
      othersChanged = true;
      return others;
    }
    Folder added = new Folder();
    folders.put(name, added);
    return added;
  }

  private static String above(String folder) {
    return folder.substring(0, Math.max(folder.lastIndexOf('/'), 0));
  }

  /** What came in one folder. */
  private static final class Folder {
    private long objects;
    private long bytes;
  }
}
