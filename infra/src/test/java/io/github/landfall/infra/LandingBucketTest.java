package io.github.landfall.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

class LandingBucketTest {

  private final Synthesized synthesized = Synthesized.committed();
  private final Template template = synthesized.template();

  @Test
  void nobodyOutsideTheAccountSeesTheMedia() {
    template.hasResourceProperties(
        "AWS::S3::Bucket",
        Map.of(
            "PublicAccessBlockConfiguration",
            Map.of(
                "BlockPublicAcls", true,
                "BlockPublicPolicy", true,
                "IgnorePublicAcls", true,
                "RestrictPublicBuckets", true)));
  }

  @Test
  void theMediaTravelEncryptedAndRestEncrypted() {
    template.hasResourceProperties(
        "AWS::S3::BucketPolicy",
        Map.of(
            "PolicyDocument",
            Match.objectLike(
                Map.of(
                    "Statement",
                    Match.arrayWith(
                        List.of(
                            Match.objectLike(
                                Map.of(
                                    "Effect",
                                    "Deny",
                                    "Condition",
                                    Map.of("Bool", Map.of("aws:SecureTransport", "false"))))))))));
    JsonNode encryption =
        synthesized
            .only("AWS::S3::Bucket")
            .at("/Properties/BucketEncryption/ServerSideEncryptionConfiguration/0");
    assertThat(encryption.at("/ServerSideEncryptionByDefault/SSEAlgorithm").asText())
        .isEqualTo("AES256");
  }

  @Test
  void oldVersionsAndUnfinishedUploadsDoNotPileUp() {
    template.hasResourceProperties(
        "AWS::S3::Bucket",
        Map.of(
            "VersioningConfiguration",
            Map.of("Status", "Enabled"),
            "LifecycleConfiguration",
            Map.of(
                "Rules",
                List.of(
                    Match.objectLike(
                        Map.of(
                            "Status",
                            "Enabled",
                            "NoncurrentVersionExpiration",
                            Map.of("NoncurrentDays", 30),
                            "AbortIncompleteMultipartUpload",
                            Map.of("DaysAfterInitiation", 7)))))));
  }

  @Test
  void theBucketHasTheConfiguredName() {
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put("bucket", "studio-landing");

    Synthesized.of(landfall)
        .template()
        .hasResourceProperties("AWS::S3::Bucket", Map.of("BucketName", "studio-landing"));
    assertThat(synthesized.only("AWS::S3::Bucket").at("/Properties/BucketName").isMissingNode())
        .isTrue();
  }
}
