package io.github.landfall.localaws.drive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** A program of the drive's own, its output in a file. */
final class LocalProcess {

  private static final Duration READY_WITHIN = Duration.ofSeconds(20);
  private static final Duration ENDS_WITHIN = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(20);
  private static final int LOG_CHARACTERS = 2000;

  private final String name;
  private final Process process;
  private final Path log;

  private LocalProcess(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  static LocalProcess start(Path directory, Map<String, String> environment, List<String> command)
      throws IOException {
    String name = Path.of(command.get(0)).getFileName().toString();
    Path log = Files.createTempFile(directory, name, ".log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    // A proxy's or a company's settings are not meant for 127.0.0.1.
    builder
        .environment()
        .keySet()
        .removeIf(variable -> variable.matches("(?i)(AWS|RCLONE)_.*|.*_PROXY"));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    return new LocalProcess(name, builder.start(), log);
  }

  /** Waits until something is so. */
  void waitUntil(String what, BooleanSupplier ready) throws IOException {
    long deadline = System.nanoTime() + READY_WITHIN.toNanos();
    while (!ready.getAsBoolean()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IOException(name + ": not " + what + "; it said: " + output());
      }
      waitFor(POLL);
    }
  }

  /** Waits for the program's own end, and fails when that was not a success. */
  void waitForSuccess() throws IOException {
    if (!waitFor(Duration.ofMinutes(10)) || process.exitValue() != 0) {
      end();
      throw new IOException(name + " failed; it said: " + output());
    }
  }

  /** Whether the program ends on its own in a while. */
  boolean ends() throws IOException {
    return waitFor(ENDS_WITHIN);
  }

  /** Ends the program and what it started. */
  void end() throws IOException {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroy();
    if (!waitFor(ENDS_WITHIN)) {
      process.destroyForcibly();
    }
    for (ProcessHandle child : children) {
      child.destroy();
      if (!ends(child)) {
        child.destroyForcibly();
      }
    }
  }

  private boolean waitFor(Duration time) throws IOException {
    try {
      return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + name, e);
    }
  }

  private boolean ends(ProcessHandle child) throws IOException {
    try {
      child.onExit().get(ENDS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IOException("cannot wait for a process of " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + name, e);
    }
  }

  private String output() throws IOException {
    String text = Files.readString(log);
    return text.substring(Math.max(0, text.length() - LOG_CHARACTERS));
  }
}
