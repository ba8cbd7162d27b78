package io.github.landfall.refresh.share;

import io.github.landfall.contract.run.RefreshCall;
import io.github.landfall.localaws.process.LimitedJvm;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Plans the refresh after ten million objects came into 200,000 folders, in a process of its own.
 *
 * <p>The tree is a studio's: ten shows, and in each sequences, shots, departments and versions with
 * 50 frames each. Objects come folder by folder in turns, as the workers of a transfer bring them.
 */
final class RefreshPlanProcess {

  static final int FOLDERS = 10 * 20 * 25 * 8 * 5;
  static final int OBJECTS = FOLDERS * 50;

  private static final String[] DEPARTMENTS = {
    "animation", "compositing", "fx", "layout", "lighting", "matchmove", "plates", "roto"
  };

  private RefreshPlanProcess() {}

  /** Prints what was added and planned, how long that took, and the peak of heap. */
  public static void main(String[] arguments) {
    long began = System.nanoTime();
    long characters = 0;
    for (int i = 0; i < OBJECTS; i++) {
      characters += key(i).length();
    }
    System.out.printf(
        "%,d keys of %,d characters each, made in %.1f s%n",
        OBJECTS, characters / OBJECTS, secondsSince(began));

    began = System.nanoTime();
    Set<String> folders = new HashSet<>();
    for (int i = 0; i < OBJECTS; i++) {
      String key = key(i);
      folders.add(key.substring(0, key.lastIndexOf('/')));
    }
    ChangedFolders changed = new ChangedFolders(folders, Set.of());
    System.out.printf(
        "made again and added to %,d folders in %.1f s%n", FOLDERS, secondsSince(began));

    began = System.nanoTime();
    List<RefreshCall> plan =
        RefreshPlan.of(
            new FileShare("share-1", "sgw-1", "landing", ""),
            "landing",
            "northlight",
            changed,
            PlanLimits.among(1, List.of()));
    System.out.printf("planned in %.1f s%n", secondsSince(began));
    plan.forEach(call -> System.out.println("  " + call));
    System.out.printf("peak heap %.1f MiB%n", LimitedJvm.peakHeapBytes() / 1_048_576.0);
  }

  private static String key(int number) {
    int folder = number % FOLDERS;
    int version = folder % 5 + 1;
    int department = folder / 5 % 8;
    int shot = folder / 40 % 25 * 10 + 1010;
    int sequence = folder / 1_000 % 20 * 10 + 1010;
    int show = folder / 20_000;
    String name = "sq" + sequence + "_sh" + shot;
    return "northlight/show-"
        + show
        + "/sq"
        + sequence
        + "/"
        + name
        + "/"
        + DEPARTMENTS[department]
        + "/v00"
        + version
        + "/"
        + name
        + "."
        + (number / FOLDERS + 1001)
        + ".exr";
  }

  private static double secondsSince(long began) {
    return Duration.ofNanos(System.nanoTime() - began).toMillis() / 1_000.0;
  }
}
