package io.github.landfall.refresh.aws;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.landfall.refresh.collect.LandingObjects;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What a real server can't be made to do; the rest is tried on one in the rehearsal. */
class S3LandingObjectsTest {

  private final Bucket bucket = new Bucket();
  private final LandingObjects objects = new S3LandingObjects(() -> bucket, "landing");

  @Test
  void objectThatIsNotThereIsEmptyAlsoToARoleThatMayListAPrefixAlone() throws Exception {
    bucket.keys.add("_landfall/a.txt2");
    assertThat(objects.get("_landfall/a.txt")).isEmpty();
  }

  @Test
  void objectThatMayNotBeReadIsAnError() {
    bucket.keys.add("_landfall/a.txt");
    bucket.unreadable = true;
    assertThatThrownBy(() -> objects.get("_landfall/a.txt"))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("AccessDenied");
  }

  @Test
  void objectThatIsThereIsRead() throws Exception {
    bucket.keys.add("_landfall/a.txt");
    assertThat(objects.get("_landfall/a.txt").orElseThrow().readAllBytes())
        .asString()
        .isEqualTo("content");
  }

  @Test
  void objectThatCannotBeDeletedIsNamed() {
    bucket.unreadable = true;
    assertThatThrownBy(() -> objects.delete(List.of("_landfall/a.txt")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "1 objects could not be deleted, the first of them _landfall/a.txt: AccessDenied, no");
  }

  /** A bucket as a role sees it that may list {@code _landfall/} alone. */
  private static final class Bucket implements S3Client {

    private final TreeSet<String> keys = new TreeSet<>();
    private boolean unreadable;

    @Override
    public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
      if (unreadable || !keys.contains(request.key())) {
        throw S3Exception.builder().statusCode(403).message("AccessDenied").build();
      }
      return new ResponseInputStream<>(
          GetObjectResponse.builder().build(),
          AbortableInputStream.create(new ByteArrayInputStream("content".getBytes(US_ASCII))));
    }

    @Override
    public ListObjectsV2Response listObjectsV2(ListObjectsV2Request request) {
      return ListObjectsV2Response.builder()
          .contents(
              keys.tailSet(request.prefix()).stream()
                  .filter(key -> key.startsWith(request.prefix()))
                  .limit(request.maxKeys())
                  .map(key -> S3Object.builder().key(key).build())
                  .toList())
          .build();
    }

    @Override
    public DeleteObjectsResponse deleteObjects(DeleteObjectsRequest request) {
      return DeleteObjectsResponse.builder()
          .errors(
              S3Error.builder()
                  .key(request.delete().objects().get(0).key())
                  .code("AccessDenied")
                  .message("no")
                  .build())
          .build();
    }

    @Override
    public String serviceName() {
      return "s3";
    }

    @Override
    public void close() {}
  }
}
