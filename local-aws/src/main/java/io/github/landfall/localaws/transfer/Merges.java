package io.github.landfall.localaws.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * The state machine that puts large objects together again: an execution for each, which looks once
 * a minute whether all of its own parts are there, and then merges. It asks nothing of the queue.
 */
final class Merges {

  /**
   * An execution.
   *
   * @param name its name
   * @param start when it started
   * @param failed whether it failed; else it runs
   */
  record Execution(String name, Instant start, boolean failed) {}

  private static final Duration LOOKS_EVERY = Duration.ofMinutes(1);

  /** Then an execution that looks each minute has the 25,000 events that Step Functions takes. */
  private static final Duration FAILS_AFTER = Duration.ofHours(46);

  private final Set<String> failing;
  private final Copier copier;
  private final ObjectTable table;
  private final Duration duration;
  private final List<Merge> merges = new ArrayList<>();
  private final List<Execution> failed = new ArrayList<>();
  private int started;

  private static final class Merge {
    private final Execution execution;
    private final TransferQueue.Task task;
    private Instant next;
    private boolean merging;

    Merge(Execution execution, TransferQueue.Task task, Instant next) {
      this.execution = execution;
      this.task = task;
      this.next = next;
    }
  }

  /**
   * @param failing the keys of objects whose parts fail: their executions do not end by themselves
   */
  Merges(Copier copier, ObjectTable table, Duration duration, Set<String> failing) {
    this.failing = failing;
    this.copier = copier;
    this.table = table;
    this.duration = duration;
  }

  boolean running() {
    return !merges.isEmpty();
  }

  List<Execution> executions() {
    List<Execution> all = new ArrayList<>(failed);
    merges.forEach(merge -> all.add(merge.execution));
    all.sort(Comparator.comparing(Execution::start).reversed());
    return all;
  }

  void start(TransferQueue.Task task, Instant now) {
    started++;
    merges.add(
        new Merge(new Execution("merge-" + started, now, false), task, now.plus(LOOKS_EVERY)));
  }

  void tick(Instant now) {
    for (Iterator<Merge> all = merges.iterator(); all.hasNext(); ) {
      Merge merge = all.next();
      if (now.isBefore(merge.next)) {
        continue;
      }
      if (failing.contains(merge.task.key())) {
        merge.next = now.plus(LOOKS_EVERY);
        if (!now.isBefore(merge.execution.start().plus(FAILS_AFTER))) {
          failed.add(new Execution(merge.execution.name(), merge.execution.start(), true));
          all.remove();
        }
      } else if (merge.merging) {
        String etag = copier.copy(merge.task);
        table.ended(
            merge.task, ObjectTable.JobStatus.DONE, etag, merge.execution.start(), merge.next);
        all.remove();
      } else {
        merge.merging = true;
        merge.next = now.plus(duration);
      }
    }
  }
}
