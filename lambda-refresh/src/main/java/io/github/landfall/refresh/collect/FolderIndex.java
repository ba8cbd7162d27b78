package io.github.landfall.refresh.collect;

import io.github.landfall.contract.arrival.PartName;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.run.RunId;
import io.github.landfall.refresh.bucket.BucketObjects;
import io.github.landfall.refresh.share.ChangedFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Keeps which folders changed in each run, in a file for each, so that its refreshes can be planned
 * after later runs were collected.
 */
final class FolderIndex {

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
   * Keeps what changed in a run, and drops what is older than {@link #KEPT}.
   *
   * @param run the run
   * @param changed the folders that changed, that of the report with them
   */
  void keep(Run run, Stream<FolderLine> changed, TemporaryFolder temporary) {
    String key = changes(run.id()) + TIME.format(run.end()) + ".jsonl.gz";
    Path file = temporary.file("changed.jsonl.gz");
    try (FolderFile.Writer out = new FolderFile.Writer(file, run.id())) {
      for (FolderLine line : (Iterable<FolderLine>) changed::iterator) {
        out.write(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(key + " can't be written: " + e.getMessage(), e);
    }
    objects.put(key, file, FolderFile.TYPE);
    String limit = TIME.format(run.end().minus(KEPT));
    objects.delete(
        objects.list(changes(run.partner())).stream()
            .map(BucketObjects.Listed::key)
            .filter(old -> old.substring(old.lastIndexOf('-') + 1).compareTo(limit) < 0)
            .toList());
  }

  /**
   * The folders that changed in a run.
   *
   * @throws IllegalStateException if they are not kept, or no longer
   */
  ChangedFolders changed(RunId run) {
    List<BucketObjects.Listed> kept = objects.list(changes(run));
    if (kept.isEmpty()) {
      throw new IllegalStateException(
          "what changed in the run '%s' of %s is not kept; expected an object %s…"
              .formatted(run.mark(), run.partner(), changes(run)));
    }
    String key = kept.get(0).key();
    Set<String> folders = new HashSet<>();
    Set<String> below = new HashSet<>();
    try (FolderFile.Reader in = new FolderFile.Reader(objects.get(key).orElseThrow())) {
      for (FolderLine line = in.next(); line != null; line = in.next()) {
        (line.below() ? below : folders).add(line.folder());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(key + " can't be read: " + e.getMessage(), e);
    }
    return new ChangedFolders(folders, below);
  }

  private static String changes(String partner) {
    return PartName.home(partner) + "changed/";
  }

  /** What the key of a run's changed folders begins with; the run's end follows. */
  private static String changes(RunId run) {
    return "%s%s-%s-".formatted(changes(run.partner()), TIME.format(run.start()), run.kind());
  }
}
