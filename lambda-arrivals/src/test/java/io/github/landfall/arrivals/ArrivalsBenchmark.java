package io.github.landfall.arrivals;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.management.OperatingSystemMXBean;
import io.github.landfall.contract.arrival.PartName;
import java.io.BufferedWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many arrivals a second of one processor's time turns into parts, from the bytes that Lambda
 * hands over; next to Python's {@code json.loads} of the same batches and of the bodies in them,
 * which does nothing with what it reads. The function runs with both compilers, as it is deployed,
 * and with the first alone.
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
      for message in messages:
          json.loads(message['body'])
      print(time.process_time() - began)
      """;

  @Test
  void arrivalsASecondAndProcessor(@TempDir Path folder) throws Exception {
    List<String> bodies = IntStream.range(0, EVENTS).mapToObj(ArrivalsBenchmark::body).toList();
    System.out.printf(
        "%,d messages of S3, %,d characters each, in batches of %,d%n",
        EVENTS, bodies.get(0).length(), BATCH);
    Path file = folder.resolve("batches.jsonl");
    write(bodies, file);
    double python = Double.parseDouble(run("python3", "-c", PYTHON, file.toString()));
    System.out.printf(
        "  Python's json.loads alone:              %,.0f a second and processor (%.2f s)%n",
        EVENTS / python, python);
    for (String tier : List.of("4", "1")) {
      double own =
          Double.parseDouble(
              run(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=" + tier,
                  "-XX:+UseSerialGC",
                  "-cp",
                  System.getProperty("java.class.path"),
                  ArrivalsBenchmark.class.getName(),
                  file.toString()));
      System.out.printf(
          "  arrivals function, -XX:TieredStopAtLevel=%s: %,.0f a second and processor (%.2f s), %.1f times Python's%n",
          tier, EVENTS / own, own, python / own);
    }
  }

  /**
   * Measures the function as Lambda would run it, and prints the median of the seconds of processor
   * time.
   *
   * @param arguments the file with a batch a line
   */
  public static void main(String[] arguments) throws IOException {
    List<byte[]> batches = new ArrayList<>();
    try (Stream<String> lines = Files.lines(Path.of(arguments[0]))) {
      lines.forEach(line -> batches.add(line.getBytes(StandardCharsets.UTF_8)));
    }
    for (int round = 1; round <= WARM_UP; round++) {
      measure(batches);
    }
    double[] seconds = new double[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      seconds[round] = measure(batches);
    }
    Arrays.sort(seconds);
    System.out.print(seconds[ROUNDS / 2]);
  }

  /** Seconds of processor time for all batches. */
  private static double measure(List<byte[]> batches) throws IOException {
    List<PartName> parts = new ArrayList<>();
    ArrivalsHandler handler =
        new ArrivalsHandler(
            new ArrivalsSettings("studio-landing", "ledger"),
            part -> parts.add(part.name()),
            new ArrivalsLog(
                new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)));
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    long began = system.getProcessCpuTime();
    for (byte[] batch : batches) {
      handler.handleRequest(new ByteArrayInputStream(batch), OutputStream.nullOutputStream(), null);
    }
    double seconds = (system.getProcessCpuTime() - began) / 1e9;
    assertThat(parts.stream().mapToLong(PartName::objects).sum()).isEqualTo(EVENTS);
    return seconds;
  }

  private static String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    try {
      String told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(told).isZero();
      return told.strip();
    } finally {
      process.destroyForcibly();
    }
  }

  private static String body(int number) {
    return S3Events.created(
        "northlight/show/episode %02d/shot-%04d/plate.%07d.exr"
            .formatted(number % 10, number % 1_000, number),
        50_000_000L + number,
        "0055AED6DCD9%08X".formatted(number));
  }

  /** With all that Lambda hands over of a message. */
  private static void write(List<String> bodies, Path file) throws IOException {
    ObjectMapper json = new ObjectMapper();
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
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
        out.write(json.writeValueAsString(batch));
        out.newLine();
      }
    }
  }
}
