package io.github.landfall.infra;

import java.util.List;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.BucketProps;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;
import software.constructs.Construct;

/** The bucket in China that every partner's objects arrive in, each partner's under its name. */
final class LandingBucket extends Construct {

  private final Bucket bucket;

  LandingBucket(Construct scope, Optional<String> name) {
    super(scope, "LandingBucket");
    bucket =
        new Bucket(
            this,
            "Resource",
            BucketProps.builder()
                .bucketName(name.orElse(null))
                .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
                // The workers write with the ACL bucket-owner-full-control, which this still takes.
                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                // Keys of S3's own: the workers' and the gateway's roles need no grant on a key.
                .encryption(BucketEncryption.S3_MANAGED)
                .enforceSsl(true)
                .minimumTlsVersion(1.2)
                .versioned(true)
                .lifecycleRules(
                    List.of(
                        LifecycleRule.builder()
                            .id("forget-old-versions")
                            .noncurrentVersionExpiration(Duration.days(30))
                            .expiredObjectDeleteMarker(true)
                            .abortIncompleteMultipartUploadAfter(Duration.days(7))
                            .build()))
                .removalPolicy(RemovalPolicy.RETAIN)
                .build());
  }

  Bucket bucket() {
    return bucket;
  }
}
