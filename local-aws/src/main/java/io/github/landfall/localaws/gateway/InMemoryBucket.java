package io.github.landfall.localaws.gateway;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A bucket in memory. */
public final class InMemoryBucket implements ObjectStore {

  private final Map<String, String> contents = new TreeMap<>();

  /** Puts an object. */
  public void put(String key, String content) {
    contents.put(key, content);
  }

  void delete(String key) {
    contents.remove(key);
  }

  @Override
  public Level list(String bucket, String prefix) {
    List<StoredObject> objects = new ArrayList<>();
    SortedSet<String> folders = new TreeSet<>();
    contents.forEach(
        (key, content) -> {
          if (key.startsWith(prefix)) {
            int slash = key.indexOf('/', prefix.length());
            if (slash < 0) {
              objects.add(new StoredObject(key, content.length()));
            } else {
              folders.add(key.substring(0, slash + 1));
            }
          }
        });
    return new Level(objects, List.copyOf(folders));
  }

  @Override
  public InputStream open(String bucket, String key) throws NoSuchFileException {
    if (!contents.containsKey(key)) {
      throw new NoSuchFileException(key);
    }
    return new ByteArrayInputStream(contents.get(key).getBytes(StandardCharsets.UTF_8));
  }
}
