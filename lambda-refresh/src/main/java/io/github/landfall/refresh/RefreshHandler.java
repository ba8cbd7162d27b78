package io.github.landfall.refresh;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.github.landfall.contract.queue.BatchFailures;
import io.github.landfall.contract.transfer.DthRecords;
import io.github.landfall.contract.transfer.DthTransfers;
import io.github.landfall.contract.transfer.Transfers;
import io.github.landfall.refresh.aws.ArrivalsQueues;
import io.github.landfall.refresh.aws.AwsClients;
import io.github.landfall.refresh.aws.RunQueue;
import io.github.landfall.refresh.aws.RunsTable;
import io.github.landfall.refresh.aws.S3BucketObjects;
import io.github.landfall.refresh.aws.SnsNotices;
import io.github.landfall.refresh.aws.StorageGateways;
import io.github.landfall.refresh.aws.StoredCompletions;
import io.github.landfall.refresh.aws.StoredFinders;
import io.github.landfall.refresh.aws.StoredLeases;
import io.github.landfall.refresh.aws.StoredReservations;
import io.github.landfall.refresh.aws.StoredRuns;
import io.github.landfall.refresh.collect.Collector;
import io.github.landfall.refresh.event.RunEventReader;
import io.github.landfall.refresh.event.UnrecognizedEventException;
import io.github.landfall.refresh.notice.NoticeWriter;
import io.github.landfall.refresh.run.Arrivals;
import io.github.landfall.refresh.run.Completions;
import io.github.landfall.refresh.run.Finders;
import io.github.landfall.refresh.run.NightWatch;
import io.github.landfall.refresh.run.Notices;
import io.github.landfall.refresh.run.RunProgress;
import io.github.landfall.refresh.run.RunStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.storagegateway.StorageGatewayClient;

/**
 * The Lambda function behind the run queue: events in, notices and RefreshCache calls out.
 *
 * <p>A message that is not done with goes back to the queue and is reported as failed, so that SQS
 * delivers it again; nothing in the function sleeps.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Partial
 *     batch responses</a>
 */
public final class RefreshHandler implements RequestStreamHandler {

  /** A lease outlives the invocation that holds it, and no longer than needed. */
  private static final Duration LEASE_MARGIN = Duration.ofSeconds(5);

  private static final Duration MAX_RETRY = Duration.ofMinutes(15);

  private final RunEventReader reader = new RunEventReader();
  private final RunEvents events;
  private final RunQueue queue;
  private final JsonLog log;

  /** For Lambda: everything from the environment. */
  public RefreshHandler() {
    this(
        System.getenv(),
        // A rehearsal puts its own clock on the class path; on AWS there is none but the system's.
        ServiceLoader.load(InstantSource.class).findFirst().orElse(InstantSource.system()),
        new AwsClients(),
        System.out);
  }

  /**
   * For a rehearsal that runs many nights in one process.
   *
   * @param environment the function's variables
   * @param clock the time
   * @param clients makes the AWS clients
   * @param out where the log goes
   */
  public RefreshHandler(
      Map<String, String> environment, InstantSource clock, AwsClients clients, PrintStream out) {
    FunctionSettings settings = FunctionSettings.from(environment);
    Supplier<SqsClient> sqs = clients.client(SqsClient::builder);
    Supplier<DynamoDbClient> dynamoDb = clients.client(DynamoDbClient::builder);
    Supplier<S3Client> s3 = clients.client(S3BucketObjects::client);
    this.log = new JsonLog(out, clock);
    this.queue = new RunQueue(sqs, settings.runQueue(), settings.runDeadLetterQueue());
    RunsTable table = new RunsTable(dynamoDb.get(), settings.runsTable());
    RunStore runs = new StoredRuns(table);
    Completions completions = new StoredCompletions(table);
    Finders finders = new StoredFinders(table);
    NoticeWriter writer =
        new NoticeWriter(settings.language(), settings.timeZone(), settings.landingBucket());
    Transfers transfers =
        new DthTransfers(
            sqs, clients.client(EcsClient::builder), clients.client(SfnClient::builder), clock);
    Arrivals arrivals =
        new Collector(
            new ArrivalsQueues(sqs),
            new S3BucketObjects(s3, settings.ledgerBucket()),
            new S3BucketObjects(s3, settings.landingBucket()),
            settings.timeZone(),
            settings.language());
    Notices notices =
        new SnsNotices(
            clients.clientOfOneAttempt(SnsClient::builder),
            settings.noticeTopic(),
            settings.operationsTopic(),
            writer,
            clock);
    RunProgress progress =
        new RunProgress(
            runs,
            completions,
            new StoredReservations(table),
            finders,
            transfers,
            new DthRecords(
                clients.client(CloudWatchClient::builder),
                clients.client(CloudWatchLogsClient::builder),
                dynamoDb),
            arrivals,
            new StorageGateways(
                clients.client(StorageGatewayClient::builder),
                clients.clientOfOneAttempt(StorageGatewayClient::builder),
                settings.fileShares()),
            notices,
            log,
            clock,
            settings.refreshDeadline(),
            settings.landingBucket());
    NightWatch nights =
        new NightWatch(
            runs, finders, transfers, arrivals, notices, log, clock, settings.quietNights());
    this.events =
        new RunEvents(runs, new StoredLeases(table), completions, nights, progress, log, clock);
  }

  /** For tests: every edge given. */
  RefreshHandler(RunEvents events, RunQueue queue, JsonLog log) {
    this.events = events;
    this.queue = queue;
    this.log = log;
  }

  @Override
  public void handleRequest(InputStream event, OutputStream answer, Context context)
      throws IOException {
    BatchFailures.write(handle(SqsBatches.read(event), context), answer);
  }

  /** The ids of the messages that are not done with. */
  private List<String> handle(SQSEvent batch, Context context) {
    List<String> again = new ArrayList<>();
    for (SQSMessage message : batch.getRecords()) {
      Duration remaining = Duration.ofMillis(context.getRemainingTimeInMillis()).plus(LEASE_MARGIN);
      Optional<Duration> wait = handle(message, remaining);
      if (wait.isPresent()) {
        again.add(message.getMessageId());
        deliverAgain(message, wait.get());
      }
    }
    return again;
  }

  private Optional<Duration> handle(SQSMessage message, Duration atMost) {
    try {
      return events.handle(reader.read(message.getBody()), atMost);
    } catch (UnrecognizedEventException e) {
      return reject(message, e);
    } catch (RuntimeException e) {
      log.failed(message.getMessageId(), e);
      return Optional.of(retryAfter(message));
    }
  }

  private Optional<Duration> reject(SQSMessage message, UnrecognizedEventException reason) {
    try {
      queue.reject(message, reason.getMessage());
      log.rejected(message.getMessageId(), reason.getMessage());
      return Optional.empty();
    } catch (RuntimeException e) {
      e.addSuppressed(reason);
      log.failed(message.getMessageId(), e);
      return Optional.of(retryAfter(message));
    }
  }

  private void deliverAgain(SQSMessage message, Duration wait) {
    try {
      queue.deliverAgain(message, wait);
    } catch (RuntimeException e) {
      // The queue's own visibility timeout delivers it again, only later.
      log.failed(message.getMessageId(), e);
    }
  }

  /** A minute for each time that the message came, up to a quarter of an hour. */
  private static Duration retryAfter(SQSMessage message) {
    int receives =
        Integer.parseInt(message.getAttributes().getOrDefault("ApproximateReceiveCount", "1"));
    Duration wait = Duration.ofMinutes(receives);
    return wait.compareTo(MAX_RETRY) < 0 ? wait : MAX_RETRY;
  }
}
