package io.github.landfall.infra.landing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.landfall.infra.Synthesized;
import org.junit.jupiter.api.Test;

class LedgerBucketTest {

  private final Synthesized synthesized = Synthesized.committed();
  private final JsonNode bucket = synthesized.ledgerBucket();

  @Test
  void nobodyOutsideTheAccountSeesTheLedger() {
    assertThat(bucket.at("/Properties/PublicAccessBlockConfiguration").toString())
        .isEqualTo(
            "{\"BlockPublicAcls\":true,\"BlockPublicPolicy\":true,\"IgnorePublicAcls\":true,"
                + "\"RestrictPublicBuckets\":true}");
  }

  @Test
  void theLedgerTravelsEncryptedAndRestsEncrypted() {
    assertThat(
            synthesized
                .only(
                    "AWS::S3::BucketPolicy",
                    policy -> policy.at("/Bucket/Ref").asText().startsWith("Ledger"))
                .at("/Properties/PolicyDocument/Statement"))
        .anySatisfy(
            statement -> {
              assertThat(statement.path("Effect").asText()).isEqualTo("Deny");
              assertThat(statement.path("Condition").toString())
                  .isEqualTo("{\"Bool\":{\"aws:SecureTransport\":\"false\"}}");
            });
    assertThat(
            bucket
                .at(
                    "/Properties/BucketEncryption/ServerSideEncryptionConfiguration/0/ServerSideEncryptionByDefault/SSEAlgorithm")
                .asText())
        .isEqualTo("AES256");
  }

  @Test
  void whatIsCollectedCanBeFetchedBackForAWeekAndIsForgottenThen() {
    assertThat(bucket.at("/Properties/VersioningConfiguration/Status").asText())
        .isEqualTo("Enabled");
    assertThat(bucket.at("/Properties/LifecycleConfiguration/Rules"))
        .filteredOn(rule -> !rule.has("Prefix"))
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.path("Status").asText()).isEqualTo("Enabled");
              assertThat(rule.at("/NoncurrentVersionExpiration/NoncurrentDays").asInt())
                  .isEqualTo(7);
              assertThat(rule.path("ExpiredObjectDeleteMarker").asBoolean()).isTrue();
              assertThat(rule.at("/AbortIncompleteMultipartUpload/DaysAfterInitiation").asInt())
                  .isEqualTo(1);
            });
  }

  @Test
  void whatNoRunHasCollectedNeverExpires() {
    assertThat(bucket.at("/Properties/LifecycleConfiguration/Rules"))
        .filteredOn(rule -> !rule.path("Prefix").asText().equals("_comparisons/"))
        .noneMatch(rule -> rule.has("ExpirationInDays") || rule.has("ExpirationDate"));
  }

  @Test
  void whatAKilledComparisonLeftIsForgotten() {
    assertThat(bucket.at("/Properties/LifecycleConfiguration/Rules"))
        .filteredOn(rule -> rule.path("Prefix").asText().equals("_comparisons/"))
        .singleElement()
        .satisfies(rule -> assertThat(rule.path("ExpirationInDays").asInt()).isEqualTo(14));
  }

  @Test
  void theLedgerOutlivesTheStackAndNotAFailedFirstDeployment() {
    assertThat(bucket.path("DeletionPolicy").asText()).isEqualTo("RetainExceptOnCreate");
    assertThat(bucket.path("UpdateReplacePolicy").asText()).isEqualTo("Retain");
  }

  @Test
  void thePlatformTeamFindsItByAnOutput() {
    assertThat(synthesized.json().at("/Outputs/LedgerBucketName/Value/Ref").asText())
        .startsWith("Ledger");
  }

  @Test
  void noFileShareShowsIt() {
    assertThat(
            synthesized
                .resources("AWS::IAM::Role")
                .filter(role -> role.toString().contains("storagegateway.amazonaws.com")))
        .hasSize(1)
        .noneMatch(role -> role.toString().contains("Ledger"));
  }
}
