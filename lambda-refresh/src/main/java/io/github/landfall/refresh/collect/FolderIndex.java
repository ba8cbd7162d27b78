package io.github.landfall.refresh.collect;

import io.github.landfall.contract.arrival.PartName;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.run.RunId;
import io.github.landfall.refresh.share.FolderTree;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keeps how many objects lie in each folder of a partner, and which folders changed in each run.
 *
 * <p>The numbers are estimates: all arrivals ever collected, added up. An object that is
 * overwritten counts once more each time, and what lay there before the first arrival not at all. A
 * folder with none left is not kept. They say what a refresh costs, never what it must cover.
 *
 * <p>A run's changed folders are kept in a file of their own, so that its refreshes can be planned
 * after later runs were collected, and for {@link #KEPT}. By how much folders grew is kept apart
 * from the counts until the run is recorded: a run that is given up has counted nothing.
 */
public final class FolderIndex {

  /** Longer than a run's refreshes can be waiting for a gateway after its end. */
  static final Duration KEPT = Duration.ofDays(14);

  /** Always as long, so that the order of the texts is the order in time. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  private final BucketObjects objects;

  FolderIndex(BucketObjects objects) {
    this.objects = objects;
  }

  /**
   * Keeps what changed in a run, for {@link #count} to add it to the counts.
   *
   * @param run the run
   * @param changed the folders that changed, those of the report with them
   * @param growth by how many objects folders grew
   */
  void keep(
      Run run, Stream<FolderLine> changed, Map<String, Long> growth, TemporaryFolder temporary) {
    keepChanged(run, changed, temporary.file("changed.jsonl.gz"));
    keepGrowth(run.id(), growth, temporary.file("growth.jsonl.gz"));
    String limit = TIME.format(run.end().minus(KEPT));
    objects.delete(
        objects.list(changes(run.partner())).stream()
            .map(BucketObjects.Listed::key)
            .filter(key -> key.substring(key.lastIndexOf('-') + 1).compareTo(limit) < 0)
            .toList());
  }

  /**
   * All that is known of a partner's folders, with those marked that changed in a run.
   *
   * @throws IllegalStateException if the run's changed folders are not kept, or no longer
   */
  FolderTree folders(RunId run) {
    List<BucketObjects.Listed> kept = objects.list(changes(run));
    if (kept.isEmpty()) {
      throw new IllegalStateException(
          "what changed in the run '%s' of %s is not kept; expected an object %s…"
              .formatted(run.mark(), run.partner(), changes(run)));
    }
    FolderTree.Builder tree = new FolderTree.Builder();
    // First, so that these have room before all others.
    add(kept.get(0).key(), true, tree);
    add(counts(run.partner()), false, tree);
    return tree.build();
  }

  private void add(String key, boolean changed, FolderTree.Builder tree) {
    try {
      Optional<InputStream> content = objects.get(key);
      if (content.isEmpty()) {
        return;
      }
      try (FolderFile.Reader in = new FolderFile.Reader(content.get())) {
        for (FolderLine line = in.next(); line != null; line = in.next()) {
          if (line.below()) {
            tree.addChangeBelow(line.folder());
          } else {
            tree.add(line.folder(), line.objects(), changed);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(key + " can't be read: " + e.getMessage(), e);
    }
  }

  private void keepChanged(Run run, Stream<FolderLine> changed, Path file) {
    String key = changes(run.id()) + TIME.format(run.end()) + ".jsonl.gz";
    try (FolderFile.Writer out = new FolderFile.Writer(file, run.id())) {
      for (FolderLine line : (Iterable<FolderLine>) changed::iterator) {
        out.write(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(key + " can't be written: " + e.getMessage(), e);
    }
    objects.put(key, file, FolderFile.TYPE);
  }

  private void keepGrowth(RunId run, Map<String, Long> growth, Path file) {
    String key = growth(run.partner());
    try (FolderFile.Writer out = new FolderFile.Writer(file, run)) {
      for (Map.Entry<String, Long> grown : growth.entrySet()) {
        out.write(new FolderLine(grown.getKey(), grown.getValue(), false));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(key + " can't be written: " + e.getMessage(), e);
    }
    objects.put(key, file, FolderFile.TYPE);
  }

  /**
   * Adds to the counts by how much folders grew in a run that is recorded. Of a run that they have
   * already, nothing is counted twice; nor is anything of one that was not read object by object.
   */
  void count(RunId run, TemporaryFolder temporary) {
    String key = counts(run.partner());
    Path file = temporary.file("folders.jsonl.gz");
    try {
      Map<String, Long> growth = grown(run);
      if (!growth.isEmpty() && counted(key, run, growth, file)) {
        objects.put(key, file, FolderFile.TYPE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(key + " can't be counted on: " + e.getMessage(), e);
    }
  }

  /** By how much folders grew in a run; nothing if another run's collection was the last. */
  private Map<String, Long> grown(RunId run) throws IOException {
    Map<String, Long> growth = new HashMap<>();
    Optional<InputStream> kept = objects.get(growth(run.partner()));
    if (kept.isPresent()) {
      try (FolderFile.Reader in = new FolderFile.Reader(kept.get())) {
        for (FolderLine line = in.by(run) ? in.next() : null; line != null; line = in.next()) {
          growth.put(line.folder(), line.objects());
        }
      }
    }
    return growth;
  }

  /** Writes the new numbers; false if the old ones have the run already. */
  private boolean counted(String key, RunId run, Map<String, Long> growth, Path file)
      throws IOException {
    Map<String, Long> left = new HashMap<>(growth);
    Optional<InputStream> before = objects.get(key);
    try (FolderFile.Writer out = new FolderFile.Writer(file, run)) {
      if (before.isPresent()) {
        try (FolderFile.Reader in = new FolderFile.Reader(before.get())) {
          if (in.by(run)) {
            return false;
          }
          for (FolderLine line = in.next(); line != null; line = in.next()) {
            Long more = left.remove(line.folder());
            write(line.folder(), line.objects() + (more == null ? 0 : more), out);
          }
        }
      }
      for (Map.Entry<String, Long> added : left.entrySet()) {
        write(added.getKey(), added.getValue(), out);
      }
    }
    return true;
  }

  private static void write(String folder, long count, FolderFile.Writer out) throws IOException {
    if (count > 0) {
      out.write(new FolderLine(folder, count, false));
    }
  }

  /** The key of the {@link FolderFile} with how many objects lie in each of a partner's folders. */
  public static String counts(String partner) {
    return PartName.home(partner) + "folders.jsonl.gz";
  }

  private static String growth(String partner) {
    return PartName.home(partner) + "growth.jsonl.gz";
  }

  private static String changes(String partner) {
    return PartName.home(partner) + "changed/";
  }

  /** What the key of a run's changed folders begins with; the run's end follows. */
  private static String changes(RunId run) {
    return "%s%s-%s-".formatted(changes(run.partner()), TIME.format(run.start()), run.kind());
  }
}
