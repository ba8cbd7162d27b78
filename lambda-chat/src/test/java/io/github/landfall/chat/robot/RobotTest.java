package io.github.landfall.chat.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.landfall.contract.notice.RobotKind;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RobotTest {

  private static final Instant NOW = Instant.parse("2026-11-22T16:00:00Z");
  private static final ChatMessage MESSAGE =
      new ChatMessage(
          "aurora：3 个新文件已在盘上",
          List.of("到达文件：3 个", "- a_b_c <@all> *x* [l](u) `c` # h", "- _x_ @139"),
          List.of("报告：_landfall\\aurora\\2026.html"));

  @Test
  void weComGetsMarkdownInWhichNoNameIsMarkupAndThePathCanBeCopied() {
    Post post =
        Robot.of(RobotKind.WECOM)
            .post(MESSAGE, secret("https://qyapi.example.com/send?key=K"), NOW);

    assertThat(post.address()).hasToString("https://qyapi.example.com/send?key=K");
    assertThat(json(post).path("msgtype").asText()).isEqualTo("markdown");
    assertThat(json(post).at("/markdown/content").asText())
        .isEqualTo(
            """
            ### aurora：3 个新文件已在盘上
            到达文件：3 个
            - a_b_c ＜＠all＞ ＊x＊ ［l］(u) ｀c｀ ＃ h
            - ＿x＿ ＠139
            报告：_landfall\\aurora\\2026.html""");
  }

  @Test
  void dingTalkGetsParagraphsAtASignedAddressAndNobodyIsCalled() {
    Post post =
        Robot.of(RobotKind.DINGTALK)
            .post(
                MESSAGE,
                new RobotSecret(
                    URI.create("https://oapi.example.com/robot/send?access_token=T"),
                    Optional.of("SECabc")),
                NOW);

    // By: printf '1795363200000\nSECabc' | openssl dgst -sha256 -hmac SECabc -binary | base64
    assertThat(post.address())
        .hasToString(
            "https://oapi.example.com/robot/send?access_token=T&timestamp=1795363200000&sign=QnHqMVn5IQfYNjo%2Fm6CM6l%2BSP0Obr8dn1UCql9t5VtA%3D");
    assertThat(json(post).at("/markdown/title").asText()).isEqualTo("aurora：3 个新文件已在盘上");
    assertThat(json(post).at("/markdown/text").asText())
        .startsWith("### aurora：3 个新文件已在盘上\n\n到达文件：3 个\n\n- a_b_c ＜＠all＞");
    assertThat(json(post).at("/at/isAtAll").asBoolean(true)).isFalse();
    assertThat(
            Robot.of(RobotKind.DINGTALK)
                .post(MESSAGE, secret("https://oapi.example.com/s?access_token=T"), NOW)
                .address())
        .hasToString("https://oapi.example.com/s?access_token=T");
  }

  @Test
  void feishuGetsPlainTextsWithASignatureInTheBody() {
    Post post =
        Robot.of(RobotKind.FEISHU)
            .post(
                MESSAGE,
                new RobotSecret(
                    URI.create("https://open.example.com/open-apis/bot/v2/hook/T"),
                    Optional.of("SECabc")),
                NOW);

    assertThat(json(post).path("msg_type").asText()).isEqualTo("post");
    assertThat(json(post).path("timestamp").asText()).isEqualTo("1795363200");
    // By: printf '' | openssl dgst -sha256 -hmac $'1795363200\nSECabc' -binary | base64
    assertThat(json(post).path("sign").asText())
        .isEqualTo("3B/CEnfFHbdTufv7OShWVtFrWS8uqHWb23z4w/dCRP0=");
    JsonNode shown = json(post).at("/content/post/zh_cn");
    assertThat(shown.path("title").asText()).isEqualTo("aurora：3 个新文件已在盘上");
    assertThat(shown.at("/content/1/0").toString())
        .isEqualTo("{\"tag\":\"text\",\"text\":\"- a_b_c <@all> *x* [l](u) `c` # h\"}");
    assertThat(
            Robot.of(RobotKind.FEISHU).post(MESSAGE, secret("https://h.example.com/T"), NOW).body())
        .doesNotContain("sign", "timestamp");
  }

  @ParameterizedTest
  @EnumSource(RobotKind.class)
  void aLongMessageIsCutBetweenLinesAndKeepsItsEnding(RobotKind kind) {
    ChatMessage endless =
        new ChatMessage(
            "标题", Collections.nCopies(2000, "镜头\"🎬".repeat(10)), List.of("报告：_landfall\\x.html"));

    JsonNode body =
        json(Robot.of(kind).post(endless, secret("https://h.example.com/send?key=K"), NOW));

    String shown = shown(kind, body);
    int limit = kind == RobotKind.FEISHU ? 20_000 : 4096;
    assertThat(
            (kind == RobotKind.FEISHU ? body.toString() : shown)
                .getBytes(StandardCharsets.UTF_8)
                .length)
        .isBetween(limit - 900, limit);
    assertThat(shown.lines().filter(line -> !line.isEmpty()).skip(1))
        .allMatch(
            line ->
                line.equals("镜头\"🎬".repeat(10))
                    || line.equals("…")
                    || line.equals("报告：_landfall\\x.html"));
    assertThat(shown)
        .endsWith("…" + (kind == RobotKind.DINGTALK ? "\n\n" : "\n") + "报告：_landfall\\x.html");
  }

  @Test
  void evenTheEndingGoesIfNothingElseHelps() {
    ChatMessage endless = new ChatMessage("t", List.of("a"), List.of("x".repeat(5000)));

    assertThat(
            json(Robot.of(RobotKind.WECOM).post(endless, secret("https://h.example.com/send"), NOW))
                .at("/markdown/content")
                .asText())
        .isEqualTo("### t\na");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "WECOM | 200 | {\"errcode\":0,\"errmsg\":\"ok\"} | Accepted[]",
        "WECOM | 200 | {\"errcode\":45009,\"errmsg\":\"freq\"} | Busy[reason=errcode 45009: freq]",
        "WECOM | 200 | {\"errcode\":93000,\"errmsg\":\"url\"} | KeyRefused[reason=errcode 93000: url]",
        "WECOM | 200 | {\"errcode\":40058,\"errmsg\":\"long\"} | Failed[reason=errcode 40058: long]",
        "WECOM | 200 | {} | Failed[reason=an answer without errcode]",
        "WECOM | 200 | <html> | Failed[reason=an answer that is not JSON]",
        "WECOM | 302 | | Failed[reason=HTTP status 302]",
        "WECOM | 503 | {\"errcode\":0} | Failed[reason=HTTP status 503]",
        "WECOM | 429 | | Busy[reason=HTTP status 429]",
        "DINGTALK | 200 | {\"errcode\":0,\"errmsg\":\"ok\"} | Accepted[]",
        "DINGTALK | 200 | {\"errcode\":130101,\"errmsg\":\"fast\"} | Busy[reason=errcode 130101: fast]",
        "DINGTALK | 200 | {\"errcode\":310000,\"errmsg\":\"sign\"} | KeyRefused[reason=errcode 310000: sign]",
        "FEISHU | 200 | {\"code\":0,\"msg\":\"success\"} | Accepted[]",
        "FEISHU | 200 | {\"code\":11232,\"msg\":\"busy\"} | Busy[reason=code 11232: busy]",
        "FEISHU | 200 | {\"code\":19021,\"msg\":\"sign\"} | KeyRefused[reason=code 19021: sign]",
        "FEISHU | 200 | {\"code\":9499,\"msg\":\"Bad\\u0007\"} | Failed[reason=code 9499: Bad\\u0007]",
      })
  void theCodeInTheBodySaysWhetherTheGroupHasIt(
      RobotKind kind, int status, String body, String verdict) {
    assertThat(Robot.of(kind).verdict(new Answer(status, body == null ? "" : body)))
        .hasToString(verdict);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://h.example.com/send?key=K0123456789",
        "{\"webhook\":\"http://h.example.com/send?key=K0123456789\"}",
        "{\"webhook\":\"ftp://127.0.0.1/K0123456789\"}",
        "{\"webhook\":\"K0123456789 \"}",
        "{\"webhook\":\"https:K0123456789\"}",
        "{\"address\":\"https://h.example.com/K0123456789\"}",
        "\"K0123456789\""
      })
  void aSecretThatIsNoneIsRefusedWithoutAWordOfIt(String value) {
    assertThatThrownBy(() -> RobotSecret.read("landfall/robot", value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("landfall/robot")
        .hasMessageNotContaining("K0123456789")
        .hasNoCause();
  }

  @Test
  void nothingOfASecretIsPrinted() {
    RobotSecret secret =
        RobotSecret.read(
            "n",
            "{\"webhook\":\"https://h.example.com/send?key=K0123456789\",\"secret\":\"SEC0123456789\"}");

    assertThat(secret.signingSecret()).contains("SEC0123456789");
    assertThat(secret).hasToString("RobotSecret");
    assertThat(Robot.of(RobotKind.WECOM).post(MESSAGE, secret, NOW).toString())
        .startsWith("Post of ");
    assertThat(
            secret.hiddenIn(
                "no route to https://h.example.com/send?key=K0123456789: K0123456789, SEC0123456789, send"))
        .isEqualTo("no route to …: …, …, send");
  }

  private static String shown(RobotKind kind, JsonNode body) {
    return switch (kind) {
      case WECOM -> body.at("/markdown/content").asText();
      case DINGTALK -> body.at("/markdown/text").asText();
      case FEISHU -> {
        StringBuilder shown = new StringBuilder(body.at("/content/post/zh_cn/title").asText());
        body.at("/content/post/zh_cn/content")
            .forEach(line -> shown.append('\n').append(line.at("/0/text").asText()));
        yield shown.toString();
      }
    };
  }

  private static RobotSecret secret(String webhook) {
    return new RobotSecret(URI.create(webhook), Optional.empty());
  }

  private static JsonNode json(Post post) {
    try {
      return JsonMapper.builder().build().readTree(post.body());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
