package io.github.landfall.localaws.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.landfall.localaws.events.ObjectEvents.Punctuality;
import io.github.landfall.localaws.server.ObjectChange;
import io.github.landfall.localaws.server.ObjectChange.How;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectEventsTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ARN = "arn:aws-cn:sqs:cn-northwest-1:111122223333:";
  private static final String BUCKET =
      """
      {"NotificationConfiguration": {"QueueConfigurations": [
         {"Event": "s3:ObjectCreated:*", "Queue": "%1$saurora",
          "Filter": {"S3Key": {"Rules": [{"Name": "prefix", "Value": "aurora/"}]}}},
         {"Event": "s3:ObjectRemoved:*", "Queue": "%1$saurora",
          "Filter": {"S3Key": {"Rules": [{"Name": "prefix", "Value": "aurora/"}]}}},
         {"Event": "s3:ObjectCreated:*", "Queue": "%1$sborealis",
          "Filter": {"S3Key": {"Rules": [{"Name": "prefix", "Value": "borealis/"}]}}}]}}
      """
          .formatted(ARN);

  private final List<String> queues = new ArrayList<>();
  private final List<JsonNode> sent = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-22T16:05:00Z");

  @Test
  void objectThatIsCreatedIsToldAsS3WritesIt() {
    ObjectEvents events = events(Punctuality.AT_ONCE);

    events.changed(
        new ObjectChange("landing", "aurora/镜头 1/a+b&\"é.png", How.COPY, 5_000_000_000L, "e7a9"));

    assertThat(queues).containsExactly(ARN + "aurora");
    JsonNode told = sent.get(0).path("Records").path(0);
    assertThat(told.path("eventVersion").asText()).isEqualTo("2.1");
    assertThat(told.path("eventSource").asText()).isEqualTo("aws:s3");
    assertThat(told.path("awsRegion").asText()).isEqualTo("cn-northwest-1");
    assertThat(told.path("eventTime").asText()).isEqualTo("2026-11-22T16:05:00.000Z");
    assertThat(told.path("eventName").asText()).isEqualTo("ObjectCreated:Copy");
    assertThat(told.at("/s3/bucket/name").asText()).isEqualTo("landing");
    assertThat(told.at("/s3/bucket/arn").asText()).isEqualTo("arn:aws-cn:s3:::landing");
    assertThat(told.at("/s3/object/key").asText())
        .isEqualTo("aurora/%E9%95%9C%E5%A4%B4+1/a%2Bb%26%22%C3%A9.png");
    assertThat(told.at("/s3/object/size").asLong()).isEqualTo(5_000_000_000L);
    assertThat(told.at("/s3/object/eTag").asText()).isEqualTo("e7a9");
  }

  @ParameterizedTest
  @CsvSource({
    "PUT, ObjectCreated:Put",
    "COMPLETE_MULTIPART_UPLOAD, ObjectCreated:CompleteMultipartUpload",
    "DELETE, ObjectRemoved:DeleteMarkerCreated",
  })
  void everyWayToChangeAnObjectHasItsEvent(How how, String name) {
    events(Punctuality.AT_ONCE).changed(new ObjectChange("landing", "aurora/a", how, 7, "e"));

    assertThat(sent.get(0).at("/Records/0/eventName").asText()).isEqualTo(name);
    assertThat(sent.get(0).at("/Records/0/s3/object").has("size")).isEqualTo(how != How.DELETE);
  }

  @ParameterizedTest
  @CsvSource({
    "landing, aurora-2/a.png, PUT",
    "landing, _landfall/aurora/index.html, PUT",
    "landing, borealis/a.png, DELETE",
    "aurora-delivery, aurora/a.png, PUT",
  })
  void nobodyIsToldOfWhatNoRuleNames(String bucket, String key, How how) {
    events(Punctuality.AT_ONCE).changed(new ObjectChange(bucket, key, how, 1, "e"));

    assertThat(sent).isEmpty();
  }

  @Test
  void sequencersOfAKeyRise() {
    ObjectEvents events = events(Punctuality.AT_ONCE);

    for (int i = 0; i < 20; i++) {
      events.changed(new ObjectChange("landing", "aurora/a", How.PUT, i, "e"));
    }

    List<String> sequencers =
        sent.stream().map(event -> event.at("/Records/0/s3/object/sequencer").asText()).toList();
    assertThat(sequencers).isSorted().doesNotHaveDuplicates().allMatch(s -> s.length() == 18);
  }

  @Test
  void everyQueueIsToldOnceThatNotificationsAreSetUp() {
    events(Punctuality.AT_ONCE).test();

    assertThat(queues).containsExactly(ARN + "aurora", ARN + "borealis");
    assertThat(sent.get(0).path("Event").asText()).isEqualTo("s3:TestEvent");
  }

  @Test
  void fiveInAHundredEventsAreLateAndNoneIsLost() {
    ObjectEvents events = events(Punctuality.SOME_LATE);
    for (int i = 0; i < 100; i++) {
      events.changed(new ObjectChange("landing", "aurora/" + i, How.PUT, i, "e"));
    }
    assertThat(sent).hasSize(95);
    assertThat(events.outstanding()).isEqualTo(5);

    now = now.plus(Duration.ofMinutes(2));
    events.tick();
    assertThat(sent).hasSize(95);

    now = now.plus(Duration.ofMinutes(48));
    events.tick();
    events.tick();
    assertThat(sent).hasSize(100);
    assertThat(sent.stream().map(event -> event.at("/Records/0/s3/object/key").asText()))
        .doesNotHaveDuplicates();
    assertThat(events.outstanding()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'TopicConfigurations': []}",
        "{'EventBridgeConfiguration': {}}",
        "{'QueueConfigurations': [{'Event': 's3:ObjectTagging:*', 'Queue': 'ARNq'}]}",
        "{'QueueConfigurations': [{'Event': 's3:ObjectCreated:*', 'Queue': 'q'}]}",
        "{'QueueConfigurations': [{'Event': 's3:ObjectCreated:*', 'Queue': 'ARNq', 'Id': 'i'}]}",
        "{'QueueConfigurations': [{'Event': 's3:ObjectCreated:*', 'Queue': 'ARNq',"
            + " 'Filter': {'S3Key': {'Rules': [{'Name': 'suffix', 'Value': '.png'}]}}}]}",
        "{'QueueConfigurations': [{'Event': 's3:ObjectCreated:*', 'Queue': 'ARNq'},"
            + " {'Event': 's3:ObjectCreated:Put', 'Queue': 'ARNq',"
            + " 'Filter': {'S3Key': {'Rules': [{'Name': 'prefix', 'Value': 'a/'}]}}}]}",
      })
  void whatIsNotRehearsedOrS3WouldRefuseIsRefused(String configuration) {
    JsonNode bucket =
        json(
            "{'NotificationConfiguration': %s}"
                .formatted(configuration)
                .replace("ARN", ARN)
                .replace('\'', '"'));
    assertThatIllegalArgumentException().isThrownBy(() -> BucketNotifications.of(bucket));
  }

  @Test
  void bucketWithoutNotificationsTellsNobody() {
    assertThat(BucketNotifications.of(json("{}")).rules()).isEmpty();
  }

  private ObjectEvents events(Punctuality punctuality) {
    return new ObjectEvents(
        "landing",
        "cn-northwest-1",
        true,
        BucketNotifications.of(json(BUCKET)),
        (queue, body) -> {
          queues.add(queue);
          sent.add(json(body));
        },
        () -> now,
        punctuality);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError(text, e);
    }
  }
}
