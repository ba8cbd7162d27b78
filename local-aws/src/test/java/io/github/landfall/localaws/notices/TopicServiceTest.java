package io.github.landfall.localaws.notices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.landfall.localaws.clock.VirtualClock;
import io.github.landfall.localaws.http.Clients;
import io.github.landfall.localaws.server.MailServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.SnsException;
import software.amazon.awssdk.services.sns.model.ThrottledException;

class TopicServiceTest {

  private static final String TOPIC = "arn:aws-cn:sns:cn-northwest-1:111122223333:notices";
  private static final Instant NOW = Instant.parse("2026-11-23T00:41:00Z");

  private final List<String> queued = new ArrayList<>();
  private MailServer mail;
  private TopicService topics;
  private SnsClient sns;

  @BeforeEach
  void start(@TempDir Path directory) {
    mail = MailServer.start();
    topics =
        new TopicService(
            new VirtualClock(NOW, directory.resolve("clock")),
            mail.port(),
            (queue, body) -> queued.add(queue.replaceFirst(".*:", "") + " " + body));
    topics.addTopic(
        TOPIC,
        json("{\"Subscription\": [{\"Protocol\": \"email\", \"Endpoint\": \"li@example.com\"}]}"));
    topics.addSubscription(subscription("email", "wang@example.com"));
    sns =
        Clients.client(
            SnsClient.builder()
                .overrideConfiguration(c -> c.retryStrategy(AwsRetryStrategy.doNotRetry())),
            topics.endpoint());
  }

  @AfterEach
  void stop() {
    sns.close();
    topics.close();
    mail.close();
  }

  @Test
  void everySubscriberGetsTheNoticeAsAMail() {
    String subject = "[studio-a] 已到盘 <2 & 3>";
    String text = "第一行\nsecond line: 100 % + \"all\"";

    sns.publish(request -> request.topicArn(TOPIC).subject(subject).message(text));

    assertThat(mail.mails())
        .extracting(m -> m.to().get(0))
        .containsExactlyInAnyOrder("li@example.com", "wang@example.com");
    assertThat(mail.mails())
        .allSatisfy(
            m -> {
              assertThat(m.subject()).isEqualTo(subject);
              assertThat(m.text().replace("\r\n", "\n").stripTrailing()).isEqualTo(text);
            });
  }

  @Test
  void aNoticeIsRecordedWithItsAttributesAndVirtualTime() {
    MessageAttributeValue partner =
        MessageAttributeValue.builder().dataType("String").stringValue("studio-a").build();
    MessageAttributeValue event =
        MessageAttributeValue.builder().dataType("String").stringValue("ready").build();

    String id =
        sns.publish(
                request ->
                    request
                        .topicArn(TOPIC)
                        .message("text")
                        .messageAttributes(Map.of("partner", partner, "event", event)))
            .messageId();

    assertThat(id).isNotEmpty();
    assertThat(topics.notices())
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.topicArn()).isEqualTo(TOPIC);
              assertThat(notice.subject()).isEmpty();
              assertThat(notice.message()).isEqualTo("text");
              assertThat(notice.time()).isEqualTo(NOW);
              assertThat(notice.attributes())
                  .containsOnly(Map.entry("partner", "studio-a"), Map.entry("event", "ready"));
              assertThat(notice.mailedTo()).containsExactly("li@example.com", "wang@example.com");
            });
    assertThat(mail.mails()).extracting(MailServer.Mail::subject).doesNotContain("");
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        Arguments.of(publish(p -> p.subject("x".repeat(100))), "Subject"),
        Arguments.of(publish(p -> p.subject("two\nlines")), "Subject"),
        Arguments.of(publish(p -> p.subject("bell\u0007")), "Subject"),
        Arguments.of(publish(p -> p.message("")), "Empty message"),
        Arguments.of(publish(p -> p.message("影".repeat(262_144 / 3 + 1))), "Message too long"),
        Arguments.of(publish(p -> p.topicArn(null)), "TopicArn"),
        Arguments.of(
            publish(p -> p.messageAttributes(Map.of("event", attribute("String", "")))),
            "'event' must contain non-empty"),
        Arguments.of(
            publish(p -> p.messageAttributes(Map.of("event", attribute("Text", "x")))),
            "'event' has an invalid message attribute type"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("refused")
  void aNoticeThatSnsWouldRefuseIsRefused(PublishRequest request, String named) {
    assertThatThrownBy(() -> sns.publish(request))
        .isInstanceOf(SnsException.class)
        .hasMessageContaining(named);
    assertThat(topics.notices()).isEmpty();
    assertThat(mail.mails()).isEmpty();
  }

  @Test
  void theLongestSubjectAndMessagePass() {
    sns.publish(publish(p -> p.subject("x".repeat(99)).message("影".repeat(262_000 / 3))));

    assertThat(topics.notices()).hasSize(1);
  }

  @Test
  void aTopicThatDoesNotExistIsNotFound() {
    assertThatThrownBy(() -> sns.publish(publish(p -> p.topicArn(TOPIC + "-other"))))
        .isInstanceOf(NotFoundException.class)
        .hasMessageContaining("Topic does not exist");
  }

  @Test
  void throttlingEndsAfterTheGivenCalls() {
    topics.throttleNext(2);

    for (int i = 0; i < 2; i++) {
      ThrottledException throttled =
          catchThrowableOfType(
              ThrottledException.class, () -> sns.publish(publish(p -> p.subject("early"))));
      assertThat(throttled.isThrottlingException()).isTrue();
    }
    sns.publish(publish(p -> p.subject("later")));

    assertThat(topics.notices()).extracting(Notice::subject).containsExactly("later");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https", "lambda"})
  void aSubscriptionThatCannotBeServedIsRefusedByName(String protocol) {
    JsonNode properties = subscription(protocol, "somewhere");

    assertThatThrownBy(() -> topics.addSubscription(properties))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(protocol);
  }

  @Test
  void aFilterThatTheRehearsalWouldNotApplyIsRefused() {
    JsonNode properties =
        json(
            subscription("email", "x@example.com")
                .toString()
                .replace("}", ",\"FilterPolicy\":{\"partner\":[\"studio-a\"]}}"));

    assertThatThrownBy(() -> topics.addSubscription(properties))
        .hasMessageContaining("FilterPolicy");
  }

  @Test
  void aQueueGetsWhatItsFilterLetsThrough() throws JsonProcessingException {
    topics.addSubscription(queue("all", ""));
    topics.addSubscription(queue("a", "{\"partner\":[\"studio-a\"]}"));
    topics.addSubscription(queue("a-or-none", "{\"partner\":[\"studio-a\",{\"exists\":false}]}"));

    sns.publish(
        publish(
            p ->
                p.subject("已到盘")
                    .messageAttributes(Map.of("partner", attribute("String", "studio-a")))));
    sns.publish(
        publish(p -> p.messageAttributes(Map.of("partner", attribute("String", "studio-b")))));
    topics.publish(TOPIC, "ALARM", "{\"AlarmName\":\"x\"}");

    assertThat(queued)
        .extracting(line -> line.replaceFirst(" .*", ""))
        .containsExactly("all", "a", "a-or-none", "all", "all", "a-or-none");
    JsonNode notification = new ObjectMapper().readTree(queued.get(0).substring(4));
    assertThat(notification.path("Type").asText()).isEqualTo("Notification");
    assertThat(notification.path("TopicArn").asText()).isEqualTo(TOPIC);
    assertThat(notification.path("Subject").asText()).isEqualTo("已到盘");
    assertThat(notification.path("Message").asText()).isEqualTo("text");
    assertThat(notification.path("Timestamp").asText()).isEqualTo("2026-11-23T00:41:00.000Z");
    assertThat(notification.at("/MessageAttributes/partner").toString())
        .isEqualTo("{\"Type\":\"String\",\"Value\":\"studio-a\"}");
    assertThat(new ObjectMapper().readTree(queued.get(4).substring(4)).has("MessageAttributes"))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"partner\":[{\"prefix\":\"a\"}]}",
        "{\"partner\":[{\"exists\":true}]}",
        "{\"partner\":\"a\"}",
        "{\"size\":[1]}"
      })
  void aFilterPolicyThatIsNotRehearsedIsRefused(String policy) {
    JsonNode properties = queue("q", policy);

    assertThatThrownBy(() -> topics.addSubscription(properties))
        .hasMessageContaining("only exact texts");
  }

  private static JsonNode queue(String name, String filter) {
    return json(
        subscription("sqs", "arn:aws-cn:sqs:cn-northwest-1:111122223333:" + name)
            .toString()
            .replace("}", filter.isEmpty() ? "}" : ",\"FilterPolicy\":" + filter + "}"));
  }

  private static PublishRequest publish(Consumer<PublishRequest.Builder> change) {
    PublishRequest.Builder request = PublishRequest.builder().topicArn(TOPIC).message("text");
    change.accept(request);
    return request.build();
  }

  private static MessageAttributeValue attribute(String type, String value) {
    return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
  }

  private static JsonNode subscription(String protocol, String address) {
    return json(
        "{\"TopicArn\": \"%s\", \"Protocol\": \"%s\", \"Endpoint\": \"%s\"}"
            .formatted(TOPIC, protocol, address));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
