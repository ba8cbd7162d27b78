package io.github.landfall.infra.landing;

import io.github.landfall.contract.Names;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnOutputProps;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.s3.LifecycleRule;
import software.constructs.Construct;

/**
 * The bucket of Landfall's own working files, which no file share shows.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-rules.html">Elements
 *     of a lifecycle rule</a>
 */
public final class LedgerBucket extends Construct {

  /** How long a file that was collected, or replaced, can still be fetched back. */
  public static final int KEPT_DAYS = 7;

  private static final int COMPARISONS_KEPT_DAYS = 14;

  private final Bucket bucket;

  /** Makes the bucket, with an output of its name. */
  public LedgerBucket(Construct scope) {
    super(scope, "Ledger");
    bucket =
        new Bucket(
            this,
            "Resource",
            // The functions delete what is collected; people can undo that for some days.
            PrivateBucket.props(
                    LifecycleRule.builder()
                        .id("forget-what-is-collected")
                        .noncurrentVersionExpiration(Duration.days(KEPT_DAYS))
                        .abortIncompleteMultipartUploadAfter(Duration.days(1)),
                    // What a comparison left that was killed; one lasts for a day or two.
                    LifecycleRule.builder()
                        .id("forget-unfinished-comparisons")
                        .prefix(Names.COMPARISONS)
                        .expiration(Duration.days(COMPARISONS_KEPT_DAYS))
                        .build())
                .build());
    new CfnOutput(
            this,
            "Name",
            CfnOutputProps.builder()
                .description("The bucket of Landfall's own working files")
                .value(bucket.getBucketName())
                .build())
        .overrideLogicalId("LedgerBucketName");
  }

  /** The bucket itself. */
  public Bucket bucket() {
    return bucket;
  }
}
