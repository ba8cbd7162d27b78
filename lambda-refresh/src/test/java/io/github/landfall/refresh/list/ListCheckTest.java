package io.github.landfall.refresh.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.contract.run.DeliveryLists.Difference;
import io.github.landfall.contract.run.DeliveryLists.Incomplete;
import io.github.landfall.contract.text.KeyOrder;
import io.github.landfall.refresh.bucket.BucketObjects;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListCheckTest {

  private static final String LIST = "northlight/ep1/ep1.mhl";

  @TempDir private Path directory;
  private final Landing landing = new Landing();
  private final List<ListCheck.Named> each = new ArrayList<>();

  @Test
  void deliveryIsCompleteIfEachFileIsThereWithItsSize() throws IOException {
    landing.put("northlight/ep1/a.mov", 3).put("northlight/ep1/镜头/b.exr", 5);
    landing.put("northlight/ep1/not listed.mov", 9);
    list(LIST, "a.mov", 3, "镜头/b.exr", 5);

    assertThat(check(LIST)).contains(new ListCheck.Result(2, Optional.empty()));
    assertThat(each).isEmpty();
    try (Stream<Path> left = Files.list(directory)) {
      assertThat(left).as("temporary files").isEmpty();
    }
  }

  @Test
  void whatIsAbsentOrOfAnotherSizeIsNamed() throws IOException {
    landing.put("northlight/ep1/a.mov", 3).put("northlight/ep1/b.mov", 4);
    list(LIST, "b.mov", 5, "c.mov", 6, "a.mov", 3, "../ep1/a.mov", 3, "/a.mov", 3);

    List<Difference> differences =
        List.of(
            new Difference("northlight/ep1/../ep1/a.mov", 3, null),
            new Difference("northlight/ep1//a.mov", 3, null),
            new Difference("northlight/ep1/b.mov", 5, 4L),
            new Difference("northlight/ep1/c.mov", 6, null));
    assertThat(check(LIST))
        .contains(
            new ListCheck.Result(5, Optional.of(new Incomplete(LIST, 5, 3, 1, null, differences))));
    assertThat(each).extracting(ListCheck.Named::difference).isEqualTo(differences);
  }

  @Test
  void listOfAFolderNamedAscmhlIsOfTheFolderAbove() throws IOException {
    landing.put("northlight/ep1/Clips/a.mov", 3);
    list("northlight/ep1/ascmhl/0001_ep1.mhl", "Clips/a.mov", 3);

    assertThat(check("northlight/ep1/ascmhl/0001_ep1.mhl").orElseThrow().incomplete()).isEmpty();
    assertThat(ListCheck.root("ascmhl/0001.mhl")).isEmpty();
    assertThat(ListCheck.root("northlight/my-ascmhl/0001.mhl")).isEqualTo("northlight/my-ascmhl/");
  }

  @Test
  void fileWithoutASizeOnlyHasToBeThereAndOneThatIsListedTwiceCountsOnce() throws IOException {
    landing.put("northlight/ep1/a.mov", 3);
    list(LIST, "a.mov", -1, "a.mov", -1);

    assertThat(check(LIST)).contains(new ListCheck.Result(1, Optional.empty()));
  }

  @Test
  void brokenListIsToldAsBroken() throws IOException {
    landing.content.put(LIST, "<hashlist version='1.0'><hash><file>a.mov</file>");

    Incomplete broken = check(LIST).orElseThrow().incomplete().orElseThrow();

    assertThat(broken.broken()).startsWith("line 1: ");
    assertThat(broken.different()).isZero();
  }

  @Test
  void listThatIsGoneSaysNothing() throws IOException {
    assertThat(check(LIST)).isEmpty();
  }

  @Test
  void pathThatNoKeyCanHoldIsAbsent() throws IOException {
    list(LIST, "镜".repeat(400), 1);

    assertThat(check(LIST).orElseThrow().incomplete().orElseThrow().absent()).isEqualTo(1);
  }

  /** Against a set, with the names that order differently in UTF-16 and with long gaps. */
  @Test
  void everyFileIsFoundInWhateverOrderTheListHasThem() throws IOException {
    Random random = new Random(7);
    SortedSet<String> paths = new TreeSet<>();
    for (int i = 0; i < 24_000; i++) {
      paths.add(
          "%s/%05d"
              .formatted(List.of("a", "镜", "\uffee", "😀").get(i % 4), random.nextInt(40_000)));
    }
    List<Object> listed = new ArrayList<>();
    long absent = 0;
    for (String path : paths) {
      boolean there = random.nextInt(4) > 0;
      boolean named = random.nextInt(path.startsWith("a") ? 2 : 2_500) == 0;
      if (there) {
        landing.put("northlight/ep1/" + path, 1);
      }
      if (named) {
        listed.addAll(random.nextInt(listed.size() / 2 + 1) * 2, List.of(path, 1));
        absent += there ? 0 : 1;
      }
    }
    list(LIST, listed.toArray());

    assertThat(check(LIST).orElseThrow().incomplete().orElseThrow().absent()).isEqualTo(absent);
    assertThat(each).hasSize((int) absent);
    assertThat(landing.begun).as("listings that were begun").isBetween(2, 60);
  }

  private Optional<ListCheck.Result> check(String key) throws IOException {
    return new ListCheck(landing, directory, each::add).check(key);
  }

  private void list(String key, Object... pathsAndSizes) {
    StringBuilder list = new StringBuilder("<hashlist version='1.1'>");
    for (int i = 0; i < pathsAndSizes.length; i += 2) {
      list.append("<hash><file>").append(pathsAndSizes[i]).append("</file>");
      if ((int) pathsAndSizes[i + 1] >= 0) {
        list.append("<size>").append(pathsAndSizes[i + 1]).append("</size>");
      }
      list.append("</hash>");
    }
    landing.content.put(key, list.append("</hashlist>").toString());
  }

  /** A bucket with objects of which the size is known, and lists of which the content is. */
  private static final class Landing implements BucketObjects {

    private final SortedMap<String, Long> sizes = new TreeMap<>(KeyOrder.UTF_8);
    private final SortedMap<String, String> content = new TreeMap<>();
    private int begun;

    private Landing put(String key, long bytes) {
      sizes.put(key, bytes);
      return this;
    }

    @Override
    public Iterator<Listed> listAfter(String prefix, String after) {
      begun++;
      return sizes.tailMap(after).entrySet().stream()
          .filter(object -> !object.getKey().equals(after))
          .takeWhile(object -> object.getKey().startsWith(prefix))
          .map(object -> new Listed(object.getKey(), object.getValue()))
          .iterator();
    }

    @Override
    public Optional<InputStream> get(String key) {
      return Optional.ofNullable(content.get(key))
          .map(text -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public List<Listed> list(String prefix) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void put(String key, Path file, String contentType) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void delete(Collection<String> keys) {
      throw new UnsupportedOperationException();
    }
  }
}
