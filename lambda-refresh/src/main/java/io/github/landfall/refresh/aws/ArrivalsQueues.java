package io.github.landfall.refresh.aws;

import io.github.landfall.contract.Names;
import io.github.landfall.contract.transfer.QueueCounts;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Counts what waits in a partner's arrivals queue, by the partner's name. */
public final class ArrivalsQueues implements ToIntFunction<String> {

  private final Supplier<SqsClient> sqs;
  private final Map<String, String> urls = new ConcurrentHashMap<>();

  /**
   * @param sqs the client
   */
  public ArrivalsQueues(Supplier<SqsClient> sqs) {
    this.sqs = sqs;
  }

  @Override
  public int applyAsInt(String partner) {
    String url =
        urls.computeIfAbsent(
            Names.ARRIVALS_QUEUE + partner,
            name -> sqs.get().getQueueUrl(request -> request.queueName(name)).queueUrl());
    return QueueCounts.of(sqs.get(), url).all();
  }
}
