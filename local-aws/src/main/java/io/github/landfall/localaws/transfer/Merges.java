package io.github.landfall.localaws.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * The state machine that puts large objects together again: an execution for each, which looks once
 * a minute whether the queue is empty, and only then merges.
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

  private final TransferQueue queue;
  private final Copier copier;
  private final ObjectTable table;
  private final Duration duration;
  private final List<Merge> merges = new ArrayList<>();
  private final List<Execution> failed = new ArrayList<>();
  private boolean partsFail;
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

  Merges(TransferQueue queue, Copier copier, ObjectTable table, Duration duration) {
    this.queue = queue;
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

  /** Lets a part of each large object fail from now on: then its execution does not end. */
  void failParts() {
    partsFail = true;
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
      if (partsFail) {
        merge.next = now.plus(LOOKS_EVERY);
        if (!now.isBefore(merge.execution.start().plus(FAILS_AFTER))) {
          failed.add(new Execution(merge.execution.name(), merge.execution.start(), true));
          all.remove();
        }
      } else if (merge.merging) {
        String etag = copier.copy(merge.task.key());
        table.ended(
            merge.task, ObjectTable.JobStatus.DONE, etag, merge.execution.start(), merge.next);
        all.remove();
      } else {
        merge.merging = queue.busy() == 0;
        merge.next = now.plus(merge.merging ? duration : LOOKS_EVERY);
      }
    }
  }
}
