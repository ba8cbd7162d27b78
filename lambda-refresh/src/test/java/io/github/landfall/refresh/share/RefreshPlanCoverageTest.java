package io.github.landfall.refresh.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.contract.run.RefreshCall;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Random buckets, changes and gateways: after a plan's calls nobody misses a change. */
class RefreshPlanCoverageTest {

  private static final int TREES = 400;
  private static final List<String> NAMES =
      List.of("a", "b", "镜头 10", "a+b%20", "", "..", "new\nline", "x".repeat(300));

  @ParameterizedTest(name = "reversed {0}, recursive refresh lists new folders {1}")
  @CsvSource({"false,true", "false,false", "true,true", "true,false"})
  void everyChangeIsSeenWhateverWasListedBefore(boolean reversed, boolean listsNewFolders) {
    int changes = 0;
    for (long seed = 0; seed < TREES; seed++) {
      changes += tryOut(seed, reversed, listsNewFolders);
    }
    assertThat(changes).isGreaterThan(TREES);
  }

  /** Returns how many changes the share shows. */
  private static int tryOut(long seed, boolean reversed, boolean listsNewFolders) {
    Random random = new Random(seed);
    String prefix = List.of("", "aurora/", "aurora/a/").get(random.nextInt(3));
    Map<List<String>, Integer> before = objects(random, 0);
    Map<List<String>, Integer> after = new HashMap<>(before);
    after.keySet().removeIf(path -> random.nextInt(5) == 0);
    after.putAll(objects(random, 1));
    boolean roomForAll = random.nextInt(8) > 0;
    ChangedFolders changed = changed(before, after, roomForAll);

    Map<List<String>, Integer> shown = below(prefix, before);
    ListingCache gateway = new ListingCache(shown, listsNewFolders);
    listSome(gateway, List.of(shown, below(prefix, after)), random);
    shown.clear();
    shown.putAll(below(prefix, after));
    PlanLimits limits =
        new PlanLimits(1 + random.nextInt(4), 1 + random.nextInt(8), 10 + random.nextInt(1500));
    List<RefreshCall> plan =
        RefreshPlan.of(new FileShare("s", "g", "b", prefix), "b", "aurora", changed, limits);
    assertWithin(limits, plan, seed);
    List<RefreshCall> calls = new ArrayList<>(plan);
    if (reversed) {
      Collections.reverse(calls);
    }
    calls.forEach(gateway::refresh);

    Map<List<String>, Integer> all = below(prefix, before);
    all.putAll(shown);
    int changes = 0;
    for (List<String> path : all.keySet()) {
      if (!Optional.ofNullable(below(prefix, before).get(path))
          .equals(Optional.ofNullable(shown.get(path)))) {
        changes++;
        assertThat(gateway.see(path))
            .as("seed %d: %s on share %s after %s", seed, path, prefix, calls)
            .isEqualTo(Optional.ofNullable(shown.get(path)));
      }
    }
    if (changes == 0 && roomForAll) {
      assertThat(plan).as("seed %d: calls for nothing", seed).isEmpty();
    }
    return changes;
  }

  private static void assertWithin(PlanLimits limits, List<RefreshCall> plan, long seed) {
    List<String> names = plan.stream().flatMap(call -> call.folders().stream()).toList();
    assertThat(plan.size()).as("seed %d: calls", seed).isLessThanOrEqualTo(limits.calls());
    assertThat(plan)
        .as("seed %d: folders in a call", seed)
        .allMatch(call -> call.folders().size() <= limits.foldersPerCall());
    assertThat(names).as("seed %d: names", seed).doesNotHaveDuplicates();
    assertThat(names.stream().mapToInt(n -> n.getBytes(StandardCharsets.UTF_8).length).sum())
        .as("seed %d: bytes of names", seed)
        .isLessThanOrEqualTo(limits.nameBytes());
  }

  private static Map<List<String>, Integer> objects(Random random, int version) {
    Map<List<String>, Integer> objects = new TreeMap<>(BY_NAMES);
    int count = random.nextInt(12);
    for (int i = 0; i < count; i++) {
      List<String> path = new ArrayList<>();
      path.add(random.nextInt(6) == 0 ? "_landfall" : "aurora");
      int kinds = random.nextBoolean() ? 4 : NAMES.size();
      for (int depth = random.nextInt(5); depth > 0; depth--) {
        path.add(NAMES.get(random.nextInt(kinds)));
      }
      path.add("file" + random.nextInt(3));
      objects.put(List.copyOf(path), version);
    }
    return objects;
  }

  private static final Comparator<List<String>> BY_NAMES =
      Comparator.comparing(names -> String.join("/", names));

  /** What changed; without room for all, a change is known by a folder somewhere above it. */
  private static ChangedFolders changed(
      Map<List<String>, Integer> before, Map<List<String>, Integer> after, boolean roomForAll) {
    Map<List<String>, Integer> all = new HashMap<>(before);
    all.putAll(after);
    Set<String> folders = new HashSet<>();
    Set<String> below = new HashSet<>();
    for (List<String> path : all.keySet()) {
      if (!Optional.ofNullable(before.get(path)).equals(Optional.ofNullable(after.get(path)))) {
        if (roomForAll || path.size() < 4) {
          folders.add(String.join("/", path.subList(0, path.size() - 1)));
        } else {
          below.add(String.join("/", path.subList(0, 2)));
        }
      }
    }
    return new ChangedFolders(folders, below);
  }

  private static Map<List<String>, Integer> below(
      String prefix, Map<List<String>, Integer> objects) {
    List<String> root = prefix.isEmpty() ? List.of() : List.of(prefix.split("/"));
    Map<List<String>, Integer> below = new TreeMap<>(BY_NAMES);
    objects.forEach(
        (path, version) -> {
          if (path.size() > root.size() && path.subList(0, root.size()).equals(root)) {
            below.put(path.subList(root.size(), path.size()), version);
          }
        });
    return below;
  }

  private static void listSome(
      ListingCache gateway, List<Map<List<String>, Integer>> objects, Random random) {
    int oneIn = 1 + random.nextInt(4);
    for (Map<List<String>, Integer> some : objects) {
      for (List<String> path : some.keySet()) {
        for (int depth = 0; depth < path.size(); depth++) {
          if (random.nextInt(oneIn) == 0) {
            gateway.list(path.subList(0, depth));
          }
        }
      }
    }
  }
}
