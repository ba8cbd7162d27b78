package io.github.landfall.rehearsal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A small night with each fault at each of its calls of AWS; {@code mvn -Pfaults verify} runs it.
 *
 * <p>{@code -Dlandfall.fault=killed-after@17} plays one night alone; without {@code @17}, every
 * night with that fault.
 */
class FaultAtEveryCall {

  private static final int MAX_AT_A_TIME = 4;

  @TempDir private Path directory;

  @Test
  void nightWithAFaultAtAnyCallEndsAsOneWithout() throws Exception {
    int atATime = Math.min(Runtime.getRuntime().availableProcessors(), MAX_AT_A_TIME);
    try (FaultyNights nights = new FaultyNights(directory, atATime)) {
      assertThat(nights.faultless().broken()).isEmpty();
      int calls = nights.faultless().calls().size();
      print("the night has %d calls of AWS; %d nights are played at a time", calls, atATime);
      List<FaultPlan> plans = FaultPlan.of(System.getProperty("landfall.fault", ""), calls);
      List<String> broken = new ArrayList<>();
      for (Fault fault : Fault.values()) {
        broken.addAll(
            broken(fault, plans.stream().filter(plan -> plan.fault() == fault).toList(), nights));
      }
      assertThat(broken).isEmpty();
    }
  }

  private static List<String> broken(Fault fault, List<FaultPlan> plans, FaultyNights nights)
      throws Exception {
    if (plans.isEmpty()) {
      return List.of();
    }
    long began = System.nanoTime();
    List<String> broken = nights.broken(plans, FaultAtEveryCall::printBroken);
    print(
        "%-18s %3d nights, %d of them not as they must be (%d s)",
        fault, plans.size(), broken.size(), (System.nanoTime() - began) / 1_000_000_000);
    return broken;
  }

  private static void printBroken(String line) {
    if (!line.isEmpty()) {
      print("  %s", line);
    }
  }

  private static void print(String format, Object... values) {
    System.out.printf(format + "%n", values);
  }
}
