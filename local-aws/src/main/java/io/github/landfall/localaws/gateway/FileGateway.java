package io.github.landfall.localaws.gateway;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * An S3 File Gateway: shows a bucket as folders, from listings that it took earlier.
 *
 * <p>A folder is listed when somebody first looks at it, and from then on shows what it showed
 * then, until a refresh renews it. So a new object stays invisible, a new folder stays invisible
 * until its parent's listing is renewed, and an object that was overwritten keeps its former size.
 *
 * <p>Folders are named from the share's root, without a slash at either end; the root is the empty
 * string.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_RefreshCache.html">RefreshCache</a>
 */
public final class FileGateway {

  /** Told when a refresh has renewed listings. */
  @FunctionalInterface
  public interface RenewalListener {

    /**
     * Listings were renewed.
     *
     * @param share the share
     * @param folders the folders, as {@code RefreshCache} named them: {@code /} is the root
     * @param recursive whether the folders below them were renewed too
     */
    void renewed(FileShare share, List<String> folders, boolean recursive);
  }

  private static final int KEYS_PER_LIST = 1000;
  private static final Set<String> NO_NAMES = Set.of("", ".", "..");
  private static final FolderListing NOTHING = new FolderListing(new TreeMap<>(), new TreeSet<>());

  private final String arn;
  private final ObjectStore store;
  private final Map<String, FileShare> shares = new LinkedHashMap<>();
  private final Map<String, SortedMap<String, FolderListing>> listingsByShare = new TreeMap<>();
  private final List<RenewalListener> listeners = new ArrayList<>();
  private BucketRequests requests = new BucketRequests(0, 0);
  private boolean connected = true;

  /**
   * A gateway without shares, connected.
   *
   * @param arn the gateway's ARN
   * @param store the buckets
   */
  public FileGateway(String arn, ObjectStore store) {
    this.arn = arn;
    this.store = store;
  }

  /** The gateway's ARN. */
  public String arn() {
    return arn;
  }

  /** The buckets. */
  ObjectStore store() {
    return store;
  }

  /** Adds a share. */
  public synchronized void addShare(FileShare share) {
    shares.put(share.arn(), share);
    listingsByShare.put(share.arn(), new TreeMap<>());
  }

  /** The shares, in the order in which they were added. */
  public synchronized List<FileShare> shares() {
    return List.copyOf(shares.values());
  }

  /**
   * Connects the gateway to AWS, or takes it offline. The shares go on showing what they showed.
   */
  public synchronized void setConnected(boolean connected) {
    this.connected = connected;
  }

  /** Whether AWS reaches the gateway. */
  public synchronized boolean connected() {
    return connected;
  }

  /** Tells somebody of each refresh that has renewed listings. */
  public synchronized void addRenewalListener(RenewalListener listener) {
    listeners.add(listener);
  }

  /** The S3 requests that listings cost so far. */
  public synchronized BucketRequests requests() {
    return requests;
  }

  /**
   * Looks into a folder as an artist does.
   *
   * @param share a share of this gateway
   * @param folder the folder
   * @return what it shows; empty when its parent does not show it
   */
  public synchronized Optional<FolderListing> look(FileShare share, String folder) {
    if (!folder.isEmpty()
        && look(share, parent(folder))
            .filter(listing -> listing.folders().contains(name(folder)))
            .isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        listings(share).computeIfAbsent(folder, f -> list(share, f, new Count()).orElse(NOTHING)));
  }

  /**
   * Opens a file as an artist does.
   *
   * @param share a share of this gateway
   * @param path the file's path from the share's root
   * @return the object's content now, but no more bytes than the file's size in the listing
   * @throws FileNotFoundException when the folder does not show it
   * @throws NoSuchFileException when the folder shows it but the object is gone
   * @throws IOException when it cannot be read
   */
  public InputStream open(FileShare share, String path) throws IOException {
    long size =
        look(share, parent(path))
            .map(listing -> listing.files().get(name(path)))
            .orElseThrow(() -> new FileNotFoundException(share.name() + " does not show " + path));
    return new TruncatedStream(store.open(share.bucket(), share.prefix() + path), size);
  }

  /**
   * What a refresh found in the bucket.
   *
   * @param listings by folder
   * @param roots the folders that were asked for
   * @param recursive whether the folders below them belong to it
   * @param objects the number of objects found
   * @param requests what it cost
   */
  public record Survey(
      SortedMap<String, FolderListing> listings,
      List<String> roots,
      boolean recursive,
      long objects,
      BucketRequests requests) {}

  /** Reads the bucket for a refresh. What the share shows stays as it is. */
  public synchronized Survey survey(FileShare share, List<String> roots, boolean recursive) {
    SortedMap<String, FolderListing> found = new TreeMap<>();
    Count count = new Count();
    BucketRequests before = requests;
    roots.forEach(root -> survey(share, root, recursive, found, count));
    return new Survey(found, List.copyOf(roots), recursive, count.objects, requests.minus(before));
  }

  /** Shows what a refresh found. */
  public void renew(FileShare share, Survey survey) {
    List<RenewalListener> told;
    synchronized (this) {
      SortedMap<String, FolderListing> listings = listings(share);
      listings.keySet().removeIf(folder -> belongsTo(survey, folder));
      listings.putAll(survey.listings());
      listings.keySet().removeIf(folder -> !shown(listings, folder));
      told = List.copyOf(listeners);
    }
    List<String> folders = survey.roots().stream().map(f -> f.isEmpty() ? "/" : f).toList();
    told.forEach(listener -> listener.renewed(share, folders, survey.recursive()));
  }

  private void survey(
      FileShare share,
      String folder,
      boolean recursive,
      SortedMap<String, FolderListing> found,
      Count count) {
    if (found.containsKey(folder)) {
      return;
    }
    Optional<FolderListing> listing = list(share, folder, count);
    if (listing.isEmpty()) {
      return;
    }
    found.put(folder, listing.get());
    if (recursive) {
      for (String name : listing.get().folders()) {
        survey(share, folder.isEmpty() ? name : folder + "/" + name, true, found, count);
      }
    }
  }

  private static boolean belongsTo(Survey survey, String folder) {
    return survey.roots().stream()
        .anyMatch(
            root ->
                folder.equals(root)
                    || (survey.recursive() && (root.isEmpty() || folder.startsWith(root + "/"))));
  }

  /** Whether the folders above, where they were listed, still lead to a folder. */
  private static boolean shown(Map<String, FolderListing> listings, String folder) {
    String below = folder;
    while (!below.isEmpty()) {
      String above = parent(below);
      FolderListing listing = listings.get(above);
      if (listing != null && !listing.folders().contains(name(below))) {
        return false;
      }
      below = above;
    }
    return true;
  }

  private static String parent(String path) {
    return path.substring(0, Math.max(path.lastIndexOf('/'), 0));
  }

  private static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private SortedMap<String, FolderListing> listings(FileShare share) {
    SortedMap<String, FolderListing> listings = listingsByShare.get(share.arn());
    if (listings == null) {
      throw new IllegalArgumentException("gateway " + arn + " has no share " + share.arn());
    }
    return listings;
  }

  private static final class Count {
    private long objects;
  }

  /** Lists a folder; empty when the bucket has nothing there. The root is always there. */
  private Optional<FolderListing> list(FileShare share, String folder, Count count) {
    String prefix = share.prefix() + (folder.isEmpty() ? "" : folder + "/");
    ObjectStore.Level level = store.list(share.bucket(), prefix);
    int entries = level.objects().size() + level.commonPrefixes().size();
    requests =
        requests.plus(
            new BucketRequests(
                Math.max(1, (entries + KEYS_PER_LIST - 1) / KEYS_PER_LIST),
                level.objects().size()));
    count.objects += level.objects().size();
    if (entries == 0 && !folder.isEmpty()) {
      return Optional.empty();
    }
    SortedMap<String, Long> files = new TreeMap<>();
    for (ObjectStore.StoredObject object : level.objects()) {
      // A key that ends with the slash is the mark that consoles leave for an empty folder.
      String name = object.key().substring(prefix.length());
      if (!NO_NAMES.contains(name)) {
        files.put(name, object.size());
      }
    }
    SortedSet<String> folders = new TreeSet<>();
    for (String common : level.commonPrefixes()) {
      String name = common.substring(prefix.length(), common.length() - 1);
      if (!NO_NAMES.contains(name)) {
        folders.add(name);
      }
    }
    // Of an object and a folder of one name, only the folder shows.
    files.keySet().removeAll(folders);
    return Optional.of(new FolderListing(files, folders));
  }
}
