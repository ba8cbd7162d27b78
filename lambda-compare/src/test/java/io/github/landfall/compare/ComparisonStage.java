package io.github.landfall.compare;

import io.github.landfall.comparison.BucketListing.Place;
import io.github.landfall.comparison.SourceBucket;
import io.github.landfall.contract.comparison.ComparisonOrder;
import io.github.landfall.contract.comparison.SourceSettings;
import io.github.landfall.contract.transfer.FailedObjects;
import io.github.landfall.contract.transfer.TransferState;
import io.github.landfall.contract.transfer.Transfers;
import io.github.landfall.contract.transfer.WatchedTransfer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.GetQueueUrlResponse;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/** A comparison between embedded buckets, of which every call elsewhere can be the last. */
final class ComparisonStage {

  static final Instant ORDERED = Instant.parse("2026-11-22T04:00:00Z");

  /** As Lambda ends an invocation: nothing of it goes on. */
  static final class Killed extends Error {

    private static final long serialVersionUID = 1L;
  }

  final List<PublishRequest> mails = new ArrayList<>();
  final List<String> queued = new ArrayList<>();
  final Map<String, Progress> records = new HashMap<>();
  TransferState transfer = new TransferState.Over();
  Instant now = ORDERED;
  long callsUntilKilled = Long.MAX_VALUE;
  boolean repair;
  String sourceBucket = "source";
  int mostDifferences = 1000;
  String language = "en";

  private final ByteArrayOutputStream log = new ByteArrayOutputStream();
  private final S3Client s3;

  ComparisonStage(S3Client s3) {
    this.s3 = proxy(S3Client.class, s3);
  }

  /** What was logged. */
  String log() {
    return log.toString(StandardCharsets.UTF_8);
  }

  /** One invocation of the function. */
  Optional<Duration> invoke(BooleanSupplier enough) throws IOException {
    Ledger ledger = new Ledger(s3, "ledger");
    ComparisonTexts texts = new ComparisonTexts(language, ZoneId.of("Asia/Shanghai"));
    SqsClient sqs = proxy(SqsClient.class, new Queue());
    return new ComparisonRun(
            proxy(Comparisons.class, new Records()),
            proxy(Transfers.class, new Transfer()),
            new Slices(
                order ->
                    new SourceBucket(
                        new Place(s3, order.source().bucket(), false, ""), List.of("show/")),
                partner -> new Place(s3, "landing", false, partner + "/"),
                ledger,
                () -> now,
                mostDifferences),
            ledger,
            new Reports(s3, "landing", ledger, texts, ZoneId.of("Asia/Shanghai")),
            new Sending(partner -> new Place(s3, "landing", false, partner + "/"), ledger, sqs),
            new ComparisonNotices(
                proxy(SnsClient.class, new Mail()), "producers", "operations", texts),
            new CompareLog(new PrintStream(log, true, StandardCharsets.UTF_8)),
            () -> now)
        .goOn(order(), enough);
  }

  private ComparisonOrder order() {
    return new ComparisonOrder(
        ORDERED.toString(),
        new WatchedTransfer("aurora", "transfers", "dead", null, null, null, null, null),
        new SourceSettings(
            "Amazon_S3", sourceBucket, "us-west-2", null, null, false, false, "show/", null, null),
        repair);
  }

  /** Counts each call twice, before and after it, and kills at the one that is due. */
  private <T> T proxy(Class<T> type, T real) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              if (method.getName().equals("close")) {
                // The tests share one client.
                return null;
              }
              call();
              try {
                Object answer = method.invoke(real, arguments);
                call();
                return answer;
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private synchronized void call() {
    if (callsUntilKilled-- <= 0) {
      throw new Killed();
    }
  }

  private final class Records implements Comparisons {

    @Override
    public Optional<Progress> find(String partner, Instant ordered) {
      return Optional.ofNullable(records.get(partner + ordered));
    }

    @Override
    public boolean record(Progress progress) {
      Progress before = records.get(progress.partner() + progress.ordered());
      if (before != null && before.version() + 1 != progress.version()) {
        return false;
      }
      records.put(progress.partner() + progress.ordered(), progress);
      return true;
    }
  }

  private final class Transfer implements Transfers {

    @Override
    public TransferState observe(WatchedTransfer watched) {
      return transfer;
    }

    @Override
    public FailedObjects failed(WatchedTransfer watched, Instant since) {
      throw new UnsupportedOperationException();
    }
  }

  private final class Mail implements SnsClient {

    @Override
    public PublishResponse publish(Consumer<PublishRequest.Builder> request) {
      mails.add(PublishRequest.builder().applyMutation(request).build());
      return PublishResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "sns";
    }

    @Override
    public void close() {}
  }

  private final class Queue implements SqsClient {

    @Override
    public GetQueueUrlResponse getQueueUrl(
        Consumer<software.amazon.awssdk.services.sqs.model.GetQueueUrlRequest.Builder> request) {
      return GetQueueUrlResponse.builder().queueUrl("https://queue").build();
    }

    @Override
    public SendMessageBatchResponse sendMessageBatch(
        Consumer<SendMessageBatchRequest.Builder> request) {
      SendMessageBatchRequest.builder().applyMutation(request).build().entries().stream()
          .map(SendMessageBatchRequestEntry::messageBody)
          .forEach(queued::add);
      return SendMessageBatchResponse.builder().build();
    }

    @Override
    public String serviceName() {
      return "sqs";
    }

    @Override
    public void close() {}
  }
}
