package io.github.landfall.localaws.robots;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A product whose groups have robots: what it takes, and how it answers.
 *
 * @see <a href="https://developer.work.weixin.qq.com/document/path/91770">Robots of WeCom</a>
 * @see <a href="https://open.dingtalk.com/document/robots/custom-robot-access">Robots of
 *     DingTalk</a>
 * @see <a href="https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot">Robots of
 *     Feishu</a>
 */
public enum Product {
  /** WeCom, 企业微信: the key in the address is the secret. */
  WECOM("/cgi-bin/webhook/send", "key", 20, Duration.ZERO) {
    @Override
    Refused wrongAddress() {
      return new Refused(93000, "invalid webhook url");
    }

    @Override
    Refused tooMany() {
      return new Refused(45009, "api freq out of limit");
    }

    @Override
    Optional<Refused> unsigned(Request request, String signingSecret) {
      throw new IllegalArgumentException("messages to WeCom are not signed");
    }

    @Override
    Optional<Refused> unfit(Request request) {
      JsonNode body = request.body();
      String type = body.path("msgtype").asText();
      if (!type.equals("markdown") && !type.equals("text")) {
        return Optional.of(new Refused(40008, "invalid message type"));
      }
      String content = body.path(type).path("content").asText();
      if (content.isEmpty()) {
        return Optional.of(new Refused(44004, "content is empty"));
      }
      int limit = type.equals("text") ? 2048 : 4096;
      return bytes(content) > limit
          ? Optional.of(new Refused(40058, type + ".content exceed max length " + limit))
          : Optional.empty();
    }

    @Override
    String shown(JsonNode body) {
      return body.path(body.path("msgtype").asText()).path("content").asText();
    }
  },

  /** DingTalk, 钉钉: a signature in the address; after too many messages a block. */
  DINGTALK("/robot/send", "access_token", 20, Duration.ofMinutes(10)) {
    @Override
    Refused wrongAddress() {
      return new Refused(300005, "token is not exist");
    }

    @Override
    Refused tooMany() {
      return new Refused(130101, "send too fast, exceed 20 times per minute");
    }

    @Override
    Optional<Refused> unsigned(Request request, String signingSecret) {
      String timestamp = request.query().getOrDefault("timestamp", "");
      if (!timestamp.matches("\\d{13}")
          || !current(Instant.ofEpochMilli(Long.parseLong(timestamp)), request.time())) {
        return Optional.of(new Refused(310000, "invalid timestamp"));
      }
      String sign = signature(signingSecret, timestamp + "\n" + signingSecret);
      return sign.equals(request.query().get("sign"))
          ? Optional.empty()
          : Optional.of(new Refused(310000, "sign not match"));
    }

    /** What nobody documents, its limit, is the one that callers are told to keep. */
    @Override
    Optional<Refused> unfit(Request request) {
      JsonNode body = request.body();
      if (!body.path("msgtype").asText().equals("markdown")) {
        return Optional.of(new Refused(400105, "unsupported msgtype"));
      }
      JsonNode markdown = body.path("markdown");
      if (markdown.path("title").asText().isEmpty() || markdown.path("text").asText().isEmpty()) {
        return Optional.of(new Refused(40035, "missing title or text"));
      }
      return bytes(markdown.path("text").asText()) >= 4096
          ? Optional.of(new Refused(460101, "message too long"))
          : Optional.empty();
    }

    @Override
    String shown(JsonNode body) {
      return body.path("markdown").path("text").asText();
    }
  },

  /** Feishu, 飞书: a signature in the body. */
  FEISHU("/open-apis/bot/v2/hook/", "", 100, Duration.ZERO) {
    @Override
    Refused wrongAddress() {
      return new Refused(19001, "param invalid: incoming webhook access token invalid");
    }

    @Override
    Refused tooMany() {
      return new Refused(11232, "frequency limited");
    }

    @Override
    Optional<Refused> unsigned(Request request, String signingSecret) {
      String timestamp = request.body().path("timestamp").asText();
      if (!timestamp.matches("\\d{10}")
          || !current(Instant.ofEpochSecond(Long.parseLong(timestamp)), request.time())
          || !signature(timestamp + "\n" + signingSecret, "")
              .equals(request.body().path("sign").asText())) {
        return Optional.of(
            new Refused(19021, "sign match fail or timestamp is not within one hour"));
      }
      return Optional.empty();
    }

    @Override
    Optional<Refused> unfit(Request request) {
      JsonNode post = request.body().at("/content/post/zh_cn");
      if (request.bytes() > 20 * 1024) {
        return Optional.of(new Refused(9499, "Bad Request: body too large"));
      }
      if (!request.body().path("msg_type").asText().equals("post")
          || !post.path("content").isArray()) {
        return Optional.of(new Refused(9499, "Bad Request"));
      }
      for (JsonNode paragraph : post.path("content")) {
        for (JsonNode element : paragraph) {
          if (!element.path("tag").asText().equals("text") || !element.path("text").isTextual()) {
            return Optional.of(new Refused(9499, "Bad Request: only texts are rehearsed"));
          }
        }
      }
      return Optional.empty();
    }

    @Override
    String shown(JsonNode body) {
      JsonNode post = body.at("/content/post/zh_cn");
      StringBuilder shown = new StringBuilder(post.path("title").asText());
      for (JsonNode paragraph : post.path("content")) {
        shown.append('\n');
        paragraph.forEach(element -> shown.append(element.path("text").asText()));
      }
      return shown.toString();
    }
  };

  private final String path;
  private final String keyParameter;
  private final int perMinute;
  private final Duration block;

  Product(String path, String keyParameter, int perMinute, Duration block) {
    this.path = path;
    this.keyParameter = keyParameter;
    this.perMinute = perMinute;
    this.block = block;
  }

  /**
   * A message as it came.
   *
   * @param time when, in virtual time
   * @param query the address' parameters
   * @param body the body
   * @param bytes how many bytes the body had
   */
  record Request(Instant time, Map<String, String> query, JsonNode body, int bytes) {}

  /**
   * An answer that is no success.
   *
   * @param code its code
   * @param message its text
   */
  record Refused(int code, String message) {}

  /** The address of a robot's webhook, from the root. */
  String webhook(String key) {
    return keyParameter.isEmpty() ? path + key : path + "?" + keyParameter + "=" + key;
  }

  /** Whether a request goes to the robot of a key. */
  boolean isFor(String key, String requestedPath, Map<String, String> query) {
    return keyParameter.isEmpty()
        ? requestedPath.equals(path + key)
        : requestedPath.equals(path) && key.equals(query.get(keyParameter));
  }

  /** How many messages a robot takes in a minute. */
  int perMinute() {
    return perMinute;
  }

  /** How long a robot takes none that got more. */
  Duration block() {
    return block;
  }

  /** The answer for an address that is no robot's. */
  abstract Refused wrongAddress();

  /** The answer to too many messages. */
  abstract Refused tooMany();

  /** What is wrong with a message's signature. */
  abstract Optional<Refused> unsigned(Request request, String signingSecret);

  /** What is wrong with a message's body. */
  abstract Optional<Refused> unfit(Request request);

  /** What the group reads. */
  abstract String shown(JsonNode body);

  /** The body of an answer. */
  ObjectNode answer(int code, String message) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    return this == FEISHU
        ? answer.put("code", code).put("msg", message)
        : answer.put("errcode", code).put("errmsg", message);
  }

  private static boolean current(Instant signed, Instant now) {
    return Duration.between(signed, now).abs().compareTo(Duration.ofHours(1)) < 0;
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String signature(String key, String message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Base64.getEncoder()
          .encodeToString(mac.doFinal(message.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("no HmacSHA256", e);
    }
  }
}
