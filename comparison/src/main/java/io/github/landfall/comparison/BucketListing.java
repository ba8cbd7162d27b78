package io.github.landfall.comparison;

import io.github.landfall.contract.text.KeyOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.RequestPayer;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The objects of a bucket under some prefixes, a thousand a request. A page is fetched ahead, and a
 * few folders are listed at a time, so that what it holds does not grow with the bucket.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListObjectsV2.html">ListObjectsV2</a>
 */
public final class BucketListing implements Listing {

  /**
   * Where a listing goes.
   *
   * @param client the client
   * @param bucket the bucket
   * @param requesterPays whether the caller pays
   * @param folder what keys begin with that their names here are without; empty for nothing
   */
  public record Place(S3Client client, String bucket, boolean requesterPays, String folder) {}

  /** With more folders than this, a request for each would cost more than it saves. */
  private static final int MAX_FOLDERS = 100;

  private static final Set<String> ARCHIVED = Set.of("GLACIER", "DEEP_ARCHIVE");

  private final Place place;
  private final ExecutorService threads;
  private final int ahead;
  private final String after;
  private final Deque<String> prefixes;
  private final Deque<Piece> pieces = new ArrayDeque<>();

  /**
   * Begins a listing.
   *
   * @param place where
   * @param prefixes what keys begin with, without the place's folder
   * @param threads where pages are fetched
   * @param ahead how many folders are listed at a time, at least one
   * @param after the key after which it begins, without the place's folder; empty for all
   */
  public BucketListing(
      Place place, List<String> prefixes, ExecutorService threads, int ahead, String after) {
    this.place = place;
    this.threads = threads;
    this.ahead = ahead;
    this.after = after;
    this.prefixes = new ArrayDeque<>(distinct(prefixes));
    this.prefixes.removeIf(this::isBefore);
  }

  /** Whether nothing that begins so comes after the key at which the listing begins. */
  private boolean isBefore(String prefix) {
    return !after.startsWith(prefix) && KeyOrder.UTF_8.compare(prefix, after) < 0;
  }

  /**
   * Looks for one object: of the keys that begin with its own, it is the first.
   *
   * @param place where
   * @param key its key, without the place's folder
   * @throws ListingException if the place can't be listed
   */
  public static Optional<Listed> find(Place place, String key) {
    return list(place, key, null, null, 1, "").contents().stream()
        .map(object -> listed(place, object))
        .filter(object -> object.key().equals(key))
        .findFirst();
  }

  /** The prefixes in order, without those that another one covers. */
  static List<String> distinct(List<String> prefixes) {
    Deque<String> distinct = new ArrayDeque<>();
    prefixes.stream()
        .sorted(KeyOrder.UTF_8)
        .filter(prefix -> distinct.isEmpty() || !prefix.startsWith(distinct.getLast()))
        .forEach(distinct::add);
    return List.copyOf(distinct);
  }

  @Override
  public Optional<Listed> next() {
    while (true) {
      if (pieces.isEmpty()) {
        if (prefixes.isEmpty()) {
          return Optional.empty();
        }
        pieces.addAll(split(prefixes.remove()));
      }
      pieces.stream().limit(ahead).forEach(Piece::begin);
      Optional<Listed> next = pieces.element().next();
      if (next.isPresent()) {
        return next;
      }
      pieces.remove();
    }
  }

  @Override
  public void close() {
    pieces.forEach(Piece::stop);
    pieces.clear();
    prefixes.clear();
  }

  /** The folders of a prefix, and the objects between them, if it is worth it. */
  private List<Piece> split(String prefix) {
    if (ahead == 1) {
      return List.of(new Pages(prefix));
    }
    ListObjectsV2Response top = list(prefix, null, "/");
    if (top.commonPrefixes().size() == 1 && top.contents().isEmpty() && !top.isTruncated()) {
      return split(own(top.commonPrefixes().get(0).prefix()));
    }
    if (top.isTruncated() || top.commonPrefixes().size() > MAX_FOLDERS) {
      return List.of(new Pages(prefix));
    }
    Deque<Piece> split = new ArrayDeque<>();
    Iterator<S3Object> objects =
        top.contents().stream()
            .filter(object -> KeyOrder.UTF_8.compare(own(object.key()), after) > 0)
            .iterator();
    Optional<S3Object> object = following(objects);
    for (CommonPrefix folder : top.commonPrefixes()) {
      if (isBefore(own(folder.prefix()))) {
        continue;
      }
      Deque<Listed> before = new ArrayDeque<>();
      while (object.isPresent()
          && KeyOrder.UTF_8.compare(object.get().key(), folder.prefix()) < 0) {
        before.add(listed(object.get()));
        object = following(objects);
      }
      split.add(new Here(before));
      split.add(new Pages(own(folder.prefix())));
    }
    Deque<Listed> after = new ArrayDeque<>();
    while (object.isPresent()) {
      after.add(listed(object.get()));
      object = following(objects);
    }
    split.add(new Here(after));
    return List.copyOf(split);
  }

  private static Optional<S3Object> following(Iterator<S3Object> objects) {
    return objects.hasNext() ? Optional.of(objects.next()) : Optional.empty();
  }

  private ListObjectsV2Response list(String prefix, String continuation, String delimiter) {
    // With a delimiter, what comes before is left out here: there is little of it.
    String from = delimiter == null && after.startsWith(prefix) ? after : "";
    return list(place, prefix, continuation, delimiter, null, from);
  }

  private static ListObjectsV2Response list(
      Place place,
      String prefix,
      String continuation,
      String delimiter,
      Integer most,
      String after) {
    try {
      return place
          .client()
          .listObjectsV2(
              request ->
                  request
                      .bucket(place.bucket())
                      .prefix(place.folder() + prefix)
                      .delimiter(delimiter)
                      .maxKeys(most)
                      .startAfter(after.isEmpty() ? null : place.folder() + after)
                      .continuationToken(continuation)
                      // XML can't hold every character that a key can.
                      .encodingType(EncodingType.URL)
                      .requestPayer(place.requesterPays() ? RequestPayer.REQUESTER : null));
    } catch (SdkException e) {
      throw new ListingException(
          "the bucket %s can't be listed under '%s': %s"
              .formatted(place.bucket(), place.folder() + prefix, e.getMessage()),
          e);
    }
  }

  private Listed listed(S3Object object) {
    return listed(place, object);
  }

  private static Listed listed(Place place, S3Object object) {
    return new Listed(
        object.key().substring(place.folder().length()),
        object.size(),
        object.lastModified(),
        ARCHIVED.contains(String.valueOf(object.storageClassAsString())));
  }

  private String own(String key) {
    return key.substring(place.folder().length());
  }

  /** A stretch of the listing. */
  private interface Piece {

    /** Begins to fetch. */
    void begin();

    Optional<Listed> next();

    void stop();
  }

  /** Objects that are known. */
  private record Here(Deque<Listed> objects) implements Piece {

    @Override
    public void begin() {}

    @Override
    public Optional<Listed> next() {
      return Optional.ofNullable(objects.poll());
    }

    @Override
    public void stop() {}
  }

  /** All objects under a prefix, page by page; one is fetched while the other is read. */
  private final class Pages implements Piece {

    private final String prefix;
    private Deque<Listed> page = new ArrayDeque<>();
    private Optional<Future<ListObjectsV2Response>> fetching = Optional.empty();
    private boolean begun;

    private Pages(String prefix) {
      this.prefix = prefix;
    }

    @Override
    public void begin() {
      if (!begun) {
        begun = true;
        fetching = Optional.of(threads.submit(() -> list(prefix, null, null)));
      }
    }

    @Override
    public Optional<Listed> next() {
      while (page.isEmpty() && fetching.isPresent()) {
        ListObjectsV2Response response = await(fetching.get());
        String token = response.nextContinuationToken();
        fetching =
            response.isTruncated()
                ? Optional.of(threads.submit(() -> list(prefix, token, null)))
                : Optional.empty();
        page = new ArrayDeque<>(response.contents().size());
        response.contents().forEach(object -> page.add(listed(object)));
      }
      return Optional.ofNullable(page.poll());
    }

    @Override
    public void stop() {
      fetching.ifPresent(future -> future.cancel(true));
    }

    private ListObjectsV2Response await(Future<ListObjectsV2Response> future) {
      try {
        return future.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof ListingException listing) {
          throw listing;
        }
        throw new ListingException(
            "the bucket %s can't be listed under '%s': %s"
                .formatted(place.bucket(), place.folder() + prefix, e.getCause()),
            e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new ListingException("the listing was interrupted", e);
      }
    }
  }
}
