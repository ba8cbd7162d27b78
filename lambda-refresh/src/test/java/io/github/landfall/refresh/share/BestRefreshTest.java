package io.github.landfall.refresh.share;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The plan beside the best one there is, found by trying all, on small random trees. */
class BestRefreshTest {

  private static final int TREES = 300;
  private static final int MAX_FOLDERS = 8;
  private static final long[] OBJECTS = {0, 7, 900, 9_000, 40_000, 130_000, 400_000};
  private static final FileShare SHARE = new FileShare("s", "g", "b", "");
  private static final PlanLimits ROOMY = new PlanLimits(3, 100, 100_000);
  private static final PlanLimits TIGHT = new PlanLimits(2, 2, 40);

  /** A folder; the first is the share's root, the second the partner's. */
  private record Folder(String path, int above, long objects, boolean changed) {}

  @Test
  void planCostsWhatTheBestCostsOrAtMostTwoCallsMore() {
    int equal = 0;
    long worst = 0;
    for (long seed = 0; seed < TREES; seed++) {
      List<Folder> folders = folders(new Random(seed));
      RefreshPlan plan = RefreshPlan.of(SHARE, "b", "p", tree(folders), ROOMY);
      long more = cost(plan) - best(folders, ROOMY).orElseThrow();
      assertThat(more).as("seed %d: %s", seed, folders).isBetween(0L, 2 * RequestEstimate.CALL);
      equal += more == 0 ? 1 : 0;
      worst = Math.max(worst, more);
    }
    System.out.printf(
        "refresh plan: as cheap as the best for %d of %d trees, at most %,d requests dearer%n",
        equal, TREES, worst);
    assertThat(equal).isGreaterThan(TREES * 95 / 100);
  }

  @Test
  void planUnderTightLimitsIsMostlyTheBestThatKeepsThem() {
    int equal = 0;
    int possible = 0;
    for (long seed = 0; seed < TREES; seed++) {
      List<Folder> folders = folders(new Random(seed));
      OptionalLong best = best(folders, TIGHT);
      if (best.isPresent()) {
        RefreshPlan plan = RefreshPlan.of(SHARE, "b", "p", tree(folders), TIGHT);
        possible++;
        assertThat(cost(plan))
            .as("seed %d: %s", seed, folders)
            .isGreaterThanOrEqualTo(best.getAsLong());
        equal += cost(plan) == best.getAsLong() ? 1 : 0;
      }
    }
    System.out.printf(
        "refresh plan under tight limits: the best for %d of %d trees%n", equal, possible);
    assertThat(equal).isGreaterThan(possible * 90 / 100);
  }

  private static List<Folder> folders(Random random) {
    List<Folder> folders = new ArrayList<>();
    folders.add(new Folder("", -1, 0, false));
    folders.add(folder("p", 0, random));
    int size = 3 + random.nextInt(MAX_FOLDERS - 2);
    while (folders.size() < size) {
      int above = 1 + random.nextInt(folders.size() - 1);
      folders.add(folder(folders.get(above).path() + "/" + folders.size(), above, random));
    }
    folders.add(new Folder("p/changed", 1, 1, true));
    return folders.subList(0, Math.min(folders.size(), MAX_FOLDERS));
  }

  private static Folder folder(String path, int above, Random random) {
    return new Folder(path, above, OBJECTS[random.nextInt(OBJECTS.length)], random.nextBoolean());
  }

  private static FolderTree tree(List<Folder> folders) {
    FolderTree.Builder tree = new FolderTree.Builder();
    folders.forEach(folder -> tree.add(folder.path(), folder.objects(), folder.changed()));
    return tree.build();
  }

  private static long cost(RefreshPlan plan) {
    return plan.lists() + plan.heads() + plan.calls().size() * RequestEstimate.CALL;
  }

  /** Tries all: each folder is in no call, in one that is not recursive, or in a recursive one. */
  private static OptionalLong best(List<Folder> folders, PlanLimits limits) {
    long best = Long.MAX_VALUE;
    long plans = Math.round(Math.pow(3, folders.size()));
    for (long plan = 0; plan < plans; plan++) {
      int[] choice = new int[folders.size()];
      long rest = plan;
      for (int i = 0; i < choice.length; i++) {
        choice[i] = (int) (rest % 3);
        rest /= 3;
      }
      // A recursive call for the bucket's root would renew other partners' folders too.
      if (choice[0] != 2 && covers(folders, choice)) {
        best = Math.min(best, cost(folders, choice, limits));
      }
    }
    return best == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(best);
  }

  private static boolean covers(List<Folder> folders, int[] choice) {
    for (int i = 0; i < choice.length; i++) {
      if (folders.get(i).changed()) {
        for (int at = i; at >= 0; at = folders.get(at).above()) {
          if (choice[at] == 0 && !below(folders, choice, at)) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** Whether a folder above is in a recursive call. */
  private static boolean below(List<Folder> folders, int[] choice, int folder) {
    for (int at = folders.get(folder).above(); at >= 0; at = folders.get(at).above()) {
      if (choice[at] == 2) {
        return true;
      }
    }
    return false;
  }

  private static long cost(List<Folder> folders, int[] choice, PlanLimits limits) {
    long requests = 0;
    int[] named = new int[3];
    int bytes = 0;
    for (int i = 0; i < choice.length; i++) {
      named[choice[i]]++;
      Folder folder = folders.get(i);
      if (choice[i] > 0) {
        bytes += Math.max(1, folder.path().getBytes(StandardCharsets.UTF_8).length);
      }
      if (choice[i] > 0 || below(folders, choice, i)) {
        int at = i;
        long within = folders.stream().filter(other -> other.above() == at).count();
        requests += Math.max(1, (folder.objects() + within + 999) / 1000) + folder.objects();
      }
    }
    int perCall = limits.foldersPerCall();
    int calls = (named[1] + perCall - 1) / perCall + (named[2] + perCall - 1) / perCall;
    boolean allowed = calls <= limits.calls() && bytes <= limits.nameBytes();
    return allowed ? requests + calls * RequestEstimate.CALL : Long.MAX_VALUE;
  }
}
