package io.github.landfall.arrivals;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import com.sun.management.OperatingSystemMXBean;
import io.github.landfall.contract.arrival.PartName;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many arrivals a second of one processor's time turns into parts, next to Python's {@code
 * json.loads} of the same messages, which does nothing with them.
 *
 * <p>Java's time is the whole process's, with its compiler and garbage collector, after a warm-up;
 * sending a part to S3 is not in it.
 */
class ArrivalsBenchmark {

  private static final int EVENTS = 200_000;
  private static final int BATCH = 4_000;
  private static final int WARM_UP = 5;
  private static final int ROUNDS = 3;

  private static final String PYTHON =
      """
      import json, sys, time
      with open(sys.argv[1], encoding='utf-8') as file:
          lines = file.read().splitlines()
      began = time.process_time()
      for line in lines:
          json.loads(line)
      print(len(lines), time.process_time() - began)
      """;

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  @Test
  void arrivalsASecondAndProcessor(@TempDir Path folder) throws Exception {
    List<String> bodies = IntStream.range(0, EVENTS).mapToObj(ArrivalsBenchmark::body).toList();
    List<SQSEvent> batches = batches(bodies);
    System.out.printf(
        "%,d messages of S3, %,d characters each, in batches of %,d%n",
        EVENTS, bodies.get(0).length(), BATCH);
    for (int round = 1; round <= WARM_UP; round++) {
      measure(batches);
    }
    for (int round = 1; round <= ROUNDS; round++) {
      double seconds = measure(batches);
      System.out.printf(
          "  arrivals function: %,.0f arrivals a second and processor (%.2f s)%n",
          EVENTS / seconds, seconds);
      python(bodies, folder);
    }
  }

  /** Seconds of processor time for all batches. */
  private double measure(List<SQSEvent> batches) {
    List<PartName> parts = new ArrayList<>();
    ArrivalsHandler handler =
        new ArrivalsHandler(
            new ArrivalsSettings("studio-landing", "ledger"),
            part -> parts.add(part.name()),
            new ArrivalsLog(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)));
    long began = system.getProcessCpuTime();
    for (SQSEvent batch : batches) {
      assertThat(handler.handleRequest(batch, null).getBatchItemFailures()).isEmpty();
    }
    double seconds = (system.getProcessCpuTime() - began) / 1e9;
    assertThat(parts.stream().mapToLong(PartName::objects).sum()).isEqualTo(EVENTS);
    return seconds;
  }

  private static void python(List<String> bodies, Path folder)
      throws IOException, InterruptedException {
    Path file = folder.resolve("messages.jsonl");
    Files.write(file, bodies);
    Process process;
    try {
      process =
          new ProcessBuilder("python3", "-c", PYTHON, file.toString())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      System.out.println("  python3 is not there, so nothing to compare with: " + e.getMessage());
      return;
    }
    String told;
    try {
      told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      assertThat(process.waitFor()).as(told).isZero();
    } finally {
      process.destroyForcibly();
    }
    assertThat(told).startsWith(EVENTS + " ");
    double seconds = Double.parseDouble(told.substring(told.indexOf(' ') + 1));
    System.out.printf(
        "  Python's json.loads alone: %,.0f messages a second and processor (%.2f s)%n",
        EVENTS / seconds, seconds);
  }

  private static String body(int number) {
    return S3Events.created(
        "northlight/show/episode %02d/shot-%04d/plate.%07d.exr"
            .formatted(number % 10, number % 1_000, number),
        50_000_000L + number,
        "0055AED6DCD9%08X".formatted(number));
  }

  private static List<SQSEvent> batches(List<String> bodies) {
    List<SQSEvent> batches = new ArrayList<>();
    for (int from = 0; from < bodies.size(); from += BATCH) {
      List<SQSMessage> messages = new ArrayList<>();
      for (int number = from; number < Math.min(from + BATCH, bodies.size()); number++) {
        SQSMessage message = new SQSMessage();
        message.setMessageId("m" + number);
        message.setEventSourceArn(
            "arn:aws-cn:sqs:cn-northwest-1:111122223333:Landfall-arrivals-northlight");
        message.setBody(bodies.get(number));
        messages.add(message);
      }
      SQSEvent batch = new SQSEvent();
      batch.setRecords(messages);
      batches.add(batch);
    }
    return batches;
  }
}
