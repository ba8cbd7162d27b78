package io.github.landfall.tools.check;

import io.github.landfall.contract.Names;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.DescribeRuleResponse;
import software.amazon.awssdk.services.eventbridge.model.ResourceNotFoundException;
import software.amazon.awssdk.services.eventbridge.model.RuleState;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.FilterRule;
import software.amazon.awssdk.services.s3.model.GetBucketNotificationConfigurationResponse;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.QueueConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Whether events come to the queues: those of the landing bucket, and those of rules. */
public final class EventLooks {

  /** What S3 must tell of, at the least. */
  private static final List<String> EVENTS = List.of("s3:ObjectCreated:*", "s3:ObjectRemoved:*");

  private static final int NOT_FOUND = 404;

  private final EventBridgeClient events;
  private final S3Client s3;
  private final QueueLooks queues;

  /**
   * @param events where the rules are
   * @param s3 where the landing bucket is
   * @param queues what they send to
   */
  public EventLooks(EventBridgeClient events, S3Client s3, QueueLooks queues) {
    this.events = events;
    this.s3 = s3;
    this.queues = queues;
  }

  /** Looks at a rule, and at whether it may send where it sends. */
  public List<Finding> rule(String name) {
    DescribeRuleResponse rule;
    try {
      rule = events.describeRule(request -> request.name(name));
    } catch (ResourceNotFoundException e) {
      return List.of(Finding.broken(Link.RULE, name, "rule.gone"));
    }
    if (rule.state() != RuleState.ENABLED) {
      return List.of(Finding.broken(Link.RULE, name, "rule.disabled", name));
    }
    List<Target> targets = events.listTargetsByRule(request -> request.rule(name)).targets();
    if (targets.isEmpty()) {
      return List.of(Finding.broken(Link.RULE, name, "rule.idle"));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.good(Link.RULE, name, "rule.good"));
    for (Target target : targets) {
      if (target.arn().contains(":sqs:")) {
        queues.closed(target.arn(), "events.amazonaws.com", rule.arn()).ifPresent(findings::add);
      }
    }
    return findings;
  }

  /**
   * Looks at what the landing bucket tells.
   *
   * @param bucket its name
   * @param partners whose objects it is to tell of
   * @param partition the bucket's, for its ARN
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketNotificationConfiguration.html">GetBucketNotificationConfiguration</a>
   */
  public List<Finding> landing(String bucket, Set<String> partners, String partition) {
    GetBucketNotificationConfigurationResponse told;
    try {
      told = s3.getBucketNotificationConfiguration(request -> request.bucket(bucket));
    } catch (NoSuchBucketException e) {
      return List.of(Finding.broken(Link.LANDING, bucket, "landing.gone"));
    } catch (S3Exception e) {
      if (e.statusCode() != NOT_FOUND) {
        throw e;
      }
      return List.of(Finding.broken(Link.LANDING, bucket, "landing.gone"));
    }
    List<Finding> findings = new ArrayList<>();
    for (String partner : partners) {
      Map<String, Set<String>> byQueue = toldOf(partner, told.queueConfigurations());
      String queue =
          byQueue.keySet().stream()
              .filter(arn -> Deployed.lastPart(arn).equals(Names.ARRIVALS_QUEUE + partner))
              .findFirst()
              .orElse("");
      if (byQueue.getOrDefault(queue, Set.of()).containsAll(EVENTS)) {
        findings.add(Finding.good(Link.LANDING, partner, "landing.good", bucket));
        queues
            .closed(queue, "s3.amazonaws.com", "arn:%s:s3:::%s".formatted(partition, bucket))
            .ifPresent(findings::add);
      } else {
        findings.add(
            Finding.broken(
                Link.LANDING, partner, "landing.silent", bucket, Names.ARRIVALS_QUEUE + partner));
      }
    }
    return findings;
  }

  private static Map<String, Set<String>> toldOf(
      String partner, List<QueueConfiguration> configurations) {
    Map<String, Set<String>> byQueue = new HashMap<>();
    for (QueueConfiguration one : configurations) {
      Set<String> prefixes =
          one.filter() == null || one.filter().key() == null
              ? Set.of("")
              : one.filter().key().filterRules().stream()
                  .map(FilterRule::value)
                  .collect(Collectors.toSet());
      if (prefixes.contains("") || prefixes.contains(partner + "/")) {
        byQueue
            .computeIfAbsent(one.queueArn(), arn -> new TreeSet<>())
            .addAll(one.eventsAsStrings());
      }
    }
    return byQueue;
  }
}
