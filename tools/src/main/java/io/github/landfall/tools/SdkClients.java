package io.github.landfall.tools;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
    this(region, profile, System.getenv());
  }

  /**
   * @param region a region's name; absent for the environment's or the profile's own
   * @param profile a profile's name; absent for the default one
   * @param environment the variables that may name a region. The AWS CLI also knows {@code
   *     AWS_DEFAULT_REGION}, the SDK does not.
   * @see <a
   *     href="https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html">Environment
   *     variables of the AWS CLI</a>
   */
  SdkClients(Optional<String> region, Optional<String> profile, Map<String, String> environment) {
    this.region =
        region
            .or(
                () ->
                    Stream.of("AWS_REGION", "AWS_DEFAULT_REGION")
                        .map(name -> environment.getOrDefault(name, ""))
                        .filter(name -> !name.isBlank())
                        .findFirst())
            .map(Region::of);
    this.profile = profile;
  }

  @Override
  public void configure(AwsClientBuilder<?, ?> builder) {
    if (profile.isPresent()) {
      builder.credentialsProvider(
          DefaultCredentialsProvider.builder().profileName(profile.get()).build());
    }
    builder.region(region.orElseGet(this::profilesRegion));
  }

  private Region profilesRegion() {
    DefaultAwsRegionProviderChain.Builder chain = DefaultAwsRegionProviderChain.builder();
    profile.ifPresent(chain::profileName);
    return chain.build().getRegion();
  }
}
