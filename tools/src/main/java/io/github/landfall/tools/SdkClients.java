package io.github.landfall.tools;

import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * The clients that call AWS, with the region and credentials that the AWS CLI would take.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/sdk-for-java/latest/developer-guide/credentials-chain.html">Default
 *     credentials provider chain</a>
 */
final class SdkClients implements AwsClients {

  private final Optional<Region> region;
  private final Optional<String> profile;

  SdkClients(Optional<String> region, Optional<String> profile) {
    this.region = region.map(Region::of);
    this.profile = profile;
  }

  @Override
  public void configure(AwsClientBuilder<?, ?> builder) {
    if (profile.isPresent()) {
      builder.credentialsProvider(
          DefaultCredentialsProvider.builder().profileName(profile.get()).build());
    }
    builder.region(region.orElseGet(this::usualRegion));
  }

  private Region usualRegion() {
    DefaultAwsRegionProviderChain.Builder chain = DefaultAwsRegionProviderChain.builder();
    profile.ifPresent(chain::profileName);
    return chain.build().getRegion();
  }
}
