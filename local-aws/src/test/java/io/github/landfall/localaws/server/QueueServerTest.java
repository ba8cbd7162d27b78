package io.github.landfall.localaws.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.landfall.localaws.clock.VirtualClock;
import io.github.landfall.localaws.server.QueueServer.Counts;
import io.github.landfall.localaws.server.QueueSettings.Redrive;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

class QueueServerTest {

  /** Long before the machine's time, so that nothing can follow the machine by chance. */
  private static final Instant START = Instant.parse("2001-01-01T00:00:00Z");

  private static VirtualClock clock;
  private static QueueServer server;

  @BeforeAll
  static void start(@TempDir Path directory) {
    clock = new VirtualClock(START, directory.resolve("clock"));
    server = QueueServer.start(clock, "cn-northwest-1", "111122223333");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void receivedMessageComesBackExactlyWhenItsVirtualTimeoutEnds() {
    String queue = create("timeout", Duration.ofMinutes(15), Optional.empty());
    send(queue, "one");
    assertThat(counts(queue)).isEqualTo(new Counts(1, 0, 0));

    assertThat(receive(queue)).hasSize(1);
    assertThat(counts(queue)).isEqualTo(new Counts(0, 1, 0));
    advance(Duration.ofMinutes(15).minusMillis(1));
    assertThat(counts(queue)).isEqualTo(new Counts(0, 1, 0));
    assertThat(receive(queue)).isEmpty();
    advance(Duration.ofMillis(1));
    assertThat(counts(queue)).isEqualTo(new Counts(1, 0, 0));
    assertThat(receive(queue)).hasSize(1);
  }

  @Test
  void delayedMessageIsCountedAndBecomesVisibleInVirtualTime() {
    String queue =
        server.create(
            new QueueSettings(
                "delayed", Duration.ofSeconds(30), Duration.ofMinutes(5), Optional.empty()));
    send(queue, "one");

    assertThat(counts(queue)).isEqualTo(new Counts(0, 0, 1));
    assertThat(receive(queue)).isEmpty();
    advance(Duration.ofMinutes(5));
    assertThat(counts(queue)).isEqualTo(new Counts(1, 0, 0));
    assertThat(receive(queue)).hasSize(1);
  }

  @Test
  void messageThatFailsFiveTimesIsInTheDeadLetterQueue() {
    String deadLetters = create("failing-dlq", Duration.ofSeconds(30), Optional.empty());
    String queue =
        create("failing", Duration.ofMinutes(15), Optional.of(new Redrive("failing-dlq", 5)));
    send(queue, "one");

    for (int receive = 1; receive <= 5; receive++) {
      List<Message> messages = receive(queue);
      assertThat(messages).hasSize(1);
      assertThat(
              messages
                  .get(0)
                  .attributes()
                  .get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
          .isEqualTo(Integer.toString(receive));
      advance(Duration.ofMinutes(15));
    }

    assertThat(receive(queue)).isEmpty();
    assertThat(counts(queue)).isEqualTo(new Counts(0, 0, 0));
    assertThat(counts(deadLetters)).isEqualTo(new Counts(1, 0, 0));
    assertThat(receive(deadLetters)).extracting(Message::body).containsExactly("one");
    assertThat(server.sent(queue)).isEqualTo(1);
    assertThat(server.sent(deadLetters)).isZero();
  }

  @Test
  void everyMessageIsCountedAsSentAlsoWhenItIsGone() {
    String queue = create("sent", Duration.ofSeconds(30), Optional.empty());
    assertThat(server.sent(queue)).isZero();

    send(queue, "one");
    server
        .client()
        .sendMessageBatch(
            request ->
                request
                    .queueUrl(queue)
                    .entries(
                        SendMessageBatchRequestEntry.builder().id("a").messageBody("two").build(),
                        SendMessageBatchRequestEntry.builder()
                            .id("b")
                            .messageBody("three")
                            .build()));
    for (Message message : receive(queue)) {
      server
          .client()
          .deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));
    }

    assertThat(counts(queue)).isEqualTo(new Counts(0, 0, 0));
    assertThat(server.sent(queue)).isEqualTo(3);
  }

  @Test
  void messagesCarryTheVirtualTimeOfSendingAndFirstReceive() {
    String queue = create("stamped", Duration.ofSeconds(30), Optional.empty());
    Instant sent = clock.instant();
    server
        .client()
        .sendMessageBatch(
            request ->
                request
                    .queueUrl(queue)
                    .entries(
                        SendMessageBatchRequestEntry.builder().id("a").messageBody("图 1").build()));
    advance(Duration.ofSeconds(7));

    Message message = receive(queue).get(0);

    assertThat(message.body()).isEqualTo("图 1");
    assertThat(message.attributes())
        .containsEntry(
            MessageSystemAttributeName.SENT_TIMESTAMP, Long.toString(sent.toEpochMilli()))
        .containsEntry(
            MessageSystemAttributeName.APPROXIMATE_FIRST_RECEIVE_TIMESTAMP,
            Long.toString(sent.plusSeconds(7).toEpochMilli()));
  }

  @Test
  void deletedMessageIsGoneForGood() {
    String queue = create("deleted", Duration.ofSeconds(30), Optional.empty());
    send(queue, "one");
    String receipt = receive(queue).get(0).receiptHandle();

    server.client().deleteMessage(request -> request.queueUrl(queue).receiptHandle(receipt));
    advance(Duration.ofMinutes(1));

    assertThat(counts(queue)).isEqualTo(new Counts(0, 0, 0));
    assertThat(receive(queue)).isEmpty();
  }

  @Test
  void queueOfTheTemplateKeepsItsTimeoutAndDeadLetterQueue() throws Exception {
    QueueSettings settings =
        QueueSettings.of(
            "Stack-RunQueue",
            new ObjectMapper()
                .readTree(
                    """
                    {"VisibilityTimeout": 120, "RedrivePolicy": {"maxReceiveCount": 3,
                     "deadLetterTargetArn": "arn:aws-cn:sqs:cn-northwest-1:111122223333:Dead"}}
                    """));

    assertThat(settings)
        .isEqualTo(
            new QueueSettings(
                "Stack-RunQueue",
                Duration.ofMinutes(2),
                Duration.ZERO,
                Optional.of(new Redrive("Dead", 3))));
  }

  @Test
  void queueUrlIsFoundByName() {
    String queue = create("named", Duration.ofSeconds(30), Optional.empty());

    assertThat(server.client().getQueueUrl(request -> request.queueName("named")).queueUrl())
        .isEqualTo(queue)
        .isEqualTo(server.endpoint() + "/111122223333/named");
    assertThat(server.arn("named")).isEqualTo("arn:aws-cn:sqs:cn-northwest-1:111122223333:named");
  }

  @Test
  void countingAnUnknownQueueNamesIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> server.counts("unknown"))
        .withMessageContaining("unknown");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> server.sent("unknown"))
        .withMessageContaining("unknown");
  }

  private static String create(String name, Duration timeout, Optional<Redrive> redrive) {
    return server.create(new QueueSettings(name, timeout, Duration.ZERO, redrive));
  }

  private static void send(String queue, String body) {
    server.client().sendMessage(request -> request.queueUrl(queue).messageBody(body));
  }

  private static List<Message> receive(String queue) {
    return server
        .client()
        .receiveMessage(
            request ->
                request
                    .queueUrl(queue)
                    .maxNumberOfMessages(10)
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  private static void advance(Duration duration) {
    clock.advanceTo(clock.instant().plus(duration));
  }

  /** The counts as the service has them, which must be those that a client is told. */
  private static Counts counts(String queue) {
    Map<QueueAttributeName, String> attributes =
        server
            .client()
            .getQueueAttributes(
                request -> request.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
            .attributes();
    Counts counts = server.counts(queue);
    assertThat(attributes)
        .containsEntry(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, Integer.toString(counts.visible()))
        .containsEntry(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
            Integer.toString(counts.inFlight()))
        .containsEntry(
            QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
            Integer.toString(counts.delayed()));
    return counts;
  }
}
