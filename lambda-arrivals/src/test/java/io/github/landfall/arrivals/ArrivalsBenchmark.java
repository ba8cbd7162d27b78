package io.github.landfall.arrivals;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import io.github.landfall.contract.arrival.PartName;
import java.io.ByteArrayInputStream;
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
      with open(sys.argv[1], 'rb') as file:
          batches = file.read().splitlines()
      began = time.process_time()
      messages = [message for batch in batches for message in json.loads(batch)['Records']]
      outer = time.process_time() - began
      for message in messages:
          json.loads(message['body'])
      print(len(messages), outer, time.process_time() - began)
      """;

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  @Test
  void arrivalsASecondAndProcessor(@TempDir Path folder) throws Exception {
    List<String> bodies = IntStream.range(0, EVENTS).mapToObj(ArrivalsBenchmark::body).toList();
    List<byte[]> batches = batches(bodies);
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
      python(batches, seconds, folder);
    }
  }

  /** Seconds of processor time for all batches. */
  private double measure(List<byte[]> batches) throws IOException {
    List<PartName> parts = new ArrayList<>();
    ArrivalsHandler handler =
        new ArrivalsHandler(
            new ArrivalsSettings("studio-landing", "ledger"),
            part -> parts.add(part.name()),
            new ArrivalsLog(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)));
    long began = system.getProcessCpuTime();
    for (byte[] batch : batches) {
      handler.handleRequest(new ByteArrayInputStream(batch), OutputStream.nullOutputStream(), null);
    }
    double seconds = (system.getProcessCpuTime() - began) / 1e9;
    assertThat(parts.stream().mapToLong(PartName::objects).sum()).isEqualTo(EVENTS);
    return seconds;
  }

  private static void python(List<byte[]> batches, double own, Path folder)
      throws IOException, InterruptedException {
    Path file = folder.resolve("messages.jsonl");
    try (OutputStream out = Files.newOutputStream(file)) {
      for (byte[] batch : batches) {
        out.write(batch);
        out.write('\n');
      }
    }
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
    List<String> figures = List.of(told.split(" ", -1));
    double outer = Double.parseDouble(figures.get(1));
    double all = Double.parseDouble(figures.get(2));
    System.out.printf(
        "  Python's json.loads: %,.0f messages a second and processor (%.2f s), %.2f s of it for the batch without its bodies: we are %.1f times as fast%n",
        EVENTS / all, all, outer, all / own);
  }

  private static String body(int number) {
    return S3Events.created(
        "northlight/show/episode %02d/shot-%04d/plate.%07d.exr"
            .formatted(number % 10, number % 1_000, number),
        50_000_000L + number,
        "0055AED6DCD9%08X".formatted(number));
  }

  /** With all that Lambda hands over of a message. */
  private static List<byte[]> batches(List<String> bodies) throws IOException {
    ObjectMapper json = new ObjectMapper();
    List<byte[]> batches = new ArrayList<>();
    for (int from = 0; from < bodies.size(); from += BATCH) {
      ObjectNode batch = json.createObjectNode();
      ArrayNode records = batch.putArray("Records");
      for (int number = from; number < Math.min(from + BATCH, bodies.size()); number++) {
        ObjectNode message = records.addObject();
        message
            .put("messageId", "059f36b4-87a3-44ab-83d2-%012d".formatted(number))
            .put("receiptHandle", "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a".repeat(6))
            .put("body", bodies.get(number));
        message
            .putObject("attributes")
            .put("ApproximateReceiveCount", "1")
            .put("SentTimestamp", "1545082649183")
            .put("SenderId", "AIDAIENQZJOLO23YVJ4VO")
            .put("ApproximateFirstReceiveTimestamp", "1545082649185");
        message.putObject("messageAttributes");
        message
            .put("md5OfBody", "e4e68fb7bd0e697a0ae8f1bb342846b3")
            .put("eventSource", "aws:sqs")
            .put(
                "eventSourceARN",
                "arn:aws-cn:sqs:cn-northwest-1:111122223333:Landfall-arrivals-northlight")
            .put("awsRegion", "cn-northwest-1");
      }
      batches.add(json.writeValueAsBytes(batch));
    }
    return batches;
  }
}
