package io.github.landfall.refresh.run;

import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.run.RunId;
import io.github.landfall.refresh.share.ChangedFolders;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What arrived in the landing bucket, as the arrivals function keeps it in parts.
 *
 * <p>Parts wait until a run collects them. The first thing that a collection does is to write down
 * which parts it takes; from then on they are that run's, and a collection that is broken off is
 * begun again with the same parts. They are forgotten only once the run is recorded with its
 * delivery, and given back if the run is recorded without. So what arrives is collected once,
 * wherever the function dies. The caller holds the lease on the partner.
 *
 * <p>Every method throws a {@link RuntimeException} where the bucket or the queue can't be read, or
 * the bucket can't be written.
 */
public interface Arrivals {

  /**
   * The parts that belong to no run yet, from a listing alone.
   *
   * @param parts how many
   * @param objects how many objects came
   * @param bytes the bytes of those
   * @param removed how many objects went
   * @param first when the first of them came or went; null if nothing waits
   * @param last when the first of the latest part came or went; null if nothing waits
   */
  record Waiting(int parts, long objects, long bytes, long removed, Instant first, Instant last) {

    /** How many objects came or went. */
    public long arrivals() {
      return objects + removed;
    }
  }

  /** How many messages of a partner's arrivals queue are not in parts yet, whatever their state. */
  int unread(String partner);

  /** Counts what waits. Call {@link #taken} before: parts that are taken are counted too. */
  Waiting waiting(String partner);

  /** The run that has taken parts which are not forgotten yet. */
  Optional<RunId> taken(String partner);

  /**
   * Collects what waits, or what the run has taken before: writes its report, and keeps which
   * folders changed.
   *
   * @param run the run, its end known
   * @param failed the keys of objects that could not be copied, for the report
   * @param earlier the partner's other runs, for the list of runs
   * @param finish adds to what came what is known besides; called once, before the report is
   *     written
   * @return what came, finished
   * @throws IllegalStateException if another run has taken parts that are not forgotten yet
   */
  Delivery collect(Run run, List<String> failed, List<Run> earlier, UnaryOperator<Delivery> finish);

  /** The folders that changed in a run that was collected; that of its report is among them. */
  ChangedFolders changed(RunId run);

  /** Forgets the parts that a run has taken; does nothing if it has none. */
  void forget(RunId run);

  /**
   * Gives back the parts that a run has taken, for another run, and takes its report away; does
   * nothing if it has none.
   *
   * @param run the run, recorded without what arrived
   * @param earlier the partner's other runs, for the list of runs
   */
  void release(Run run, List<Run> earlier);
}
