package io.github.landfall.tools.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.landfall.contract.notice.RobotSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Subscription;

/** Whether notices reach people: subscriptions, and group robots. */
public final class NoticeLooks {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final SnsClient sns;
  private final SecretsManagerClient secrets;
  private final QueueLooks queues;
  private final Web web;

  /**
   * @param sns where the topics are
   * @param secrets where the robots' webhooks are
   * @param queues what robots' messages wait in
   * @param web where the robots are
   */
  public NoticeLooks(SnsClient sns, SecretsManagerClient secrets, QueueLooks queues, Web web) {
    this.sns = sns;
    this.secrets = secrets;
    this.queues = queues;
    this.web = web;
  }

  /**
   * Looks at who hears of a topic.
   *
   * @param topic its ARN
   * @see <a
   *     href="https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptionsByTopic.html">ListSubscriptionsByTopic</a>
   */
  public List<Finding> topic(String topic) {
    String name = Deployed.lastPart(topic);
    List<Subscription> all;
    try {
      all =
          sns
              .listSubscriptionsByTopicPaginator(request -> request.topicArn(topic))
              .subscriptions()
              .stream()
              .toList();
    } catch (NotFoundException e) {
      return List.of(Finding.broken(Link.SUBSCRIPTION, name, "topic.gone"));
    }
    List<Finding> findings = new ArrayList<>();
    int confirmed = 0;
    for (Subscription one : all) {
      if (one.protocol().equals("sqs")) {
        queues.closed(one.endpoint(), "sns.amazonaws.com", topic).ifPresent(findings::add);
      } else if (one.subscriptionArn().equals("PendingConfirmation")) {
        findings.add(
            Finding.broken(Link.SUBSCRIPTION, name, "subscription.pending", one.endpoint(), topic));
      } else {
        confirmed++;
      }
    }
    if (all.isEmpty()) {
      findings.add(Finding.broken(Link.SUBSCRIPTION, name, "subscription.none"));
    } else if (findings.isEmpty()) {
      findings.add(
          Finding.good(
              Link.SUBSCRIPTION, name, "subscription.good", confirmed, all.size() - confirmed));
    }
    return findings;
  }

  /**
   * The robots that the chat function knows.
   *
   * @param json the value of its variable {@code ROBOTS}
   * @throws IllegalStateException if it can't be read
   */
  public static List<RobotSettings> robots(String json) {
    try {
      return JSON.readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the chat function's variable ROBOTS can't be read", e);
    }
  }

  /**
   * Looks at a robot's secret, and whether its host answers. Nothing is posted, so that a webhook
   * that is well-formed and revoked is not found.
   */
  public Finding robot(RobotSettings robot) {
    String value;
    try {
      value = secrets.getSecretValue(request -> request.secretId(robot.secret())).secretString();
    } catch (ResourceNotFoundException e) {
      return Finding.broken(Link.ROBOT, robot.name(), "robot.secret", robot.secret());
    }
    Optional<URI> webhook = webhook(value);
    if (webhook.isEmpty()) {
      return Finding.broken(Link.ROBOT, robot.name(), "robot.form", robot.secret());
    }
    URI host = webhook.get().resolve("/");
    return web.silence(host)
        .map(why -> Finding.broken(Link.ROBOT, robot.name(), "robot.silent", host.getHost(), why))
        .orElseGet(() -> Finding.good(Link.ROBOT, robot.name(), "robot.good", host.getHost()));
  }

  /** What else the secret holds is nobody's business. */
  private static Optional<URI> webhook(String secret) {
    try {
      JsonNode webhook = JSON.readTree(secret).path("webhook");
      return Optional.of(URI.create(webhook.asText())).filter(uri -> uri.getHost() != null);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
