package io.github.landfall.compare;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.landfall.comparison.BucketListing.Place;
import io.github.landfall.comparison.SourceBucket;
import io.github.landfall.contract.comparison.ComparisonOrder;
import io.github.landfall.contract.transfer.DthTransfers;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import java.util.function.Function;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The Lambda function behind the comparison queue. An order goes back to the queue after each
 * slice, until its comparison is over.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Partial
 *     batch responses</a>
 */
public final class CompareHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  /** What is left for putting a slice's files and recording it, when it stops. */
  static final Duration MARGIN = Duration.ofMinutes(3);

  /** What Excel shows of a table, less its heading. */
  private static final int MOST_DIFFERENCES = 1_000_000;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final ComparisonRun run;
  private final SqsClient sqs;
  private final String queue;
  private final CompareLog log;

  /** For Lambda: everything from the environment. */
  public CompareHandler() {
    this(
        System.getenv(),
        // A rehearsal puts its own clock on the class path; on AWS there is none but the system's.
        ServiceLoader.load(InstantSource.class).findFirst().orElse(InstantSource.system()),
        builder -> {},
        System.out);
  }

  /**
   * For a rehearsal.
   *
   * @param environment the function's variables
   * @param clock the time
   * @param amendment is shown each client's builder last, to send the client elsewhere
   * @param out where the log goes
   */
  public CompareHandler(
      Map<String, String> environment,
      InstantSource clock,
      Consumer<AwsClientBuilder<?, ?>> amendment,
      PrintStream out) {
    CompareSettings settings = CompareSettings.from(environment);
    SdkHttpClient http = UrlConnectionHttpClient.create();
    S3Client s3 = client(S3Client.builder(), http, amendment);
    sqs = client(SqsClient.builder(), http, amendment);
    EcsClient ecs = client(EcsClient.builder(), http, amendment);
    SfnClient stepFunctions = client(SfnClient.builder(), http, amendment);
    queue = settings.queue();
    log = new CompareLog(out);
    ComparisonTexts texts = new ComparisonTexts(settings.language(), settings.timeZone());
    Ledger ledger = new Ledger(s3, settings.ledgerBucket());
    Function<String, Place> landing =
        partner -> new Place(s3, settings.landingBucket(), false, partner + "/");
    run =
        new ComparisonRun(
            new StoredComparisons(
                client(DynamoDbClient.builder(), http, amendment), settings.runsTable()),
            new DthTransfers(() -> sqs, () -> ecs, () -> stepFunctions, clock),
            new Slices(
                order -> SourceBucket.of(order.source(), amendment),
                landing,
                ledger,
                clock,
                MOST_DIFFERENCES),
            ledger,
            new Reports(s3, settings.landingBucket(), ledger, texts, settings.timeZone()),
            new Sending(landing, ledger, sqs),
            new ComparisonNotices(
                client(SnsClient.builder(), http, amendment),
                settings.noticeTopic(),
                settings.operationsTopic(),
                texts),
            log,
            clock);
  }

  private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> C client(
      B builder, SdkHttpClient http, Consumer<AwsClientBuilder<?, ?>> amendment) {
    builder.httpClient(http);
    amendment.accept(builder);
    return builder.build();
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    List<BatchItemFailure> again = new ArrayList<>();
    for (SQSMessage message : batch.getRecords()) {
      Optional<Duration> wait = goOn(message, context);
      if (wait.isPresent()) {
        again.add(new BatchItemFailure(message.getMessageId()));
        deliverAgain(message, wait.get());
      }
    }
    return new SQSBatchResponse(again);
  }

  private Optional<Duration> goOn(SQSMessage message, Context context) {
    try {
      ComparisonOrder order = JSON.readValue(message.getBody(), ComparisonOrder.class);
      return run.goOn(order, () -> context.getRemainingTimeInMillis() < MARGIN.toMillis());
    } catch (IOException | RuntimeException e) {
      log.failed(message.getMessageId(), e);
      return Optional.of(ComparisonRun.AGAIN);
    }
  }

  private void deliverAgain(SQSMessage message, Duration wait) {
    try {
      sqs.changeMessageVisibility(
          request ->
              request
                  .queueUrl(queue)
                  .receiptHandle(message.getReceiptHandle())
                  .visibilityTimeout(Math.toIntExact(wait.toSeconds())));
    } catch (RuntimeException e) {
      // The queue's own visibility timeout delivers it again, only later.
      log.failed(message.getMessageId(), e);
    }
  }
}
