package io.github.landfall.rehearsal.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Looks at every name of a directory before its files are delivered: what the rehearsal can't
 * deliver as it is, it does not begin with.
 */
public final class MediaNames {

  /**
   * The embedded S3 writes a file under a name that is 42 bytes longer, a hyphen and a UUID, and in
   * parts also {@code -stub}, before it has its own; a file system's names have 255.
   */
  static final int MAX_NAME = 255 - 42;

  /** What the embedded S3 calls files of its own, which it does not list. */
  private static final List<String> OWN = List.of(".mpus-", ".s3proxy-");

  /** S3's keys have 1,024 bytes; the partner's folder and the source's prefix come before. */
  static final int MAX_PATH = 900;

  private MediaNames() {}

  /**
   * What can't be delivered, a line for each.
   *
   * @throws IOException if the directory can't be read
   */
  public static List<String> problems(Path directory) throws IOException {
    List<String> problems = new ArrayList<>();
    try (Stream<Path> walk = Files.walk(directory)) {
      for (Path path : (Iterable<Path>) walk.filter(path -> !path.equals(directory))::iterator) {
        problem(directory, path)
            .ifPresent(why -> problems.add(shown(directory.relativize(path)) + ": " + why));
      }
    }
    return problems;
  }

  private static Optional<String> problem(Path directory, Path path) {
    String name = path.getFileName().toString();
    int bytes = bytes(name);
    if (name.indexOf('\uFFFD') >= 0) {
      return Optional.of("its name has bytes that are no UTF-8");
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      return Optional.of("its name has a control character, which S3's listings can't hold");
    }
    if (OWN.stream().anyMatch(name::startsWith)) {
      return Optional.of("its name begins as those of the embedded S3's own files do: " + OWN);
    }
    if (bytes > MAX_NAME) {
      return Optional.of(
          "its name has %d bytes; the embedded S3 takes %d".formatted(bytes, MAX_NAME));
    }
    if (bytes(directory.relativize(path).toString()) > MAX_PATH) {
      return Optional.of("its path has more than %d bytes".formatted(MAX_PATH));
    }
    if (Files.isSymbolicLink(path) && !Files.isRegularFile(path)) {
      return Optional.of("a link that leads to no file");
    }
    if (!Files.isRegularFile(path) && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of("no file, and no directory");
    }
    return Files.isReadable(path) ? Optional.empty() : Optional.of("can't be read");
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String shown(Path path) {
    return path.toString()
        .codePoints()
        .collect(
            StringBuilder::new,
            (text, c) ->
                text.append(
                    Character.isISOControl(c) ? "\\u%04x".formatted(c) : Character.toString(c)),
            StringBuilder::append)
        .toString();
  }
}
