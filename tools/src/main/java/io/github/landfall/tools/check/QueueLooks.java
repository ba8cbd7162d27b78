package io.github.landfall.tools.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** The queues: whether they are there, who may send to them, and what the dead letters are. */
public final class QueueLooks {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final SqsClient sqs;
  private final Map<String, Optional<Map<QueueAttributeName, String>>> known = new TreeMap<>();

  /**
   * @param sqs where the queues are
   */
  public QueueLooks(SqsClient sqs) {
    this.sqs = sqs;
  }

  /**
   * Sees that a queue is there.
   *
   * @param urlOrName its URL, or its name
   */
  public Finding there(String urlOrName) {
    String name = Deployed.lastPart(urlOrName);
    return attributes(name).isPresent()
        ? Finding.good(Link.QUEUE, name, "queue.good")
        : Finding.broken(Link.QUEUE, name, "queue.gone");
  }

  /**
   * Sees that a service may send to a queue.
   *
   * @param queue the queue's ARN
   * @param service such as {@code events.amazonaws.com}
   * @param source the ARN of what sends
   * @return what is wrong; empty if it may, or if the queue is not there, which is said elsewhere
   */
  public Optional<Finding> closed(String queue, String service, String source) {
    String name = Deployed.lastPart(queue);
    return attributes(name)
        .filter(
            found -> !allows(found.getOrDefault(QueueAttributeName.POLICY, ""), service, source))
        .map(found -> Finding.broken(Link.QUEUE, name, "queue.closed", source, service));
  }

  /**
   * Counts dead letters.
   *
   * @param queue the dead-letter queue's URL or name
   * @param text the key of what is said if there are some
   * @param state how bad that is
   * @param more what fills the text's gaps after their number
   */
  public Finding deadLetters(String queue, String text, Finding.State state, Object... more) {
    String name = Deployed.lastPart(queue);
    String count =
        attributes(name)
            .map(
                found -> found.getOrDefault(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0"))
            .orElse("0");
    return count.equals("0")
        ? Finding.good(Link.DEAD_LETTERS, name, "dead-letters.none")
        : new Finding(
            Link.DEAD_LETTERS,
            name,
            state,
            text,
            Stream.concat(Stream.of(count), Stream.of(more)).toList());
  }

  private Optional<Map<QueueAttributeName, String>> attributes(String name) {
    return known.computeIfAbsent(name, this::ask);
  }

  private Optional<Map<QueueAttributeName, String>> ask(String name) {
    try {
      String url = sqs.getQueueUrl(request -> request.queueName(name)).queueUrl();
      return Optional.of(
          sqs.getQueueAttributes(
                  request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
              .attributes());
    } catch (QueueDoesNotExistException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether a queue's policy lets a service send on behalf of a source.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">Condition
   *     operators</a>
   */
  static boolean allows(String policy, String service, String source) {
    try {
      JsonNode statements = JSON.readTree(policy).path("Statement");
      return StreamSupport.stream(statements.spliterator(), false)
          .anyMatch(statement -> allows(statement, service, source));
    } catch (JsonProcessingException e) {
      return false;
    }
  }

  private static boolean allows(JsonNode statement, String service, String source) {
    if (!statement.path("Effect").asText().equals("Allow")
        || !names(statement.at("/Principal/Service"), service)
        || !(names(statement.path("Action"), "sqs:SendMessage")
            || names(statement.path("Action"), "SQS:SendMessage"))) {
      return false;
    }
    for (JsonNode operator : statement.path("Condition")) {
      JsonNode patterns = operator.path("aws:SourceArn");
      if (!patterns.isMissingNode() && !matches(patterns, source)) {
        return false;
      }
    }
    return true;
  }

  private static boolean names(JsonNode oneOrMore, String wanted) {
    return oneOrMore.isArray()
        ? StreamSupport.stream(oneOrMore.spliterator(), false)
            .anyMatch(one -> one.asText().equals(wanted))
        : oneOrMore.asText().equals(wanted);
  }

  private static boolean matches(JsonNode oneOrMore, String arn) {
    return oneOrMore.isArray()
        ? StreamSupport.stream(oneOrMore.spliterator(), false)
            .anyMatch(one -> matches(one.asText(), arn))
        : matches(oneOrMore.asText(), arn);
  }

  private static boolean matches(String pattern, String arn) {
    return Pattern.matches(
        pattern
            .chars()
            .mapToObj(
                letter ->
                    switch (letter) {
                      case '*' -> ".*";
                      case '?' -> ".";
                      default -> Pattern.quote(Character.toString(letter));
                    })
            .collect(Collectors.joining()),
        arn);
  }
}
