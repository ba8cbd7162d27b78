package io.github.landfall.refresh.share;

import io.github.landfall.contract.run.RefreshCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the cheapest calls that renew the folders that changed.
 *
 * <p><b>What it guarantees.</b> Every folder that changed, and every folder above it up to the
 * share's root, is named in a call, or lies below a folder of a recursive call. The folders above
 * are needed because a new folder is seen only when its parent's listing is renewed. In whatever
 * order the calls are carried out, and whatever the gateway had listed before, every change is
 * shown once all are done. A folder whose name RefreshCache may misread (empty, {@code .}, {@code
 * ..}, control characters, more than 1,024 bytes) is covered by a recursive call for the nearest
 * folder above that has a good name. No plan is larger than {@link PlanLimits} allows. The same
 * tree gives the same plan.
 *
 * <p><b>How it chooses.</b> Calls take many folders each, so what a further folder in them costs
 * depends on how many there are already. Therefore a folder in a call is given a price; with prices
 * fixed, the best choice for a folder follows from those for the folders below it: either all of it
 * at once, recursively, or its own listing and the best choice for each folder below that changed.
 * This is done for a range of prices, and for the partner's whole folder; the choices are packed
 * into calls, and the one whose requests and calls cost least is taken ({@link RequestEstimate}).
 * Where the limits leave room, it is never dearer than the best plan there is by more than two
 * calls: at a price of a 50th of a call, packing can only lose the rest of the last call of either
 * kind.
 *
 * <p>A share may show other partners' folders, of which the tree does not know; a recursive call
 * that would renew those too is the last resort.
 *
 * <p><b>Its weakness.</b> It chooses by what the tree knows. Objects that were in the bucket before
 * Landfall counted are in no count, so a recursive call on an older library looks cheaper than it
 * is. What is shown is right all the same, and no plan costs more than refreshing the whole folder
 * and the calls beside it, as without a plan.
 */
final class CheapestRefresh {

  /** Prices of a folder in a call that are tried, in quarters of its share of the call's price. */
  private static final long[] QUARTERS = {0, 1, 2, 4, 8, 20, 60, 200, 1_000, 20_000, 20_000_000};

  /** Prices of a byte of a name that are tried, for when the names get too long. */
  private static final long[] PER_BYTE = {1, 10, 100, 1_000, 10_000, 1_000_000, 100_000_000};

  private static final Comparator<String> UPPER_FIRST =
      Comparator.comparingLong(CheapestRefresh::depth).thenComparing(Comparator.naturalOrder());

  private enum Choice {
    /** Its own listing, in a call that is not recursive. */
    ALONE,
    /** With everything below, in a recursive call. */
    WITH_ALL_BELOW,
    /** There is nothing below: a call of either kind will do. */
    EITHER,
    /** A folder above was taken with everything below. */
    COVERED
  }

  /**
   * What a folder in a call is taken for, in requests.
   *
   * @param alone in a call that is not recursive
   * @param recursive in a recursive call
   * @param perByte of its name, besides
   */
  private record Prices(long alone, long recursive, long perByte) {}

  private record Candidate(
      List<Choice> choices, RequestEstimate requests, long cost, Packing packing, long nameBytes) {}

  /** How folders fall into calls: so many of either kind go into recursive ones. */
  private record Packing(long calls, int eitherRecursive) {

    /** As few calls as possible, and of these as few folders as possible in recursive ones. */
    static Packing of(int alone, int recursive, int either, int perCall) {
      int fitAlone = Math.min(either, room(alone, perCall));
      int over = (either - fitAlone) % perCall;
      int moved = over <= room(recursive, perCall) ? over : 0;
      return new Packing(
          callsFor(alone + either - moved, perCall) + callsFor(recursive + moved, perCall), moved);
    }

    private static int room(int folders, int perCall) {
      return callsFor(folders, perCall) * perCall - folders;
    }

    private static int callsFor(int folders, int perCall) {
      return (folders + perCall - 1) / perCall;
    }
  }

  private final SharedFolders folders;
  private final PlanLimits limits;
  private final int[] concerned;
  private final int[] above;
  private final long[] own;
  private final long[] withAllBelow;

  /**
   * Prepares the choice.
   *
   * @param folders the folders as the share shows them
   * @param limits how large the plan may get
   */
  CheapestRefresh(SharedFolders folders, PlanLimits limits) {
    this.folders = folders;
    this.limits = limits;
    concerned = folders.concerned();
    above = new int[concerned.length];
    own = new long[concerned.length];
    withAllBelow = new long[concerned.length];
    for (int i = 0; i < concerned.length; i++) {
      int folder = concerned[i];
      // The first is the share's root: a folder's number is above its parent's.
      above[i] = i == 0 ? -1 : Arrays.binarySearch(concerned, folders.parent(folder));
      own[i] = folders.own(folder).requests();
      withAllBelow[i] =
          folders.withAllBelow(folder).requests()
              + (folders.sharedWithOthers(folder) ? RequestEstimate.UNKNOWN_FOLDERS : 0);
    }
  }

  /** The cheapest plan found. */
  RefreshPlan plan() {
    RequestEstimate whole = folders.wholeCost();
    if (concerned.length == 0) {
      List<RefreshCall> calls =
          folders.topMayHaveChanged()
              ? List.of(new RefreshCall(List.of(RefreshPlan.ROOT), true))
              : List.of();
      return new RefreshPlan(calls, 0, 0, whole.lists(), whole.heads());
    }
    long fair = Math.max(1, RequestEstimate.CALL / limits.foldersPerCall());
    // Of two that cost the same, the first is kept: the one that takes less with all below it.
    Candidate best = candidate(new Prices(0, 0, 0));
    for (long alone : QUARTERS) {
      for (long recursive : QUARTERS) {
        best = better(best, candidate(new Prices(fair * alone / 4, fair * recursive / 4, 0)));
      }
    }
    for (long perByte : PER_BYTE) {
      best = better(best, candidate(new Prices(fair, fair, perByte)));
    }
    best = better(best, candidate(new Prices(fair, fair, 0), folders.whole()));
    if (!allowed(best)) {
      best = candidate(new Prices(fair, fair, 0), folders.top());
    }
    return new RefreshPlan(
        calls(best), best.requests.lists(), best.requests.heads(), whole.lists(), whole.heads());
  }

  private Candidate better(Candidate one, Candidate other) {
    if (!allowed(other)) {
      return one;
    }
    if (!allowed(one) || other.cost < one.cost) {
      return other;
    }
    boolean fewerRequests =
        other.cost == one.cost && other.requests.requests() < one.requests.requests();
    return fewerRequests ? other : one;
  }

  private boolean allowed(Candidate candidate) {
    return candidate.packing.calls() <= limits.calls() && candidate.nameBytes <= limits.nameBytes();
  }

  private Candidate candidate(Prices prices) {
    return candidate(prices, FolderTree.UNKNOWN);
  }

  /** The best choice at given prices, with one folder taken with everything below if it is due. */
  private Candidate candidate(Prices prices, int taken) {
    Choice[] choices = new Choice[concerned.length];
    long[] below = new long[concerned.length];
    for (int i = concerned.length - 1; i >= 0; i--) {
      long name = prices.perByte() * folders.nameBytes(concerned[i]);
      long alone = own[i] + below[i] + prices.alone() + name;
      long recursive = withAllBelow[i] + prices.recursive() + name;
      choices[i] = choice(i, alone, recursive, taken);
      if (i > 0) {
        below[above[i]] +=
            switch (choices[i]) {
              case ALONE -> alone;
              case WITH_ALL_BELOW, COVERED -> recursive;
              case EITHER -> Math.min(alone, recursive);
            };
      }
    }
    return packed(choices);
  }

  private Choice choice(int i, long alone, long recursive, int taken) {
    if (concerned[i] == taken || folders.mustRecurse(concerned[i])) {
      return Choice.WITH_ALL_BELOW;
    }
    if (folders.leaf(concerned[i])) {
      return Choice.EITHER;
    }
    return alone <= recursive ? Choice.ALONE : Choice.WITH_ALL_BELOW;
  }

  /** Takes out what a folder above covers, and adds up the rest. */
  private Candidate packed(Choice[] choices) {
    int alone = 0;
    int recursive = 0;
    int either = 0;
    RequestEstimate requests = RequestEstimate.NONE;
    long cost = 0;
    long nameBytes = 0;
    for (int i = 0; i < choices.length; i++) {
      if (i > 0
          && (choices[above[i]] == Choice.WITH_ALL_BELOW || choices[above[i]] == Choice.COVERED)) {
        choices[i] = Choice.COVERED;
        continue;
      }
      boolean all = choices[i] == Choice.WITH_ALL_BELOW;
      int folder = concerned[i];
      switch (choices[i]) {
        case ALONE -> alone++;
        case WITH_ALL_BELOW -> recursive++;
        case EITHER -> either++;
        case COVERED -> throw new IllegalStateException("a covered folder is in no call");
      }
      requests = requests.plus(all ? folders.withAllBelow(folder) : folders.own(folder));
      cost += all ? withAllBelow[i] : own[i];
      nameBytes += folders.nameBytes(folder);
    }
    Packing packing = Packing.of(alone, recursive, either, limits.foldersPerCall());
    return new Candidate(
        Arrays.asList(choices),
        requests,
        cost + packing.calls() * RequestEstimate.CALL,
        packing,
        nameBytes);
  }

  /** The calls, the upper folders first: what is new is then seen as early as can be. */
  private List<RefreshCall> calls(Candidate candidate) {
    List<String> alone = new ArrayList<>(paths(candidate, Choice.ALONE));
    List<String> recursive = new ArrayList<>(paths(candidate, Choice.WITH_ALL_BELOW));
    List<String> either = paths(candidate, Choice.EITHER);
    int split = either.size() - candidate.packing.eitherRecursive();
    alone.addAll(either.subList(0, split));
    recursive.addAll(either.subList(split, either.size()));
    List<RefreshCall> calls = new ArrayList<>();
    addCalls(calls, alone, false);
    addCalls(calls, recursive, true);
    return calls;
  }

  private List<String> paths(Candidate candidate, Choice choice) {
    List<String> paths = new ArrayList<>();
    for (int i = 0; i < concerned.length; i++) {
      if (candidate.choices.get(i) == choice) {
        paths.add(folders.path(concerned[i]));
      }
    }
    paths.sort(UPPER_FIRST);
    return paths;
  }

  private void addCalls(List<RefreshCall> calls, List<String> paths, boolean recursive) {
    paths.sort(UPPER_FIRST);
    for (int from = 0; from < paths.size(); from += limits.foldersPerCall()) {
      int to = Math.min(paths.size(), from + limits.foldersPerCall());
      calls.add(new RefreshCall(List.copyOf(paths.subList(from, to)), recursive));
    }
  }

  private static long depth(String path) {
    return path.equals(RefreshPlan.ROOT) ? -1 : path.chars().filter(c -> c == '/').count();
  }
}
