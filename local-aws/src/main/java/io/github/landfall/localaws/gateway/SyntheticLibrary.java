package io.github.landfall.localaws.gateway;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A partner's library of a million objects beside what is really in the bucket: its listing is
 * computed when somebody asks for it, and nothing of it is stored.
 *
 * <p>It has twenty shows of 25 sequences of 40 shots, which makes 20,000 folders with 50 objects
 * each; none lie above. An object's content is its own key. What is really in the bucket comes
 * first where both have an object. Gateways read the landing bucket alone, so the library is there
 * whatever bucket is asked for.
 */
public final class SyntheticLibrary implements ObjectStore {

  /** How many objects lie in each of the folders. */
  public static final int OBJECTS_IN_A_FOLDER = 50;

  private static final Set<String> FILES = names("plate.%04d.exr", OBJECTS_IN_A_FOLDER);

  private final ObjectStore real;

  /** The folders' names, level by level from the bucket's root. */
  private final List<Set<String>> levels;

  /**
   * A library around a bucket.
   *
   * @param real what is really there
   * @param partner the partner, under whose name the library lies
   */
  public SyntheticLibrary(ObjectStore real, String partner) {
    this.real = real;
    levels = levels(partner);
  }

  private static List<Set<String>> levels(String partner) {
    return List.of(
        Set.of(partner), names("show-%02d", 20), names("sq%03d", 25), names("sh%04d", 40));
  }

  private static Set<String> names(String format, int count) {
    return IntStream.range(0, count)
        .mapToObj(format::formatted)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  /**
   * The 20,000 folders with objects, in order.
   *
   * @param partner the partner whose library it is
   * @return key prefixes without the slash at their end
   */
  public static List<String> folders(String partner) {
    List<String> folders = List.of("");
    for (Set<String> names : levels(partner)) {
      List<String> below = new ArrayList<>();
      for (String folder : folders) {
        names.forEach(name -> below.add(folder.isEmpty() ? name : folder + "/" + name));
      }
      folders = below;
    }
    return folders;
  }

  @Override
  public Level list(String bucket, String prefix) {
    Level stored = real.list(bucket, prefix);
    List<String> path = path(prefix);
    if (!has(path)) {
      return stored;
    }
    SortedMap<String, StoredObject> objects = new TreeMap<>();
    SortedSet<String> prefixes = new TreeSet<>(stored.commonPrefixes());
    if (path.size() < levels.size()) {
      levels.get(path.size()).forEach(name -> prefixes.add(prefix + name + "/"));
    } else {
      for (String name : FILES) {
        String key = prefix + name;
        objects.put(key, new StoredObject(key, content(key).length));
      }
    }
    stored.objects().forEach(object -> objects.put(object.key(), object));
    return new Level(List.copyOf(objects.values()), List.copyOf(prefixes));
  }

  @Override
  public InputStream open(String bucket, String key) throws IOException {
    try {
      return real.open(bucket, key);
    } catch (NoSuchFileException e) {
      int slash = key.lastIndexOf('/');
      List<String> path = path(key.substring(0, slash + 1));
      if (path.size() == levels.size() && has(path) && FILES.contains(key.substring(slash + 1))) {
        return new ByteArrayInputStream(content(key));
      }
      throw e;
    }
  }

  /** The names in a prefix that is empty or ends with a slash. */
  private static List<String> path(String prefix) {
    return prefix.isEmpty()
        ? List.of()
        : List.of(prefix.substring(0, prefix.length() - 1).split("/", -1));
  }

  private boolean has(List<String> path) {
    return path.size() <= levels.size()
        && IntStream.range(0, path.size()).allMatch(i -> levels.get(i).contains(path.get(i)));
  }

  private static byte[] content(String key) {
    return key.getBytes(StandardCharsets.UTF_8);
  }
}
