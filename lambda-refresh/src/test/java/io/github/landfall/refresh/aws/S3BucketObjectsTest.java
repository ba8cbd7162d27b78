package io.github.landfall.refresh.aws;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.landfall.refresh.bucket.BucketObjects;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What a real server can't be made to do; the rest is tried on one in the rehearsal. */
class S3BucketObjectsTest {

  private final Bucket bucket = new Bucket();
  private final BucketObjects objects = new S3BucketObjects(() -> bucket, "landing");

  @Test
  void objectThatMayNotBeReadIsAnError() {
    assertThatThrownBy(() -> objects.get("_landfall/a.txt"))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining("AccessDenied");
  }

  @Test
  void objectThatCannotBeDeletedIsNamed() {
    assertThatThrownBy(() -> objects.delete(List.of("_landfall/a.txt")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "1 objects could not be deleted, the first of them _landfall/a.txt: AccessDenied, no");
  }

  /** A bucket that a role may not use. */
  private static final class Bucket implements S3Client {

    @Override
    public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
      throw S3Exception.builder().statusCode(403).message("AccessDenied").build();
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
