package io.github.landfall.refresh.collect;

import io.github.landfall.contract.arrival.Arrival;
import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.DeliveryLists;
import io.github.landfall.contract.run.DeliveryLists.Incomplete;
import io.github.landfall.contract.run.Run;
import io.github.landfall.refresh.list.ListCheck;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The delivery lists that a run has to check: those that come with it, and those that were not
 * complete before.
 *
 * <p>A sweep checks its own alone: nobody gets a notice of a sweep, so what has become complete is
 * for the next run to tell.
 */
final class DueLists {

  private final Set<String> keys = new LinkedHashSet<>();

  /**
   * @param run the run
   * @param others the partner's other runs
   */
  DueLists(Run run, List<Run> others) {
    if (!run.sweep()) {
      keys.addAll(incomplete(run, others));
    }
  }

  /** Takes note of an arrival that is a list. */
  void add(Arrival arrival) {
    if (arrival.kind() == Arrival.Kind.CREATED && ListCheck.isList(arrival.key())) {
      keys.add(arrival.key());
    }
  }

  /**
   * Checks them.
   *
   * @return what they say; null if no list is due
   * @throws IOException if one can't be read
   */
  DeliveryLists check(ListCheck check) throws IOException {
    int complete = 0;
    long files = 0;
    List<Incomplete> incomplete = new ArrayList<>();
    for (String key : keys) {
      Optional<ListCheck.Result> result = check.check(key);
      if (result.isEmpty()) {
        continue;
      }
      if (result.get().incomplete().isPresent()) {
        incomplete.add(result.get().incomplete().get());
      } else {
        complete++;
        files += result.get().files();
      }
    }
    return complete == 0 && incomplete.isEmpty()
        ? null
        : new DeliveryLists(complete, files, incomplete);
  }

  /** The lists that were not complete at the last run that looked, and in sweeps since. */
  private static List<String> incomplete(Run run, List<Run> others) {
    List<String> found = new ArrayList<>();
    List<Run> newestFirst =
        others.stream()
            .filter(other -> !other.id().equals(run.id()))
            .sorted(Comparator.comparing(Run::start).reversed())
            .toList();
    for (Run other : newestFirst) {
      Optional<Delivery> delivery =
          other.delivery().filter(came -> came.known() == Delivery.Known.EACH_OBJECT);
      delivery
          .flatMap(came -> Optional.ofNullable(came.lists()))
          .ifPresent(lists -> lists.incomplete().forEach(list -> found.add(list.key())));
      if (delivery.isPresent() && !other.sweep()) {
        break;
      }
    }
    return found;
  }
}
