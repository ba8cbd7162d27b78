package io.github.landfall.infra.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.landfall.infra.ExampleConfiguration;
import io.github.landfall.infra.config.PartnerTransfer.AdoptedTransfer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ARNs in the configuration: only those of the deployment itself can be meant. */
class DeploymentTest {

  private static final String HERE = "an ARN of partition aws-cn, region cn-northwest-1";
  private static final String SHARE = ":share/share-1A2B3C4D";
  private static final String MERGE = ":stateMachine:DTH-MultiPart-ControllerSM";

  private Map<String, Object> landfall;

  @BeforeEach
  void anAdoptedTransfer() {
    landfall = ExampleConfiguration.smallest();
    landfall.put("partners", List.of(ExampleConfiguration.adoptedPartner("northlight")));
  }

  @ParameterizedTest
  @CsvSource({
    "cn-northwest-1, aws-cn",
    "cn-north-1, aws-cn",
    "us-gov-west-1, aws-us-gov",
    "eu-west-1, aws"
  })
  void thePartitionFollowsFromTheRegion(String region, String partition) {
    assertThat(new Deployment(region, Optional.empty()).partition()).isEqualTo(partition);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:storagegateway:cn-northwest-1:111122223333",
        "arn:aws-us-gov:storagegateway:cn-northwest-1:111122223333",
        "arn:aws-cn:storagegateway:cn-north-1:111122223333",
        "arn:aws-cn:s3:cn-northwest-1:111122223333"
      })
  void aFileShareOfAnotherPartitionOrRegionIsRefused(String arn) {
    landfall.put("fileShares", List.of(arn + SHARE));

    refused("landfall.fileShares[0]", arn + SHARE, HERE + ": a file share's");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:states:us-east-1:999999999999",
        "arn:aws:states:cn-northwest-1:111122223333",
        "arn:aws-cn:states:cn-north-1:111122223333"
      })
  void aMergeOfAnotherPartitionOrRegionIsRefused(String arn) {
    mergedBy(arn + MERGE);

    refused(
        "landfall.partners[0].adopt.mergeStateMachineArn",
        arn + MERGE,
        HERE + ": a state machine's");
  }

  @Test
  void whereAnAccountIsSetAnotherAccountsArnIsRefused() {
    landfall.put("account", "111122223333");
    String otherMerge = "arn:aws-cn:states:cn-northwest-1:999999999999" + MERGE;
    mergedBy(otherMerge);
    refused(
        "landfall.partners[0].adopt.mergeStateMachineArn",
        otherMerge,
        HERE + " and account 111122223333: a state machine's");

    String otherShare = "arn:aws-cn:storagegateway:cn-northwest-1:999999999999" + SHARE;
    landfall.put("fileShares", List.of(otherShare));
    refused(
        "landfall.fileShares[0]", otherShare, HERE + " and account 111122223333: a file share's");
  }

  @Test
  void withoutAnAccountEachAccountsArnIsTaken() {
    String share = "arn:aws-cn:storagegateway:cn-northwest-1:999999999999" + SHARE;
    landfall.put("fileShares", List.of(share));

    LandfallConfiguration configuration = LandfallConfiguration.of(landfall);

    assertThat(configuration.fileShares()).containsExactly(share);
    assertThat(
            ((AdoptedTransfer) configuration.partners().get(0).transfer()).mergeStateMachineArn())
        .isPresent();
  }

  @SuppressWarnings("unchecked")
  private void mergedBy(String arn) {
    Map<String, Object> partner = ((List<Map<String, Object>>) landfall.get("partners")).get(0);
    ((Map<String, Object>) partner.get("adopt")).put("mergeStateMachineArn", arn);
  }

  private void refused(String key, String found, String expected) {
    assertThatThrownBy(() -> LandfallConfiguration.of(landfall))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("%s: found \"%s\", expected %s".formatted(key, found, expected));
  }
}
