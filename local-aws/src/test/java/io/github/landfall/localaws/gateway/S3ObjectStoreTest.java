package io.github.landfall.localaws.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.landfall.localaws.server.BucketServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

class S3ObjectStoreTest {

  private BucketServer server;
  private ObjectStore store;

  @BeforeEach
  void start(@TempDir Path directory) throws IOException {
    server = BucketServer.start(directory, "cn-northwest-1");
    S3Client s3 = server.client();
    s3.createBucket(request -> request.bucket("landing"));
    for (String key : new String[] {"studio-a/镜头 010/图 1+2.exr", "studio-a/a&b %41.txt"}) {
      s3.putObject(
          request -> request.bucket("landing").key(key), RequestBody.fromString("content"));
    }
    store = new S3ObjectStore(s3);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void oneLevelIsListedAlsoWithOddNames() {
    ObjectStore.Level level = store.list("landing", "studio-a/");

    assertThat(level.objects())
        .containsExactly(new ObjectStore.StoredObject("studio-a/a&b %41.txt", 7));
    assertThat(level.commonPrefixes()).containsExactly("studio-a/镜头 010/");
    assertThat(store.list("landing", "studio-a/镜头 010/").objects())
        .containsExactly(new ObjectStore.StoredObject("studio-a/镜头 010/图 1+2.exr", 7));
  }

  @Test
  void anObjectIsReadAndAMissingOneNamed() throws IOException {
    try (InputStream stream = store.open("landing", "studio-a/镜头 010/图 1+2.exr")) {
      assertThat(new String(stream.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("content");
    }
    assertThatThrownBy(() -> store.open("landing", "studio-a/none"))
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining("landing/studio-a/none");
  }
}
