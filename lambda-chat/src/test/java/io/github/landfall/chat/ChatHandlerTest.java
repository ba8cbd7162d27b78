package io.github.landfall.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.github.landfall.localaws.activation.SecretService;
import io.github.landfall.localaws.robots.ChatPost;
import io.github.landfall.localaws.robots.Product;
import io.github.landfall.localaws.robots.RobotServer;
import io.github.landfall.localaws.robots.RobotServer.Fault;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** The function between queues and robots, with stand-ins for these on this machine. */
class ChatHandlerTest {

  private static final String QUEUES = "arn:aws-cn:sqs:cn-northwest-1:111122223333:Landfall-chat-";
  private static final String KEY = "0123456789-key";

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private Instant now = Instant.parse("2026-11-22T16:00:00Z");
  private RobotServer weCom;
  private RobotServer dingTalk;
  private RobotServer feishu;
  private SecretService secrets;
  private ChatHandler handler;

  @BeforeEach
  void start() {
    weCom = RobotServer.start(Product.WECOM, KEY, Optional.empty(), () -> now);
    dingTalk = RobotServer.start(Product.DINGTALK, KEY, Optional.of("SEC-ding"), () -> now);
    feishu = RobotServer.start(Product.FEISHU, KEY, Optional.of("SEC-fei"), () -> now);
    secrets =
        new SecretService(
            Map.of(
                "robots/wecom", secret(weCom, ""),
                "robots/dingtalk", secret(dingTalk, "SEC-ding"),
                "robots/feishu", secret(feishu, "SEC-fei")));
    handler =
        new ChatHandler(
            Map.of("ROBOTS", robots(), "LANGUAGE", "en", "TIME_ZONE", "Asia/Shanghai"),
            () -> now,
            builder ->
                builder
                    .endpointOverride(secrets.endpoint())
                    .region(Region.CN_NORTHWEST_1)
                    .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("a", "b"))),
            new PrintStream(log, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void stop() {
    List.of(weCom, dingTalk, feishu).forEach(RobotServer::close);
    secrets.close();
  }

  @Test
  void eachQueuesMessageGoesToItsRobot() {
    assertThat(
            again(message("wecom", "one"), message("dingtalk", "two"), message("feishu", "three")))
        .isEmpty();

    assertThat(weCom.posts()).containsExactly(new ChatPost(now, "### s\none"));
    assertThat(dingTalk.posts()).containsExactly(new ChatPost(now, "### s\n\ntwo"));
    assertThat(feishu.posts()).containsExactly(new ChatPost(now, "s\nthree"));
    assertThat(log.toString(StandardCharsets.UTF_8)).contains("\"level\":\"INFO\"", "posted");
  }

  @ParameterizedTest
  @EnumSource(
      value = Fault.class,
      names = {"ERROR_CODE", "HTTP_ERROR", "LOST_ANSWER"})
  void whatARobotDoesNotTakeComesAgainAndHoldsUpNoOther(Fault fault) {
    weCom.meet(fault);

    assertThat(again(message("wecom", "one"), message("feishu", "two"))).containsExactly("one");

    assertThat(weCom.requests()).as("nothing is posted twice at once").isEqualTo(1);
    assertThat(feishu.posts()).hasSize(1);
    weCom.meet(Fault.NONE);
    assertThat(again(message("wecom", "one"))).isEmpty();
  }

  @Test
  void noMoreIsPostedThanHalfOfWhatARobotTakes() {
    for (int i = 0; i < 10; i++) {
      assertThat(again(message("wecom", "m" + i))).isEmpty();
    }
    assertThat(again(message("wecom", "m10"))).containsExactly("m10");
    assertThat(weCom.requests()).isEqualTo(10);

    now = now.plus(Duration.ofMinutes(2));
    assertThat(again(message("wecom", "m10"))).isEmpty();
  }

  @Test
  void aSecretThatWasChangedIsReadAtOnceWhenTheRobotRefusesTheOldOne() {
    assertThat(again(message("dingtalk", "one"))).isEmpty();
    secrets.put("robots/dingtalk", secret(dingTalk, "SEC-old"));
    now = now.plus(Duration.ofMinutes(6));
    assertThat(again(message("dingtalk", "two"))).containsExactly("two");

    secrets.put("robots/dingtalk", secret(dingTalk, "SEC-ding"));
    assertThat(again(message("dingtalk", "two"))).isEmpty();

    assertThat(dingTalk.posts()).hasSize(2);
  }

  @Test
  void aSecretThatIsMissingOrNoneHoldsUpItsRobotAlone() {
    secrets.put("robots/wecom", weCom.webhook().toString());

    assertThat(
            again(message("wecom", "one"), message("unknown", "two"), message("feishu", "three")))
        .containsExactly("one", "two");

    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("robots/wecom does not hold", "can't find the specified secret");
  }

  @Test
  void nothingThatIsLoggedTellsASecret() {
    weCom.meet(Fault.LOST_ANSWER);
    dingTalk.meet(Fault.ERROR_CODE);
    assertThat(
            again(message("wecom", "one"), message("dingtalk", "two"), message("feishu", "three")))
        .hasSize(2);
    feishu.close();
    assertThat(again(message("feishu", "four"))).hasSize(1);
    secrets.put("robots/wecom", "{" + weCom.webhook());
    now = now.plus(Duration.ofMinutes(6));
    assertThat(again(message("wecom", "five"))).hasSize(1);

    assertThat(log.toString(StandardCharsets.UTF_8))
        .contains("\"level\":\"WARN\"")
        .doesNotContain(KEY, "SEC-ding", "SEC-fei", "127.0.0.1", "\"level\":\"ERROR\"");
  }

  @Test
  void anUnreadableMessageIsToldAndComesAgain() {
    SQSMessage message = message("wecom", "one");
    message.setBody("hello");

    assertThat(again(message)).containsExactly("one");
    assertThat(log.toString(StandardCharsets.UTF_8)).contains("not JSON", "\"received\":\"3\"");
  }

  @Test
  void aQueueOfNobodyIsAMistakeInTheDeployment() {
    assertThatThrownBy(() -> again(message("another", "one")))
        .hasMessageContaining("Landfall-chat-another");
  }

  private static String robots() {
    return """
        [{"queue":"%1$swecom","name":"w","kind":"wecom","secret":"robots/wecom"},
         {"queue":"%1$sdingtalk","name":"d","kind":"dingtalk","secret":"robots/dingtalk"},
         {"queue":"%1$sfeishu","name":"f","kind":"feishu","secret":"robots/feishu"},
         {"queue":"%1$sunknown","name":"u","kind":"feishu","secret":"robots/unknown"}]
        """
        .formatted(QUEUES);
  }

  private static String secret(RobotServer robot, String signingSecret) {
    return "{\"webhook\":\"%s\",\"secret\":\"%s\"}".formatted(robot.webhook(), signingSecret);
  }

  /** The ids of the messages that come again. */
  private List<String> again(SQSMessage... messages) {
    SQSEvent event = new SQSEvent();
    event.setRecords(Arrays.asList(messages));
    return handler.handleRequest(event, null).getBatchItemFailures().stream()
        .map(SQSBatchResponse.BatchItemFailure::getItemIdentifier)
        .toList();
  }

  /** A message whose text is its id. */
  private static SQSMessage message(String queue, String text) {
    SQSMessage message = new SQSMessage();
    message.setMessageId(text);
    message.setEventSourceArn(QUEUES + queue);
    message.setAttributes(Map.of("ApproximateReceiveCount", "3"));
    message.setBody("{\"Type\":\"Notification\",\"Subject\":\"s\",\"Message\":\"" + text + "\"}");
    return message;
  }
}
