package io.github.landfall.localaws.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Object;

class BucketServerTest {

  private static final String BUCKET = "landing-zone";

  private static BucketServer server;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    server = BucketServer.start(directory, "cn-northwest-1");
    server.client().createBucket(request -> request.bucket(BUCKET));
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @Test
  void oddNamesComeBackAsTheyWentIn() {
    List<String> keys =
        List.of(
            "aurora/镜头 010/背景 v2.exr",
            "aurora/a b.png",
            "aurora/a+b.png",
            "aurora/100%.png",
            "aurora/%41.png",
            "aurora/é&=?#'.png");
    S3Client s3 = server.client();
    keys.forEach(
        key ->
            s3.putObject(
                request -> request.bucket(BUCKET).key(key), RequestBody.fromString("of " + key)));

    assertThat(s3.listObjectsV2(request -> request.bucket(BUCKET).prefix("aurora/")).contents())
        .extracting(S3Object::key)
        .containsExactlyInAnyOrderElementsOf(keys);
    for (String key : keys) {
      assertThat(s3.getObjectAsBytes(request -> request.bucket(BUCKET).key(key)).asUtf8String())
          .isEqualTo("of " + key);
    }
  }

  @Test
  void folderIsListedWithItsFilesAndFoldersOnly() {
    S3Client s3 = server.client();
    for (String key : List.of("borealis/a.png", "borealis/shots/b.png", "borealis/shots/c.png")) {
      s3.putObject(request -> request.bucket(BUCKET).key(key), RequestBody.fromString(key));
    }

    ListObjectsV2Response folder =
        s3.listObjectsV2(request -> request.bucket(BUCKET).prefix("borealis/").delimiter("/"));

    assertThat(folder.contents()).extracting(S3Object::key).containsExactly("borealis/a.png");
    assertThat(folder.commonPrefixes())
        .extracting(prefix -> prefix.prefix())
        .containsExactly("borealis/shots/");
  }

  @Test
  void missingObjectIsReportedAsMissing() {
    assertThatThrownBy(
            () -> server.client().headObject(request -> request.bucket(BUCKET).key("none")))
        .isInstanceOf(NoSuchKeyException.class);
  }

  @Test
  void largeFileArrivesWholeInParts(@TempDir Path directory) throws IOException {
    int partSize = 16 * 1024 * 1024;
    Path file = randomFile(directory.resolve("large.mov"), 70 * 1024 * 1024);
    S3Client s3 = server.client();
    String key = "cascade/large.mov";

    String upload = s3.createMultipartUpload(request -> request.bucket(BUCKET).key(key)).uploadId();
    List<CompletedPart> parts = new ArrayList<>();
    try (RandomAccessFile source = new RandomAccessFile(file.toFile(), "r")) {
      long left = source.length();
      for (int number = 1; left > 0; number++) {
        byte[] part = new byte[(int) Math.min(partSize, left)];
        source.readFully(part);
        left -= part.length;
        int partNumber = number;
        String eTag =
            s3.uploadPart(
                    request ->
                        request.bucket(BUCKET).key(key).uploadId(upload).partNumber(partNumber),
                    RequestBody.fromBytes(part))
                .eTag();
        parts.add(CompletedPart.builder().partNumber(partNumber).eTag(eTag).build());
      }
    }
    s3.completeMultipartUpload(
        request ->
            request
                .bucket(BUCKET)
                .key(key)
                .uploadId(upload)
                .multipartUpload(multipart -> multipart.parts(parts)));

    assertThat(s3.headObject(request -> request.bucket(BUCKET).key(key)).contentLength())
        .isEqualTo(Files.size(file));
    Path copy = directory.resolve("copy.mov");
    try (InputStream object = s3.getObject(request -> request.bucket(BUCKET).key(key))) {
      Files.copy(object, copy);
    }
    assertThat(Files.mismatch(file, copy)).isEqualTo(-1);
  }

  private static Path randomFile(Path file, int size) throws IOException {
    byte[] bytes = new byte[size];
    new Random(1).nextBytes(bytes);
    return Files.write(file, bytes);
  }

  @Test
  void everyObjectThatIsCreatedOrRemovedIsToldOnceItIsDone() throws IOException {
    List<ObjectChange> changes = new ArrayList<>();
    server.observe(changes::add);
    S3Client s3 = server.client();

    s3.putObject(r -> r.bucket(BUCKET).key("told/é 1.png"), RequestBody.fromString("12345"));
    s3.copyObject(
        r ->
            r.sourceBucket(BUCKET)
                .sourceKey("told/é 1.png")
                .destinationBucket(BUCKET)
                .destinationKey("told/2.png"));
    String upload = s3.createMultipartUpload(r -> r.bucket(BUCKET).key("told/3.png")).uploadId();
    String part =
        s3.uploadPart(
                r -> r.bucket(BUCKET).key("told/3.png").uploadId(upload).partNumber(1),
                RequestBody.fromString("1234567"))
            .eTag();
    s3.completeMultipartUpload(
        r ->
            r.bucket(BUCKET)
                .key("told/3.png")
                .uploadId(upload)
                .multipartUpload(
                    m -> m.parts(CompletedPart.builder().partNumber(1).eTag(part).build())));
    s3.deleteObject(r -> r.bucket(BUCKET).key("told/2.png"));
    s3.deleteObjects(
        r ->
            r.bucket(BUCKET)
                .delete(d -> d.objects(ObjectIdentifier.builder().key("told/3.png").build())));

    assertThat(changes)
        .extracting(ObjectChange::key, ObjectChange::how, ObjectChange::size)
        .containsExactly(
            tuple("told/é 1.png", ObjectChange.How.PUT, 5L),
            tuple("told/2.png", ObjectChange.How.COPY, 5L),
            tuple("told/3.png", ObjectChange.How.COMPLETE_MULTIPART_UPLOAD, 7L),
            tuple("told/2.png", ObjectChange.How.DELETE, 0L),
            tuple("told/3.png", ObjectChange.How.DELETE, 0L));
    assertThat(changes).allMatch(change -> change.bucket().equals(BUCKET));
    assertThat(changes.get(0).entityTag()).isEqualTo("827ccb0eea8a706c4c34a16891f84e7b");
  }
}
