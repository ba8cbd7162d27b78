package io.github.landfall.localaws.gateway;

import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Reads buckets through an S3 client. */
public final class S3ObjectStore implements ObjectStore {

  private final S3Client s3;

  /**
   * A store.
   *
   * @param s3 the client, which stays the caller's to close
   */
  public S3ObjectStore(S3Client s3) {
    this.s3 = s3;
  }

  @Override
  public Level list(String bucket, String prefix) {
    List<StoredObject> objects = new ArrayList<>();
    List<String> prefixes = new ArrayList<>();
    for (ListObjectsV2Response page :
        s3.listObjectsV2Paginator(
            request -> request.bucket(bucket).prefix(prefix).delimiter("/"))) {
      page.contents().forEach(object -> objects.add(new StoredObject(object.key(), object.size())));
      page.commonPrefixes().forEach(common -> prefixes.add(common.prefix()));
    }
    return new Level(objects, prefixes);
  }

  @Override
  public InputStream open(String bucket, String key) throws NoSuchFileException {
    try {
      return s3.getObject(request -> request.bucket(bucket).key(key));
    } catch (NoSuchKeyException e) {
      NoSuchFileException missing = new NoSuchFileException(bucket + "/" + key);
      missing.initCause(e);
      throw missing;
    }
  }
}
