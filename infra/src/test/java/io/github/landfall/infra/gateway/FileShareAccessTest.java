package io.github.landfall.infra.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.landfall.infra.Synthesized;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FileShareAccessTest {

  private final Synthesized synthesized = Synthesized.committed();

  private final JsonNode role =
      synthesized
          .only(
              "AWS::IAM::Role",
              properties ->
                  properties
                      .at("/AssumeRolePolicyDocument/Statement/0/Principal/Service")
                      .asText()
                      .equals("storagegateway.amazonaws.com"))
          .path("Properties");

  @Test
  void nobodyCanWriteToTheMediaThroughTheDrive() {
    assertThat(role.at("/Policies/0/PolicyDocument/Statement/0/Action"))
        .extracting(JsonNode::asText)
        .containsExactly(
            "s3:GetAccelerateConfiguration",
            "s3:GetBucketLocation",
            "s3:GetBucketVersioning",
            "s3:ListBucket",
            "s3:ListBucketMultipartUploads",
            "s3:ListBucketVersions");
    assertThat(role.at("/Policies/0/PolicyDocument/Statement/1/Action"))
        .extracting(JsonNode::asText)
        .containsExactly("s3:GetObject", "s3:GetObjectAcl", "s3:GetObjectVersion");
    assertThat(role.at("/Policies/0/PolicyDocument/Statement")).hasSize(2);
  }

  @Test
  void onlyGatewaysOfThisAccountAndRegionReadTheMedia() {
    JsonNode condition = role.at("/AssumeRolePolicyDocument/Statement/0/Condition");

    assertThat(condition.at("/StringEquals/aws:SourceAccount/Ref").asText())
        .isEqualTo("AWS::AccountId");
    assertThat(condition.at("/ArnLike/aws:SourceArn").toString())
        .contains("arn:aws-cn:storagegateway:cn-northwest-1:", ":gateway/sgw-*");
  }

  @Test
  void theActivationScriptFindsWhatItNeeds() {
    assertThat(synthesized.json().path("Outputs").properties())
        .extracting(Map.Entry::getKey)
        .contains(
            "Region",
            "LandingBucketName",
            "LandingBucketArn",
            "FileShareRoleArn",
            "GatewayLogGroupArn",
            "GuestSecretArn");
    assertThat(synthesized.json().at("/Outputs/Region/Value").asText()).isEqualTo("cn-northwest-1");
    assertThat(synthesized.json().at("/Outputs/GatewayLogGroupArn/Value").toString())
        .contains("arn:aws-cn:logs:cn-northwest-1:", ":log-group:")
        .doesNotContain(":*");
  }

  @Test
  void theGuestPasswordCanBeTypedIntoACommandLine() {
    JsonNode generated =
        synthesized.only("AWS::SecretsManager::Secret").at("/Properties/GenerateSecretString");

    assertThat(generated.path("PasswordLength").asInt()).isEqualTo(24);
    assertThat(generated.path("ExcludePunctuation").asBoolean()).isTrue();
  }
}
