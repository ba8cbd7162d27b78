package io.github.landfall.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClientBuilder;

class SdkClientsTest {

  private static final Map<String, String> BOTH =
      Map.of("AWS_REGION", "cn-north-1", "AWS_DEFAULT_REGION", "cn-northwest-1");

  @Test
  void theRegionThatTheAwsCliTakesFromTheEnvironmentIsTakenToo() {
    assertThat(region(Optional.empty(), Map.of("AWS_DEFAULT_REGION", "cn-northwest-1")))
        .isEqualTo("cn-northwest-1");
    assertThat(
            region(
                Optional.empty(), Map.of("AWS_REGION", "", "AWS_DEFAULT_REGION", "cn-northwest-1")))
        .isEqualTo("cn-northwest-1");
  }

  @Test
  void anOptionComesBeforeTheEnvironmentAndAwsRegionBeforeAwsDefaultRegion() {
    assertThat(region(Optional.of("us-west-2"), BOTH)).isEqualTo("us-west-2");
    assertThat(region(Optional.empty(), BOTH)).isEqualTo("cn-north-1");
  }

  private static String region(Optional<String> option, Map<String, String> environment) {
    CloudFormationClientBuilder builder = CloudFormationClient.builder();
    new SdkClients(option, Optional.empty(), environment).configure(builder);
    try (CloudFormationClient client = builder.build()) {
      return client.serviceClientConfiguration().region().id();
    }
  }
}
