package io.github.landfall.localaws.function;

import io.github.landfall.localaws.clock.SharedClock;
import io.github.landfall.localaws.clock.VirtualClock;
import io.github.landfall.localaws.permissions.CallRecorder;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Lambda function's own package, run in a child JVM by Lambda's own runtime (Linux only).
 *
 * <p>The child sees the environment that it would see on AWS and nothing of this process's. Its
 * clients are sent to the embedded servers by {@code AWS_ENDPOINT_URL_…} variables, and its clock
 * is the rehearsal's. It ends when this object is closed; when this JVM dies, it ends too, because
 * the runtime loses its connection.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Lambda's
 *     environment variables</a>
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">Endpoint
 *     variables</a>
 */
public final class FunctionProcess implements FunctionHost.HostedFunction {

  private static final String JAVA_OPTIONS = "JAVA_TOOL_OPTIONS";

  /** What a loaded machine may need, beside the function's timeout, to start the child. */
  private static final Duration START_ALLOWANCE = Duration.ofSeconds(60);

  /** A rehearsal is small, and this machine may be too. */
  private static final int MAX_HEAP_MEGABYTES = 256;

  private final FunctionDefinition function;
  private final Path directory;
  private final RuntimeApi api;
  private final Process process;

  private FunctionProcess(
      FunctionDefinition function, Path directory, RuntimeApi api, Process process) {
    this.function = function;
    this.directory = directory;
    this.api = api;
    this.process = process;
  }

  /**
   * Starts a function; it loads while this returns.
   *
   * @param function what to run
   * @param endpoints where the function's clients go, by the last part of the variable's name, for
   *     example {@code DYNAMODB} or {@code STORAGE_GATEWAY}
   * @param clock the time that the function sees, if it asks for an {@code InstantSource} service
   * @param calls the file that the function's AWS calls are added to
   * @param log gets each line that the function prints, on another thread
   * @throws IOException if the package cannot be read or the JVM cannot start
   */
  public static FunctionProcess start(
      FunctionDefinition function,
      Map<String, URI> endpoints,
      VirtualClock clock,
      Path calls,
      Consumer<String> log)
      throws IOException {
    Path directory = Files.createTempDirectory("landfall-function");
    RuntimeApi api = RuntimeApi.start(function.arn(), function.timeout());
    try {
      Path taskRoot = Files.createDirectory(directory.resolve("task"));
      TaskRoot.fill(function.code(), taskRoot);
      CallRecorder.writeClassPathEntry(taskRoot);
      ProcessBuilder child =
          new ProcessBuilder(command(function, directory, clock, calls))
              .directory(taskRoot.toFile())
              .redirectErrorStream(true);
      child.environment().clear();
      child.environment().putAll(LambdaRuntime.environment(function, api.address()));
      endpoints.forEach(
          (service, endpoint) ->
              child.environment().put("AWS_ENDPOINT_URL_" + service, endpoint.toString()));
      child.environment().putAll(function.environment());
      child.environment().remove(JAVA_OPTIONS);
      Process process = child.start();
      passOn(process, log);
      return new FunctionProcess(function, directory, api, process);
    } catch (IOException | RuntimeException e) {
      api.close();
      TaskRoot.delete(directory);
      throw e;
    }
  }

  /**
   * Calls the function and waits for its response, one call at a time.
   *
   * @param event the event, as JSON
   * @return the response, as JSON
   * @throws FunctionException if the handler fails
   * @throws IllegalStateException if the function cannot be loaded, its process has ended, or it
   *     gives no response within its timeout and what its start may take
   */
  @Override
  public synchronized String invoke(String event) {
    CompletableFuture<String> response = api.submit(event);
    Duration deadline = function.timeout().plus(START_ALLOWANCE);
    try {
      CompletableFuture.anyOf(response, api.initError(), process.onExit())
          .get(deadline.toMillis(), TimeUnit.MILLISECONDS);
      if (!response.isDone()) {
        throw new IllegalStateException("the function " + function.name() + " " + whyItEnded());
      }
      return response.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof FunctionException failed) {
        throw failed;
      }
      throw new IllegalStateException("the function " + function.name() + " failed", e);
    } catch (TimeoutException e) {
      throw new IllegalStateException(
          "the function %s gave no response within %d s of real time"
              .formatted(function.name(), deadline.toSeconds()),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the function", e);
    }
  }

  private String whyItEnded() {
    return api.initError().isDone()
        ? "cannot be loaded: " + api.initError().join()
        : "has ended with status " + process.exitValue();
  }

  /** The child's process id. */
  public long pid() {
    return process.pid();
  }

  /**
   * Kills the process and leaves the rest to {@link #close}; a call that waits for its response
   * fails. May be called from any thread.
   */
  @Override
  public void kill() {
    process.toHandle().destroyForcibly();
  }

  private static List<String> command(
      FunctionDefinition function, Path directory, VirtualClock clock, Path calls)
      throws IOException {
    Path sharedClock = directory.resolve("clock");
    SharedClock.writeClassPathEntry(sharedClock);
    List<String> command = new ArrayList<>();
    // In a session of its own: a terminal's Ctrl-C is the parent's to handle.
    command.add("setsid");
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (Runtime.version().feature() >= 24) {
      command.add("--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(LambdaRuntime.OPTIONS);
    // As a variable the JVM would obey it as well, but say so in the function's log.
    String options = function.environment().get(JAVA_OPTIONS);
    if (options != null) {
      command.addAll(List.of(options.split(" ", -1)));
    }
    command.addAll(
        List.of(
            "-Xmx" + Math.min(function.memoryMegabytes() / 2, MAX_HEAP_MEGABYTES) + "m",
            // No AWS profile of this machine's user.
            "-Duser.home=" + directory,
            "-D" + SharedClock.FILE_PROPERTY + "=" + clock.file().toAbsolutePath(),
            "-D" + CallRecorder.FILE_PROPERTY + "=" + calls.toAbsolutePath(),
            LambdaRuntime.library(directory),
            "-classpath",
            Stream.concat(LambdaRuntime.classPath().stream(), Stream.of(sharedClock.toString()))
                .collect(Collectors.joining(File.pathSeparator)),
            LambdaRuntime.MAIN_CLASS,
            function.handler()));
    return command;
  }

  private static void passOn(Process process, Consumer<String> log) {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    Thread thread = new Thread(() -> output.lines().forEach(log), "function-log");
    thread.setDaemon(true);
    thread.start();
  }

  /** Kills the process and deletes its directory. Closing again does nothing. */
  @Override
  public synchronized void close() {
    // First the process: without its server it would log an error of its own. Its handle leaves the
    // output open, so that the last lines are still read.
    kill();
    process.onExit().join();
    api.close();
    try {
      if (Files.exists(directory)) {
        TaskRoot.delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + directory, e);
    }
  }
}
