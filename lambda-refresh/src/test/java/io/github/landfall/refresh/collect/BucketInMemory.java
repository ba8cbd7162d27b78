package io.github.landfall.refresh.collect;

import io.github.landfall.contract.arrival.Arrival;
import io.github.landfall.contract.arrival.ArrivalPart;
import io.github.landfall.contract.arrival.PartName;
import io.github.landfall.contract.text.KeyOrder;
import io.github.landfall.refresh.bucket.BucketObjects;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A bucket in memory, which may take no more writes after some. */
final class BucketInMemory implements BucketObjects {

  /** The end of the function in the middle of its work. */
  static final class Died extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final SortedMap<String, byte[]> objects = new TreeMap<>();
  private final SortedMap<String, String> types = new TreeMap<>();
  private final List<Path> files = new ArrayList<>();
  private int writesLeft = Integer.MAX_VALUE;
  private boolean died;

  /** Puts a part with arrivals. */
  PartName add(String partner, Arrival... arrivals) {
    ArrivalPart part = ArrivalPart.of(partner, List.of(arrivals));
    objects.put(part.name().key(), part.content());
    return part.name();
  }

  void add(String key, String content) {
    objects.put(key, content.getBytes(StandardCharsets.UTF_8));
  }

  /** Every write after the next so many fails, until this is called again. */
  void dieAfter(int writes) {
    writesLeft = writes;
  }

  /** Whether a write failed. */
  boolean died() {
    return died;
  }

  List<String> keys() {
    return List.copyOf(objects.keySet());
  }

  List<String> keys(String prefix) {
    return list(prefix).stream().map(Listed::key).toList();
  }

  String text(String key) {
    return new String(objects.get(key), StandardCharsets.UTF_8);
  }

  String type(String key) {
    return types.get(key);
  }

  /** The objects with their content, a character a byte, to compare. */
  SortedMap<String, String> content() {
    SortedMap<String, String> content = new TreeMap<>();
    objects.forEach(
        (key, bytes) -> content.put(key, new String(bytes, StandardCharsets.ISO_8859_1)));
    return content;
  }

  /** The files that objects were put from. */
  List<Path> files() {
    return List.copyOf(files);
  }

  @Override
  public List<Listed> list(String prefix) {
    return objects.tailMap(prefix).entrySet().stream()
        .takeWhile(object -> object.getKey().startsWith(prefix))
        .map(object -> new Listed(object.getKey(), object.getValue().length))
        .toList();
  }

  @Override
  public Iterator<Listed> listAfter(String prefix, String after) {
    return list(prefix).stream()
        .filter(object -> KeyOrder.UTF_8.compare(object.key(), after) > 0)
        .sorted(Comparator.comparing(Listed::key, KeyOrder.UTF_8))
        .iterator();
  }

  @Override
  public Optional<InputStream> get(String key) {
    return Optional.ofNullable(objects.get(key)).map(ByteArrayInputStream::new);
  }

  @Override
  public void put(String key, Path content, String contentType) {
    files.add(content);
    write();
    try {
      objects.put(key, Files.readAllBytes(content));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    types.put(key, contentType);
  }

  @Override
  public void delete(Collection<String> keys) {
    for (String key : keys) {
      write();
      objects.remove(key);
    }
  }

  private void write() {
    if (writesLeft == 0) {
      died = true;
      throw new Died();
    }
    writesLeft--;
  }
}
