package io.github.landfall.arrivals;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.landfall.contract.arrival.Arrival;
import io.github.landfall.contract.arrival.ArrivalPart;
import io.github.landfall.contract.queue.BatchFailures;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * The Lambda function behind the arrivals queues: S3's events in, one part a partner out.
 *
 * <p>It counts nothing and remembers nothing. A part is named by what it holds, so a batch that
 * comes again puts the same part again. What could not be read or put is reported as failed, and
 * SQS delivers it again.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Partial
 *     batch responses</a>
 */
public final class ArrivalsHandler implements RequestStreamHandler {

  private final BatchReader reader = new BatchReader();
  private final ArrivalsSettings settings;
  private final ArrivalParts parts;
  private final ArrivalsLog log;

  /** For Lambda: everything from the environment. */
  public ArrivalsHandler() {
    this(System.getenv(), builder -> {}, System.out);
  }

  /**
   * For a rehearsal that runs many nights in one process.
   *
   * @param environment the function's variables
   * @param amendment is shown the S3 client's builder last, to send the client elsewhere
   * @param out where the log goes
   */
  public ArrivalsHandler(
      Map<String, String> environment, Consumer<S3ClientBuilder> amendment, PrintStream out) {
    this.settings = ArrivalsSettings.from(environment);
    this.parts = S3ArrivalParts.in(settings.ledgerBucket(), amendment);
    this.log = new ArrivalsLog(out);
  }

  /** For tests: every edge given. */
  ArrivalsHandler(ArrivalsSettings settings, ArrivalParts parts, ArrivalsLog log) {
    this.settings = settings;
    this.parts = parts;
    this.log = log;
  }

  /**
   * @throws IOException if the event is no batch of SQS messages; nothing was put then
   * @throws IllegalArgumentException if a message came from a queue that is no arrivals queue;
   *     nothing was put then
   */
  @Override
  public void handleRequest(InputStream batch, OutputStream answer, Context context)
      throws IOException {
    Map<String, Gathered> partners = new LinkedHashMap<>();
    List<String> failed = new ArrayList<>();
    reader.read(
        batch,
        message -> {
          String partner = settings.partner(message.queue());
          if (message.unreadable() == null) {
            partners
                .computeIfAbsent(
                    partner, name -> new Gathered(new ArrayList<>(), new ArrayList<>()))
                .add(message.id(), own(partner, message));
          } else {
            log.unreadable(partner, message.id(), message.unreadable());
            failed.add(message.id());
          }
        });
    partners.forEach((partner, gathered) -> failed.addAll(put(partner, gathered)));
    BatchFailures.write(failed, answer);
  }

  /**
   * What a message tells of the partner's folder in the landing bucket; nothing else should be in
   * its queue. But a bucket that an earlier deployment has left keeps its notifications.
   */
  private List<Arrival> own(String partner, BatchReader.Message message) {
    List<Arrival> own = new ArrayList<>(1);
    for (ObjectEventReader.Told told : message.told()) {
      Arrival arrival = told.arrival();
      if (!told.bucket().equals(settings.landingBucket())) {
        log.otherBucket(partner, message.id(), told.bucket(), settings.landingBucket());
      } else if (arrival.key().startsWith(partner + "/")) {
        own.add(arrival);
      } else {
        log.foreign(partner, message.id(), arrival.key());
      }
    }
    return own;
  }

  /** Puts a partner's part; returns the messages that must come again. */
  private List<String> put(String partner, Gathered gathered) {
    if (gathered.arrivals().isEmpty()) {
      return List.of();
    }
    ArrivalPart part = ArrivalPart.of(partner, gathered.arrivals());
    try {
      parts.put(part);
      log.put(part.name());
      return List.of();
    } catch (RuntimeException e) {
      log.notPut(part.name(), e);
      return gathered.messages();
    }
  }

  /** A partner's arrivals, and the messages that told them. */
  private record Gathered(List<Arrival> arrivals, List<String> messages) {

    void add(String message, List<Arrival> told) {
      arrivals.addAll(told);
      messages.add(message);
    }
  }
}
