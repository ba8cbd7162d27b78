package io.github.landfall.rehearsal.coldstart;

import io.github.landfall.localaws.function.FunctionDefinition;
import io.github.landfall.localaws.function.LambdaRuntime;
import io.github.landfall.localaws.function.RuntimeApi;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A start of a function in a fresh process.
 *
 * @param readyMillis from the process's start until its runtime asks for an event, in ms
 * @param answeredMillis from the process's start until the event is answered, in ms
 * @param processorMillis processor time of the process until then, in ms
 * @param peakMebibytes how much memory it held at most, in MiB
 * @param answer the answer, as JSON
 */
record ColdStart(
    double readyMillis,
    double answeredMillis,
    double processorMillis,
    double peakMebibytes,
    String answer) {

  /**
   * Starts a function with an event that waits for it, and ends it when it has answered.
   *
   * @param command the process's command, run in {@code directory}
   * @param environment what the function sees beside Lambda's own variables
   * @throws IllegalStateException if it does not answer; the message has what it printed
   */
  static ColdStart of(
      FunctionDefinition function,
      Path directory,
      List<String> command,
      Map<String, String> environment,
      String event)
      throws IOException, InterruptedException {
    Path log = directory.resolve("log");
    try (RuntimeApi api = RuntimeApi.start(function.arn(), function.timeout())) {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      Map<String, String> all = new LinkedHashMap<>(function.environment());
      all.putAll(LambdaRuntime.environment(function, api.address()));
      all.putAll(environment);
      builder.environment().clear();
      builder.environment().putAll(all);
      CompletableFuture<String> response = api.submit(event);
      long began = System.nanoTime();
      Process process = builder.start();
      try {
        CompletableFuture.anyOf(response, api.initError(), process.onExit())
            .get(60, TimeUnit.SECONDS);
        long answered = System.nanoTime();
        if (!response.isDone()) {
          throw new IllegalStateException("no answer: " + Files.readString(log));
        }
        return new ColdStart(
            (api.ready().join() - began) / 1e6,
            (answered - began) / 1e6,
            process.info().totalCpuDuration().orElseThrow().toNanos() / 1e6,
            peakKib(process.pid()) / 1024.0,
            response.get());
      } catch (ExecutionException | TimeoutException e) {
        throw new IllegalStateException("no answer: " + Files.readString(log), e);
      } finally {
        process.destroyForcibly().waitFor();
      }
    }
  }

  private static long peakKib(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
