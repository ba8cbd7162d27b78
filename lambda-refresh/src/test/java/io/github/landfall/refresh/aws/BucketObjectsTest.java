package io.github.landfall.refresh.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.landfall.localaws.server.BucketServer;
import io.github.landfall.localaws.server.EmbeddedClients;
import io.github.landfall.refresh.bucket.BucketObjects;
import io.github.landfall.refresh.bucket.BucketObjects.Listed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;

/** Landfall's own objects on a real S3 server, through the function's HTTP client. */
class BucketObjectsTest {

  private static final String REGION = "cn-northwest-1";
  private static final String BUCKET = "landing";
  private static final String INDEX = "_landfall/northlight/index.html";

  @TempDir private Path directory;
  @TempDir private Path stored;
  private BucketServer server;
  private S3Client s3;
  private BucketObjects objects;

  @BeforeEach
  void start() throws IOException {
    server = BucketServer.start(stored, REGION);
    server.client().createBucket(request -> request.bucket(BUCKET));
    s3 = EmbeddedClients.client(S3Client.builder().forcePathStyle(true), server.endpoint(), REGION);
    objects = new S3BucketObjects(() -> s3, BUCKET);
  }

  @AfterEach
  void stop() throws IOException {
    s3.close();
    server.close();
  }

  @Test
  void fileIsPutWholeWithItsType() throws IOException {
    put(INDEX, "镜头 010");
    put(INDEX, "镜头 011");

    try (InputStream content = objects.get(INDEX).orElseThrow()) {
      assertThat(new String(content.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("镜头 011");
    }
    assertThat(s3.headObject(request -> request.bucket(BUCKET).key(INDEX)).contentType())
        .isEqualToIgnoringWhitespace("text/html; charset=utf-8");
  }

  @Test
  void objectThatIsNotThereIsNone() throws IOException {
    assertThat(objects.get("_landfall/none")).isEmpty();
  }

  @Test
  void bucketThatIsNotThereIsAnError() {
    assertThatThrownBy(() -> new S3BucketObjects(() -> s3, "other").get(INDEX))
        .isInstanceOf(NoSuchBucketException.class);
  }

  @Test
  void moreThanAPageOfObjectsIsListedAndDeleted() throws IOException {
    List<String> keys =
        IntStream.range(0, 1_002).mapToObj("northlight/new/%04d"::formatted).toList();
    for (String key : keys) {
      // The server keeps objects as files; putting them all would take long.
      Path file = stored.resolve(BUCKET).resolve(key);
      Files.createDirectories(file.getParent());
      Files.writeString(file, "part");
    }
    put(INDEX, "list");

    assertThat(objects.list("northlight/"))
        .containsExactlyElementsOf(keys.stream().map(key -> new Listed(key, 4)).toList());
    objects.delete(keys);
    objects.delete(keys);
    objects.delete(List.of());
    assertThat(objects.list("")).extracting(Listed::key).containsExactly(INDEX);
  }

  private void put(String key, String content) throws IOException {
    Path file = Files.writeString(directory.resolve("file"), content);
    objects.put(key, file, "text/html; charset=utf-8");
  }
}
