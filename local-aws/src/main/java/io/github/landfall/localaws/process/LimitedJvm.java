package io.github.landfall.localaws.process;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Java process that has to do with a given heap, for benchmarks. */
public final class LimitedJvm {

  private LimitedJvm() {}

  /**
   * Prepares a process with this one's class path, and with the compiler and the garbage collector
   * that a Lambda function has.
   *
   * @param main the class whose {@code main} it runs
   * @param heap the most heap, as {@code -Xmx} takes it
   * @param arguments what {@code main} gets
   */
  public static ProcessBuilder process(Class<?> main, String heap, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heap,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName()));
    command.addAll(arguments);
    return new ProcessBuilder(command);
  }

  /** The most heap that this process has used so far, in bytes. */
  public static long peakHeapBytes() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
  }
}
