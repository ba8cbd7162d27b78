package io.github.landfall.infra.landing;

import java.util.stream.Stream;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.s3.BlockPublicAccess;
import software.amazon.awscdk.services.s3.BucketEncryption;
import software.amazon.awscdk.services.s3.BucketProps;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.amazon.awscdk.services.s3.ObjectOwnership;

/**
 * What Landfall's buckets have in common: private, encrypted, TLS alone, versioned, never deleted.
 */
final class PrivateBucket {

  private PrivateBucket() {}

  /**
   * The properties of a bucket.
   *
   * @param rule what is forgotten in it, and when
   * @param others more of what is forgotten
   */
  static BucketProps.Builder props(LifecycleRule.Builder rule, LifecycleRule... others) {
    return BucketProps.builder()
        .blockPublicAccess(BlockPublicAccess.BLOCK_ALL)
        // The workers write with the ACL bucket-owner-full-control, which this still takes.
        .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
        // Keys of S3's own: the workers' and the gateway's roles need no grant on a key.
        .encryption(BucketEncryption.S3_MANAGED)
        .enforceSsl(true)
        .minimumTlsVersion(1.2)
        .versioned(true)
        .lifecycleRules(
            Stream.concat(
                    Stream.of(rule.expiredObjectDeleteMarker(true).build()), Stream.of(others))
                .toList())
        .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE);
  }
}
