package io.github.landfall.refresh.collect;

import io.github.landfall.contract.arrival.PartName;
import io.github.landfall.contract.run.RunId;
import io.github.landfall.refresh.bucket.BucketObjects;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes down which parts a run has taken. They are that run's until they are forgotten or given
 * back, however often its collection is broken off.
 *
 * <p>The file {@code taken.txt} names the run in its first line, and a part's key in each other.
 */
final class TakenParts {

  private record Taken(RunId run, List<PartName> parts) {}

  private final BucketObjects objects;

  TakenParts(BucketObjects objects) {
    this.objects = objects;
  }

  /** The parts that no run has forgotten yet; what else lies beside them is not Landfall's. */
  List<PartName> waiting(String partner) {
    return objects.list(PartName.prefix(partner)).stream()
        .flatMap(listed -> PartName.parse(listed.key()).stream())
        .toList();
  }

  /** The run that has taken parts. */
  Optional<RunId> holder(String partner) {
    return read(partner).map(Taken::run);
  }

  /**
   * Takes all parts that wait, unless the run has taken some before.
   *
   * @return the run's parts
   * @throws IllegalStateException if they are another run's
   */
  List<PartName> take(RunId run, TemporaryFolder temporary) {
    Optional<Taken> before = read(run.partner());
    if (before.isEmpty()) {
      List<PartName> parts = waiting(run.partner());
      write(run, parts, temporary.file("taken.txt"));
      return parts;
    }
    if (!before.get().run().equals(run)) {
      throw new IllegalStateException(
          "the run '%s' of %s can't collect: '%s' has taken parts that are not forgotten yet"
              .formatted(run.mark(), run.partner(), before.get().run().mark()));
    }
    return before.get().parts();
  }

  /** Deletes the parts that a run has taken; does nothing if it has none. */
  void forget(RunId run) {
    Optional<Taken> own = read(run.partner()).filter(taken -> taken.run().equals(run));
    if (own.isPresent()) {
      // In this order: what is left after a failure is still the run's.
      objects.delete(own.get().parts().stream().map(PartName::key).toList());
      objects.delete(List.of(key(run.partner())));
    }
  }

  /** Lets the parts that a run has taken wait for another; does nothing if it has none. */
  void release(RunId run) {
    if (holder(run.partner()).filter(run::equals).isPresent()) {
      objects.delete(List.of(key(run.partner())));
    }
  }

  private void write(RunId run, List<PartName> parts, Path file) {
    String key = key(run.partner());
    try {
      Files.write(
          file, Stream.concat(Stream.of(run.mark()), parts.stream().map(PartName::key)).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(key + " can't be written: " + e.getMessage(), e);
    }
    objects.put(key, file, "text/plain; charset=utf-8");
  }

  private Optional<Taken> read(String partner) {
    String key = key(partner);
    try {
      Optional<InputStream> content = objects.get(key);
      if (content.isEmpty()) {
        return Optional.empty();
      }
      try (InputStream in = content.get()) {
        List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        return Optional.of(parse(partner, lines));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(key + " can't be read: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(key + " is not as Landfall writes it: " + e.getMessage(), e);
    }
  }

  private static Taken parse(String partner, List<String> lines) {
    RunId run = RunId.parse(partner, lines.isEmpty() ? "" : lines.get(0));
    return new Taken(run, lines.stream().skip(1).map(TakenParts::part).toList());
  }

  private static PartName part(String key) {
    return PartName.parse(key)
        .orElseThrow(() -> new IllegalArgumentException("'" + key + "' is no part's key"));
  }

  private static String key(String partner) {
    return PartName.home(partner) + "taken.txt";
  }
}
