package io.github.landfall.compare;

import io.github.landfall.compare.Progress.Part;
import io.github.landfall.contract.Names;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** What slices found, in the ledger bucket until the comparison is over. */
final class Ledger {

  /** The table of a part's differences. */
  static final String TABLE = ".csv";

  /** What of a part a copy would mend, as messages of the transfer queue. */
  static final String MESSAGES = ".jsonl";

  private static final int BATCH = 500;

  private final S3Client s3;
  private final String bucket;

  Ledger(S3Client s3, String bucket) {
    this.s3 = s3;
    this.bucket = bucket;
  }

  void put(Progress comparison, Part part, String kind, Path file) {
    s3.putObject(
        request -> request.bucket(bucket).key(key(comparison, part, kind)),
        RequestBody.fromFile(file));
  }

  InputStream get(Progress comparison, Part part, String kind) {
    return s3.getObject(request -> request.bucket(bucket).key(key(comparison, part, kind)));
  }

  /** Copies a file to another bucket, without reading it. */
  void copy(Progress comparison, Part part, String kind, String toBucket, String toKey) {
    s3.copyObject(
        request ->
            request
                .sourceBucket(bucket)
                .sourceKey(key(comparison, part, kind))
                .destinationBucket(toBucket)
                .destinationKey(toKey));
  }

  /** Deletes what belongs to a comparison. */
  void delete(Progress comparison) {
    List<ObjectIdentifier> all =
        comparison.found().parts().stream()
            .flatMap(
                part ->
                    Stream.of(TABLE, MESSAGES)
                        .map(kind -> key(comparison, part, kind))
                        .map(key -> ObjectIdentifier.builder().key(key).build()))
            .toList();
    for (int from = 0; from < all.size(); from += BATCH) {
      List<ObjectIdentifier> batch = all.subList(from, Math.min(all.size(), from + BATCH));
      s3.deleteObjects(
          request ->
              request.bucket(bucket).delete(Delete.builder().objects(batch).quiet(true).build()));
    }
  }

  private static String key(Progress comparison, Part part, String kind) {
    return Names.COMPARISONS + comparison.partner() + "/" + part.name() + kind;
  }
}
