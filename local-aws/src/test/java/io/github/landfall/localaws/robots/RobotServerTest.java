package io.github.landfall.localaws.robots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.landfall.localaws.robots.RobotServer.Fault;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RobotServerTest {

  private static final String WECOM =
      "{\"msgtype\":\"markdown\",\"markdown\":{\"content\":\"%s\"}}";
  private static final String DINGTALK =
      "{\"msgtype\":\"markdown\",\"markdown\":{\"title\":\"t\",\"text\":\"%s\"},\"at\":{\"isAtAll\":false}}";
  private static final String FEISHU =
      "{\"timestamp\":\"%s\",\"sign\":\"%s\",\"msg_type\":\"post\",\"content\":{\"post\":{\"zh_cn\":{\"title\":\"t\",\"content\":[[{\"tag\":\"text\",\"text\":\"%s\"}]]}}}}";

  private final HttpClient http = HttpClient.newHttpClient();
  private Instant now = Instant.parse("2026-11-22T16:00:00Z");
  private RobotServer robot;

  @AfterEach
  void stop() {
    robot.close();
  }

  @Test
  void weComTakesFourKilobytesTwentyTimesAMinute() {
    start(Product.WECOM, Optional.empty());

    assertThat(post(robot.webhook(), WECOM.formatted("影".repeat(1366))))
        .contains("\"errcode\":40058");
    assertThat(post(robot.webhook(), WECOM.formatted("影".repeat(1365)))).contains("\"errcode\":0");
    assertThat(post(robot.webhook(), "{\"msgtype\":\"card\"}")).contains("40008");
    assertThat(post(URI.create(robot.webhook() + "x"), WECOM.formatted("x"))).contains("93000");
    for (int i = 0; i < 17; i++) {
      assertThat(post(robot.webhook(), WECOM.formatted("x"))).contains("\"errcode\":0");
    }
    assertThat(post(robot.webhook(), WECOM.formatted("x"))).contains("45009");
    now = now.plus(Duration.ofMinutes(1));
    assertThat(post(robot.webhook(), WECOM.formatted("later"))).contains("\"errcode\":0");
    assertThat(robot.posts()).hasSize(19).last().isEqualTo(new ChatPost(now, "later"));
  }

  @Test
  void dingTalkChecksTheSignatureAndBlocksWhoeverSendsTooMuch() {
    start(Product.DINGTALK, Optional.of("SEC1"));

    assertThat(post(robot.webhook(), DINGTALK.formatted("x"))).contains("310000");
    assertThat(post(dingTalk(now.minus(Duration.ofHours(1)), "SEC1"), DINGTALK.formatted("x")))
        .contains("310000");
    assertThat(post(dingTalk(now, "SEC2"), DINGTALK.formatted("x"))).contains("310000");
    assertThat(post(dingTalk(now, "SEC1"), "{\"msgtype\":\"text\"}")).contains("400105");
    for (int i = 0; i < 19; i++) {
      assertThat(post(dingTalk(now, "SEC1"), DINGTALK.formatted("x"))).contains("\"errcode\":0");
    }
    assertThat(post(dingTalk(now, "SEC1"), DINGTALK.formatted("x"))).contains("130101");
    now = now.plus(Duration.ofMinutes(9));
    assertThat(post(dingTalk(now, "SEC1"), DINGTALK.formatted("x"))).contains("130101");
    now = now.plus(Duration.ofMinutes(1));
    assertThat(post(dingTalk(now, "SEC1"), DINGTALK.formatted("x"))).contains("\"errcode\":0");
  }

  @Test
  void feishuChecksTheSignatureInTheBodyAndItsSize() {
    start(Product.FEISHU, Optional.of("SEC1"));
    String seconds = Long.toString(now.getEpochSecond());
    String sign = signature(seconds + "\nSEC1", "");

    assertThat(post(robot.webhook(), FEISHU.formatted(seconds, "x", "x"))).contains("19021");
    assertThat(post(robot.webhook(), FEISHU.formatted(seconds, sign, "x".repeat(20_480))))
        .contains("9499");
    assertThat(post(robot.webhook(), FEISHU.formatted(seconds, sign, "行"))).contains("\"code\":0");
    assertThat(robot.posts()).containsExactly(new ChatPost(now, "t\n行"));
  }

  @Test
  void aRobotThatFailsAnswersAsTold() {
    start(Product.WECOM, Optional.empty());

    robot.meet(Fault.ERROR_CODE);
    assertThat(post(robot.webhook(), WECOM.formatted("x"))).startsWith("200").contains("-1");
    robot.meet(Fault.HTTP_ERROR);
    assertThat(post(robot.webhook(), WECOM.formatted("x"))).startsWith("503");
    assertThat(robot.posts()).isEmpty();
    robot.meet(Fault.LOST_ANSWER);
    assertThatThrownBy(() -> post(robot.webhook(), WECOM.formatted("x")))
        .hasCauseInstanceOf(IOException.class);
    assertThat(robot.posts()).hasSize(1);
    assertThat(robot.requests()).isEqualTo(3);
  }

  private void start(Product product, Optional<String> secret) {
    robot = RobotServer.start(product, "key", secret, () -> now);
  }

  private URI dingTalk(Instant time, String secret) {
    long millis = time.toEpochMilli();
    return URI.create(
        "%s&timestamp=%d&sign=%s"
            .formatted(
                robot.webhook(),
                millis,
                URLEncoder.encode(
                    signature(secret, millis + "\n" + secret), StandardCharsets.UTF_8)));
  }

  /** Status and body. */
  private String post(URI address, String body) {
    try {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(address)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static String signature(String key, String message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
