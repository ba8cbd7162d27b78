package io.github.landfall.infra.landing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.landfall.infra.ExampleConfiguration;
import io.github.landfall.infra.Synthesized;
import io.github.landfall.infra.transfer.Transfer;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.assertions.Match;
import software.amazon.awscdk.assertions.Template;

class LandingBucketTest {

  private final Synthesized synthesized = Synthesized.committed();
  private final JsonNode bucket = synthesized.landingBucket();
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
        bucket.at("/Properties/BucketEncryption/ServerSideEncryptionConfiguration/0");
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
                            Map.of("DaysAfterInitiation", 21)))))));
  }

  @Test
  void anUploadIsNotAbortedWhileItsPartsWaitInTheTransferQueue() {
    assertThat(Transfer.QUEUE_RETENTION_DAYS).isEqualTo(14);
    assertThat(
            bucket
                .at(
                    "/Properties/LifecycleConfiguration/Rules/0/AbortIncompleteMultipartUpload/DaysAfterInitiation")
                .asInt())
        .isGreaterThan(Transfer.QUEUE_RETENTION_DAYS);
  }

  @Test
  void nothingThatLiesInTheBucketEverExpires() {
    assertThat(bucket.at("/Properties/LifecycleConfiguration/Rules"))
        .allSatisfy(
            rule ->
                assertThat(rule.has("ExpirationInDays") || rule.has("ExpirationDate")).isFalse());
  }

  @Test
  void eachPartnersQueueIsToldWhatBecomesOfThePartnersObjects() {
    assertThat(bucket.at("/Properties/NotificationConfiguration").properties()).hasSize(1);
    assertThat(bucket.at("/Properties/NotificationConfiguration/QueueConfigurations"))
        .extracting(
            told -> told.path("Event").asText(),
            told -> told.at("/Filter/S3Key/Rules").toString(),
            told -> queueName(told.at("/Queue/Fn::GetAtt/0").asText()))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of("northlight", "harbour-vfx")
                .flatMap(
                    partner ->
                        Stream.of(
                                "s3:ObjectCreated:*",
                                "s3:ObjectRemoved:*",
                                "s3:LifecycleExpiration:DeleteMarkerCreated")
                            .map(
                                event ->
                                    tuple(event, prefix(partner), "Landfall-arrivals-" + partner)))
                .toList());
  }

  @Test
  void theBucketIsToldOfItsQueuesOnlyWhenItMaySendToThem() {
    List<String> policies =
        synthesized
            .all()
            .filter(entry -> entry.getValue().path("Type").asText().equals("AWS::SQS::QueuePolicy"))
            .filter(entry -> entry.getValue().toString().contains("s3.amazonaws.com"))
            .map(Map.Entry::getKey)
            .toList();

    assertThat(policies).hasSize(2);
    assertThat(bucket.path("DependsOn"))
        .extracting(JsonNode::asText)
        .containsExactlyInAnyOrderElementsOf(policies);
  }

  @Test
  void theBucketHasTheConfiguredName() {
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put("bucket", "studio-landing");

    Synthesized.of(landfall)
        .template()
        .hasResourceProperties("AWS::S3::Bucket", Map.of("BucketName", "studio-landing"));
    assertThat(bucket.at("/Properties/BucketName").isMissingNode()).isTrue();
  }

  private String queueName(String logicalId) {
    return synthesized.json().at("/Resources/" + logicalId + "/Properties/QueueName").asText();
  }

  private static String prefix(String partner) {
    return "[{\"Name\":\"prefix\",\"Value\":\"%s/\"}]".formatted(partner);
  }
}
