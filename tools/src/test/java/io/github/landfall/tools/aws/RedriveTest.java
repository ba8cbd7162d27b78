package io.github.landfall.tools.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.landfall.localaws.clock.VirtualClock;
import io.github.landfall.localaws.server.QueueServer;
import io.github.landfall.localaws.server.QueueSettings;
import io.github.landfall.localaws.server.QueueSettings.Redrive;
import io.github.landfall.tools.AwsClients;
import io.github.landfall.tools.Tool;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.SqsClientBuilder;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** The command {@code redrive} on real queues: those of runs, and the arrivals' of two partners. */
@Timeout(60)
class RedriveTest {

  private static final String QUEUE = "AWS::SQS::Queue";
  private static final ExecutionInterceptor NO_FAULT = new ExecutionInterceptor() {};

  private static VirtualClock clock;
  private static QueueServer server;
  private static RecordedAws aws;
  private static SqsClient sqs;
  private static String runs;
  private static String deadRuns;
  private static String aurora;
  private static String northlight;
  private static String deadArrivals;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeAll
  static void start(@TempDir Path directory) {
    clock = new VirtualClock(Instant.parse("2026-11-24T00:00:00Z"), directory.resolve("clock"));
    server = QueueServer.start(clock, "cn-northwest-1", "111122223333");
    sqs = server.client();
    deadRuns = queue("Landfall-RunDead", Optional.empty());
    runs = queue("Landfall-Run", Optional.of(new Redrive("Landfall-RunDead", 1)));
    deadArrivals = queue("Landfall-ArrivalsDead", Optional.empty());
    Optional<Redrive> arrivals = Optional.of(new Redrive("Landfall-ArrivalsDead", 1));
    aurora = queue("Landfall-arrivals-aurora", arrivals);
    northlight = queue("Landfall-arrivals-northlight", arrivals);
    aws = new RecordedAws();
    aws.stack("Landfall", Map.of(), Map.of())
        .resource("Landfall", "RunQueue0A1B", QUEUE, runs)
        .resource("Landfall", "RunQueueDeadLetters2C3D", QUEUE, deadRuns)
        .resource("Landfall", "ArrivalsQueuesaurora4E5F", QUEUE, aurora)
        .resource("Landfall", "ArrivalsQueuesDeadLetters6A7B", QUEUE, deadArrivals);
  }

  private static String queue(String name, Optional<Redrive> redrive) {
    return server.create(new QueueSettings(name, Duration.ofSeconds(30), Duration.ZERO, redrive));
  }

  @AfterAll
  static void stop() {
    aws.close();
    server.close();
  }

  @BeforeEach
  void laterThanWhatWasSent() {
    advance(Duration.ofHours(1));
  }

  @AfterEach
  void empty() {
    for (String queue : List.of(runs, deadRuns, aurora, northlight, deadArrivals)) {
      sqs.purgeQueue(request -> request.queueUrl(queue));
    }
  }

  @Test
  void eachMessageGoesBackToThePartnersQueueThatItCameFrom() {
    send(aurora, "of aurora");
    send(northlight, "of northlight");
    fail(aurora);
    fail(northlight);

    assertThat(redrive("arrivals")).as(err.toString()).isZero();

    assertThat(bodies(aurora)).containsExactly("of aurora");
    assertThat(bodies(northlight)).containsExactly("of northlight");
    assertThat(bodies(deadArrivals)).isEmpty();
    assertThat(out)
        .hasToString(
            "2 messages sent back: 1 to Landfall-arrivals-aurora, 1 to Landfall-arrivals-northlight\n");
    assertThat(err).hasToString("redrive: about 2 messages are in Landfall-ArrivalsDead\n");
  }

  @Test
  void messageThatSomebodyPutThereGoesToThePartnerWhoseObjectItTellsOf() {
    send(deadArrivals, created("northlight/%E7%AC%AC+1/a.mov"));
    advance(Duration.ofSeconds(1));

    assertThat(redrive("arrivals")).as(err.toString()).isZero();

    assertThat(bodies(northlight)).containsExactly(created("northlight/%E7%AC%AC+1/a.mov"));
    assertThat(bodies(aurora)).isEmpty();
  }

  @Test
  void messageOfNoPartnerStaysAndTheReasonIsTold() {
    send(deadArrivals, created("removed/a.mov"));
    send(deadArrivals, "what is this?");
    send(deadArrivals, created("aurora/a.mov"));
    advance(Duration.ofSeconds(1));

    assertThat(redrive("arrivals")).isEqualTo(1);

    assertThat(bodies(aurora)).hasSize(1);
    assertThat(bodies(deadArrivals))
        .containsExactlyInAnyOrder(created("removed/a.mov"), "what is this?");
    assertThat(err.toString())
        .contains("redrive: 1 message stays: there is no queue Landfall-arrivals-removed")
        .contains("redrive: 1 message stays: somebody put it there, and it can't be read:");
    assertThat(out).hasToString("1 message sent back: 1 to Landfall-arrivals-aurora\n");
  }

  @Test
  void messageKeepsItsBodyAndAllItsAttributes() {
    Map<String, MessageAttributeValue> attributes =
        Map.of(
            "reason", attribute("String").stringValue("time 原因 is missing").build(),
            "RETRY_ATTEMPTS", attribute("Number").stringValue("185").build(),
            "bytes", attribute("Binary").binaryValue(SdkBytes.fromUtf8String("\0\1")).build());
    String trace = "Root=1-5759e988-bd862e3fe1be46a994272793";
    sqs.sendMessage(
        request ->
            request
                .queueUrl(deadRuns)
                .messageBody("{\"detail-type\": \"图\"}\n")
                .messageAttributes(attributes)
                .messageSystemAttributes(
                    Map.of(
                        MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                        MessageSystemAttributeValue.builder()
                            .dataType("String")
                            .stringValue(trace)
                            .build())));
    advance(Duration.ofSeconds(1));

    assertThat(redrive("runs")).as(err.toString()).isZero();

    Message message = receive(runs).get(0);
    assertThat(message.body()).isEqualTo("{\"detail-type\": \"图\"}\n");
    assertThat(message.messageAttributes()).isEqualTo(attributes);
    assertThat(message.attributes())
        .containsEntry(MessageSystemAttributeName.AWS_TRACE_HEADER, trace);
  }

  @Test
  void manyMessagesGoBackOnceEach() {
    List<String> sent = IntStream.range(0, 25).mapToObj(i -> "message " + i).toList();
    sent.forEach(body -> send(deadRuns, body));
    advance(Duration.ofSeconds(1));

    assertThat(redrive("runs")).as(err.toString()).isZero();

    assertThat(bodies(runs)).containsExactlyInAnyOrderElementsOf(sent);
    assertThat(bodies(deadRuns)).isEmpty();
    assertThat(out).hasToString("25 messages sent back: 25 to Landfall-Run\n");
  }

  @Test
  void messagesThatAreTooLargeForOneBatchGoInSeveral() {
    String large = "图".repeat(40 * 1024);
    IntStream.range(0, 5).forEach(i -> send(deadRuns, large + i));
    advance(Duration.ofSeconds(1));
    Batches batches = new Batches();

    assertThat(redrive(batches, "runs")).as(err.toString()).isZero();

    assertThat(bodies(runs))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 5).mapToObj(i -> large + i).toList());
    assertThat(batches.bytes).hasSize(3).allMatch(bytes -> bytes <= 262_144);
  }

  @Test
  void emptyQueueIsDoneAtOnce() {
    assertThat(redrive("runs")).isZero();

    assertThat(out).hasToString("0 messages sent back\n");
  }

  @Test
  void dryRunSaysWhatWouldGoWhereAndLeavesAllReceivable() {
    List<String> sent = IntStream.range(0, 12).mapToObj(i -> created("aurora/" + i)).toList();
    sent.forEach(body -> send(deadArrivals, body));
    send(deadArrivals, created("removed/a.mov"));
    advance(Duration.ofSeconds(1));

    assertThat(redrive("arrivals", "--dry-run")).isEqualTo(1);

    assertThat(out).hasToString("12 messages would be sent back: 12 to Landfall-arrivals-aurora\n");
    assertThat(err.toString()).contains("1 message stays: there is no queue");
    assertThat(bodies(aurora)).isEmpty();
    assertThat(bodies(deadArrivals)).hasSize(13).containsAll(sent);
  }

  @Test
  void killedBeforeItDeletesItLosesNothing() {
    List<String> sent = IntStream.range(0, 15).mapToObj(i -> "message " + i).toList();
    sent.forEach(body -> send(deadRuns, body));
    advance(Duration.ofSeconds(1));

    assertThatThrownBy(
            () -> redrive(before(DeleteMessageBatchRequest.class, RedriveTest::kill), "runs"))
        .isInstanceOf(Killed.class);
    List<String> first = bodies(runs);
    sqs.purgeQueue(request -> request.queueUrl(runs));
    // What the command had received is hidden until then.
    advance(Duration.ofMinutes(5));
    assertThat(redrive("runs")).as(err.toString()).isZero();

    assertThat(first).hasSize(10);
    assertThat(bodies(runs)).containsExactlyInAnyOrderElementsOf(sent);
    assertThat(bodies(deadRuns)).isEmpty();
  }

  @Test
  void entryThatSqsDoesNotTakeStaysAndTheOthersOfItsBatchGo() {
    IntStream.range(0, 5).forEach(i -> send(deadRuns, "message " + i));
    advance(Duration.ofSeconds(1));

    assertThat(redrive(new RefusedSend("message 2"), "runs")).isEqualTo(1);

    assertThat(bodies(runs))
        .containsExactlyInAnyOrder("message 0", "message 1", "message 3", "message 4");
    assertThat(bodies(deadRuns)).containsExactly("message 2");
    assertThat(err.toString())
        .contains("redrive: 1 message stays: SQS did not take it: InternalError: later\n");
    assertThat(out).hasToString("4 messages sent back: 4 to Landfall-Run\n");
  }

  @Test
  void entryThatSqsDoesNotDeleteIsToldToComeOnceMore() {
    IntStream.range(0, 3).forEach(i -> send(deadRuns, "message " + i));
    advance(Duration.ofSeconds(1));

    assertThat(redrive(new RefusedDelete(), "runs")).isEqualTo(1);

    assertThat(bodies(runs)).hasSize(3);
    assertThat(bodies(deadRuns)).hasSize(1);
    assertThat(err.toString()).contains("1 message stays: it was sent, but SQS did not delete it");
    assertThat(out).hasToString("2 messages sent back: 2 to Landfall-Run\n");
  }

  @Test
  void whatFailsAgainMeanwhileIsLeftAndTheCommandEnds() {
    send(deadRuns, "nobody can read it");
    advance(Duration.ofSeconds(1));

    // The function puts what it can't read into the dead-letter queue at once.
    int status =
        redrive(
            before(DeleteMessageBatchRequest.class, () -> send(deadRuns, "nobody can read it")),
            "runs");

    assertThat(status).isZero();
    assertThat(bodies(deadRuns)).containsExactly("nobody can read it");
    assertThat(err.toString()).contains("1 message stays, having come since the start;");
    assertThat(out).hasToString("1 message sent back: 1 to Landfall-Run\n");
  }

  @Test
  void messagesThatStayDoNotKeepASlowCommandBusyForEver() {
    send(deadArrivals, created("removed/a.mov"));
    send(deadArrivals, created("removed/b.mov"));
    send(deadArrivals, created("aurora/a.mov"));
    advance(Duration.ofSeconds(1));

    int status =
        redrive(
            before(ReceiveMessageRequest.class, () -> advance(Duration.ofMinutes(6))), "arrivals");

    assertThat(status).isEqualTo(1);
    assertThat(err.toString()).contains("2 messages stay: there is no queue");
    assertThat(bodies(aurora)).hasSize(1);
  }

  @Test
  void whatItHadReceivedCanBeReceivedAtOnceWhenAwsRefuses() {
    send(deadRuns, "message");
    advance(Duration.ofSeconds(1));

    int status =
        redrive(
            before(
                SendMessageBatchRequest.class,
                () -> {
                  throw SqsException.builder().message("not allowed").build();
                }),
            "runs");

    assertThat(status).isEqualTo(1);
    assertThat(err.toString()).contains("redrive: not allowed");
    assertThat(bodies(deadRuns)).containsExactly("message");
  }

  @Test
  void anotherWordIsRefusedWithThoseThatThereAre() {
    assertThat(redrive("run")).isEqualTo(2);

    assertThat(err.toString()).startsWith("redrive: 'run': expected runs or arrivals");
  }

  private int redrive(String... arguments) {
    return redrive(NO_FAULT, arguments);
  }

  private int redrive(ExecutionInterceptor fault, String... arguments) {
    AwsClients clients =
        builder -> {
          TransferListProcess.configure(builder, aws.uri(), aws.uri());
          if (builder instanceof SqsClientBuilder) {
            builder
                .endpointOverride(server.endpoint())
                .overrideConfiguration(settings -> settings.addExecutionInterceptor(fault));
          }
        };
    return Tool.commandLine(
            new io.github.landfall.tools.Redrive((region, profile) -> clients, clock))
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  private static String created(String key) {
    return """
        {"Records":[{"eventName":"ObjectCreated:Put","eventTime":"2026-11-23T16:05:01.123Z","s3":{"object":{"key":"%s","size":1}}}]}"""
        .formatted(key);
  }

  private static void send(String queue, String body) {
    sqs.sendMessage(request -> request.queueUrl(queue).messageBody(body));
  }

  /** Has what is in a queue received once too often, so that SQS itself moves it. */
  private static void fail(String queue) {
    receive(queue);
    advance(Duration.ofSeconds(30));
    assertThat(receive(queue)).isEmpty();
  }

  private static List<String> bodies(String queue) {
    List<String> bodies = new ArrayList<>();
    for (List<Message> messages = receive(queue); !messages.isEmpty(); messages = receive(queue)) {
      messages.forEach(message -> bodies.add(message.body()));
    }
    return bodies;
  }

  private static List<Message> receive(String queue) {
    return sqs.receiveMessage(
            request ->
                request
                    .queueUrl(queue)
                    .maxNumberOfMessages(10)
                    .messageAttributeNames("All")
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  private static MessageAttributeValue.Builder attribute(String type) {
    return MessageAttributeValue.builder().dataType(type);
  }

  private static void advance(Duration duration) {
    clock.advanceTo(clock.instant().plus(duration));
  }

  /** The end of the process, as far as the command can tell. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  private static void kill() {
    throw new Killed();
  }

  private static ExecutionInterceptor before(Class<? extends SdkRequest> call, Runnable what) {
    return new ExecutionInterceptor() {
      @Override
      public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes unused) {
        if (call.isInstance(context.request())) {
          what.run();
        }
      }
    };
  }

  private static BatchResultErrorEntry error(String id) {
    return BatchResultErrorEntry.builder()
        .id(id)
        .code("InternalError")
        .message("later")
        .senderFault(false)
        .build();
  }

  /** Measures the bodies of each batch that is sent: the embedded queues take any. */
  private static final class Batches implements ExecutionInterceptor {

    private final List<Integer> bytes = new ArrayList<>();

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes unused) {
      if (context.request() instanceof SendMessageBatchRequest batch) {
        bytes.add(
            batch.entries().stream()
                .mapToInt(entry -> entry.messageBody().getBytes(StandardCharsets.UTF_8).length)
                .sum());
      }
    }
  }

  /** SQS takes a batch without the entry with a certain body. */
  private static final class RefusedSend implements ExecutionInterceptor {

    private final String body;
    private String refused;

    RefusedSend(String body) {
      this.body = body;
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes unused) {
      if (!(context.request() instanceof SendMessageBatchRequest batch)) {
        return context.request();
      }
      List<SendMessageBatchRequestEntry> taken = new ArrayList<>();
      for (SendMessageBatchRequestEntry entry : batch.entries()) {
        if (entry.messageBody().equals(body)) {
          refused = entry.id();
        } else {
          taken.add(entry);
        }
      }
      return batch.toBuilder().entries(taken).build();
    }

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes unused) {
      return context.response() instanceof SendMessageBatchResponse batch
          ? batch.toBuilder().failed(error(refused)).build()
          : context.response();
    }
  }

  /** SQS deletes a batch without its first entry. */
  private record RefusedDelete() implements ExecutionInterceptor {

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes unused) {
      return context.request() instanceof DeleteMessageBatchRequest batch
          ? batch.toBuilder()
              .entries(batch.entries().stream().filter(e -> !e.id().equals("0")).toList())
              .build()
          : context.request();
    }

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes unused) {
      return context.response() instanceof DeleteMessageBatchResponse batch
          ? batch.toBuilder().failed(error("0")).build()
          : context.response();
    }
  }
}
