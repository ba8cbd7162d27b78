package io.github.landfall.refresh.list;

import io.github.landfall.contract.run.DeliveryLists.Difference;
import io.github.landfall.contract.run.DeliveryLists.Incomplete;
import io.github.landfall.contract.text.KeyOrder;
import io.github.landfall.refresh.bucket.BucketObjects;
import io.github.landfall.refresh.bucket.BucketObjects.Listed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Holds a delivery list against the bucket: whether each file that it names is there, with its
 * size.
 *
 * <p>Both sides are read in S3's order, page by page. Where the list leaves many objects out, the
 * listing begins again at the next file that is named; so a list costs at the most a request a
 * file, and mostly one for a thousand.
 */
public final class ListCheck {

  /** As many objects as a page has. */
  private static final int PAGE = 1_000;

  /**
   * In bytes.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-keys.html">Object
   *     keys</a>
   */
  private static final int MAX_KEY = 1_024;

  /** How a list's key ends; the function may read no other object. */
  private static final List<String> SUFFIXES = List.of(".mhl", ".MHL");

  /** Where ASC MHL keeps its lists, below the folder that they are of. */
  private static final String FOLDER = "ascmhl/";

  /**
   * What a list says of the bucket.
   *
   * @param files how many files it names
   * @param incomplete what is not as it says; empty if all is
   */
  public record Result(long files, Optional<Incomplete> incomplete) {}

  private final BucketObjects bucket;
  private final Path directory;
  private final Consumer<Named> each;

  /**
   * A file that is not as its list says.
   *
   * @param list the list's key
   * @param difference the file
   */
  public record Named(String list, Difference difference) {}

  /**
   * @param bucket where lists and files lie
   * @param directory where temporary files may be written
   * @param each takes each file that is not as its list says
   */
  public ListCheck(BucketObjects bucket, Path directory, Consumer<Named> each) {
    this.bucket = bucket;
    this.directory = directory;
    this.each = each;
  }

  /** Whether an object is a delivery list, by its key. */
  public static boolean isList(String key) {
    return SUFFIXES.stream().anyMatch(key::endsWith);
  }

  /** The prefix of what a list names: its folder, or the one above {@code ascmhl}. */
  static String root(String list) {
    String folder = list.substring(0, list.lastIndexOf('/') + 1);
    return ("/" + folder).endsWith("/" + FOLDER)
        ? folder.substring(0, folder.length() - FOLDER.length())
        : folder;
  }

  /**
   * Checks a list.
   *
   * @param key its key
   * @return what it says; empty if it is no longer there
   * @throws IOException if it, or a temporary file, can't be read or written
   */
  public Optional<Result> check(String key) throws IOException {
    Optional<InputStream> content = bucket.get(key);
    if (content.isEmpty()) {
      return Optional.empty();
    }
    try (InputStream in = content.get();
        SortedFiles files = new SortedFiles(directory)) {
      HashList.read(in, files::add);
      return Optional.of(compare(key, files));
    } catch (BrokenListException e) {
      return Optional.of(
          new Result(0, Optional.of(new Incomplete(key, 0, 0, 0, e.getMessage(), List.of()))));
    }
  }

  private Result compare(String list, SortedFiles files) throws IOException {
    Listing listing = new Listing(root(list));
    List<Difference> named = new ArrayList<>();
    long count = 0;
    long absent = 0;
    long otherSize = 0;
    String last = null;
    for (Optional<ListedFile> next = files.next(); next.isPresent(); next = files.next()) {
      ListedFile file = next.get();
      if (file.path().equals(last)) {
        continue;
      }
      last = file.path();
      count++;
      Optional<Long> bytes = listing.bytes(listing.root + file.path());
      if (bytes.isEmpty()) {
        absent++;
      } else if (file.bytes() != ListedFile.UNKNOWN && bytes.get() != file.bytes()) {
        otherSize++;
      } else {
        continue;
      }
      Difference difference =
          new Difference(listing.root + file.path(), file.bytes(), bytes.orElse(null));
      if (named.size() < Incomplete.MAX_NAMED) {
        named.add(difference);
      }
      each.accept(new Named(list, difference));
    }
    return new Result(
        count,
        absent + otherSize == 0
            ? Optional.empty()
            : Optional.of(new Incomplete(list, count, absent, otherSize, null, named)));
  }

  /** Finds keys in the bucket that are asked for in its order. */
  private final class Listing {

    private final String root;
    private Iterator<Listed> objects;
    private Listed object;

    private Listing(String root) {
      this.root = root;
      this.objects = bucket.listAfter(root, root);
    }

    /** The size of an object; empty if it is not there. */
    private Optional<Long> bytes(String key) {
      if (key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY) {
        return Optional.empty();
      }
      boolean begunAgain = false;
      for (int passed = 0; before(key); passed++) {
        if (passed == PAGE && !begunAgain) {
          // The key itself shall be listed, and so the listing begins a little before it.
          objects =
              bucket.listAfter(root, key.substring(0, key.offsetByCodePoints(key.length(), -1)));
          begunAgain = true;
        }
        if (!objects.hasNext()) {
          object = null;
          return Optional.empty();
        }
        object = objects.next();
      }
      return object.key().equals(key) ? Optional.of(object.bytes()) : Optional.empty();
    }

    private boolean before(String key) {
      return object == null || KeyOrder.UTF_8.compare(object.key(), key) < 0;
    }
  }
}
