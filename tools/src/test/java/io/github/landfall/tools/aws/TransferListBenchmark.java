package io.github.landfall.tools.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.localaws.server.TableServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * How long {@code landfall transfer list} takes for a million objects, and that 64 MB of heap are
 * enough.
 *
 * <p>The table is dynalite's, in memory: it answers more slowly than DynamoDB, so a figure says
 * what this machine does with both. It needs about 2 GB.
 */
class TransferListBenchmark {

  private static final int OBJECTS = 1_000_000;
  private static final int FAILED_ONE_IN = 1_000;
  private static final String HEAP = "64m";
  private static final long START = 1_795_363_200;

  @Test
  void millionObjectsAreListedInConstantMemory() throws Exception {
    try (TableServer tables = TableServer.start(Path.of(".."), "cn-northwest-1");
        DeployedStacks stacks = new DeployedStacks(ObjectItems.TABLE)) {
      ObjectItems.create(tables);
      long began = System.nanoTime();
      ObjectItems.fill(
          tables.client(),
          OBJECTS,
          i ->
              ObjectItems.item(
                  "show/episode-%02d/shot-%04d/plate.%07d.exr".formatted(i % 10, i % 1_000, i),
                  i % FAILED_ONE_IN == 0 ? "ERROR" : "DONE",
                  50_000_000 + i,
                  START + i / 100));
      System.out.printf("table filled with %,d items in %.0f s%n", OBJECTS, secondsSince(began));

      measure(tables, stacks, OBJECTS);
      measure(tables, stacks, OBJECTS, "--json");
      measure(tables, stacks, OBJECTS / FAILED_ONE_IN, "--status", "ERROR");
    }
  }

  private static void measure(
      TableServer tables, DeployedStacks stacks, int expected, String... options)
      throws IOException, InterruptedException {
    ProcessBuilder command =
        TransferListProcess.process(stacks.uri(), tables.endpoint(), HEAP, DeployedStacks.PARTNER);
    command.command().addAll(List.of(options));
    long began = System.nanoTime();
    Process process = command.start();
    try {
      long lines;
      try (BufferedReader output = process.inputReader()) {
        lines = output.lines().count();
      }
      // Two lines, which fit in the pipe: the totals and the peak of heap.
      List<String> told = process.errorReader().lines().toList();
      int status = process.waitFor();
      double seconds = secondsSince(began);

      assertThat(status).as("%s", told).isZero();
      assertThat(lines).isEqualTo(expected);
      System.out.printf(
          "transfer list %s: %,d lines of %,d items in %.1f s, %,.0f items/s; peak heap %.1f MiB of"
              + " -Xmx%s%n",
          String.join(" ", options),
          lines,
          OBJECTS,
          seconds,
          OBJECTS / seconds,
          Long.parseLong(told.get(told.size() - 1)) / 1_048_576.0,
          HEAP);
    } finally {
      process.destroyForcibly();
    }
  }

  private static double secondsSince(long began) {
    return Duration.ofNanos(System.nanoTime() - began).toMillis() / 1_000.0;
  }
}
