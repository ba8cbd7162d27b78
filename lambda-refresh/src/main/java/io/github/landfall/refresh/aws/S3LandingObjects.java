package io.github.landfall.refresh.aws;

import io.github.landfall.refresh.collect.LandingObjects;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.s3.S3Client;

/** Keeps Landfall's objects in the landing bucket. */
public final class S3LandingObjects implements LandingObjects {

  /**
   * @param s3 the client
   * @param bucket the landing bucket's name
   */
  public S3LandingObjects(Supplier<S3Client> s3, String bucket) {}

  @Override
  public List<Listed> list(String prefix) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<InputStream> get(String key) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  public void put(String key, Path content, String contentType) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void delete(Collection<String> keys) {
    throw new UnsupportedOperationException();
  }
}
