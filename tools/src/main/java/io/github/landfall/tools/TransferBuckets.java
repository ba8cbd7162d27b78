package io.github.landfall.tools;

import io.github.landfall.comparison.BucketListing.Place;
import io.github.landfall.comparison.ListingException;
import io.github.landfall.comparison.SourceBucket;
import io.github.landfall.contract.comparison.SourceSettings;
import software.amazon.awssdk.services.s3.S3Client;

/** The two buckets of a transfer, by its stack's own parameters. */
final class TransferBuckets {

  private final TransferStack stack;
  private final AwsClients aws;

  TransferBuckets(TransferStack stack, AwsClients aws) {
    this.stack = stack;
    this.aws = aws;
  }

  /**
   * Where its objects come from.
   *
   * @throws ListingException if the secret or the list of prefixes can't be read
   */
  SourceBucket source() {
    String region = parameter("srcRegion");
    return SourceBucket.of(
        new SourceSettings(
            parameter("srcType"),
            parameter("srcBucket"),
            region == null ? stack.region() : region,
            parameter("srcEndpoint"),
            parameter("srcCredentials"),
            "true".equals(parameter("srcInCurrentAccount")),
            "true".equals(parameter("isPayerRequest")),
            parameter("srcPrefix"),
            parameter("srcPrefixsListFile"),
            parameter("srcPrefixListBucket")),
        aws::configure);
  }

  /** Where its objects land. */
  Place landing() {
    return new Place(
        aws.client(S3Client.builder()),
        stack.parameters().getOrDefault("destBucket", ""),
        false,
        stack.parameters().getOrDefault("destPrefix", "").replaceFirst("/?$", "/"));
  }

  private String parameter(String name) {
    String value = stack.parameters().get(name);
    return value == null || value.isEmpty() ? null : value;
  }
}
