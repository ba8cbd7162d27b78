package io.github.landfall.localaws.transfer;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/**
 * One of a hub's workers: takes a message, copies its object, deletes the message.
 *
 * <p>A message whose object cannot be copied is left alone: it becomes visible again after its
 * visibility timeout, and ends in the dead-letter queue. After an empty queue a worker sleeps for a
 * minute.
 */
final class Worker {

  private static final Duration SLEEP = Duration.ofSeconds(60);
  private static final long MAX_CANCELLED = 10_000_000;

  /** What the queue gives; each heartbeat of a copy asks for as much more than the one before. */
  private static final int VISIBILITY_SECONDS = 900;

  private static final Duration EXTENDS_EVERY = Duration.ofMinutes(5);

  private final TransferQueue queue;
  private final ObjectTable table;
  private final Copier copier;
  private final Merges merges;
  private final TransferPace pace;
  private final Edition edition;
  private final CopyFaults faults;

  private Instant next;
  private Optional<TransferQueue.Received> busyWith = Optional.empty();
  private Instant start = Instant.EPOCH;
  private Instant extended = Instant.EPOCH;
  private int heartbeats;

  Worker(
      TransferQueue queue,
      ObjectTable table,
      Copier copier,
      Merges merges,
      TransferPace pace,
      Edition edition,
      CopyFaults faults,
      Instant now) {
    this.queue = queue;
    this.table = table;
    this.copier = copier;
    this.merges = merges;
    this.pace = pace;
    this.edition = edition;
    this.faults = faults;
    this.next = now;
  }

  /**
   * Does what was to be done by now.
   *
   * @param notes has the table and the queue told, beside the copying
   * @return how many objects it is through with, copied or not
   */
  int tick(Instant now, Notes notes) {
    int through = 0;
    while (!next.isAfter(now)) {
      if (busyWith.isPresent()) {
        finish(busyWith.get(), notes);
        busyWith = Optional.empty();
        through++;
      }
      // The next object follows at once, however long the tick is.
      receive(now, notes);
    }
    if (busyWith.isPresent() && !now.isBefore(extended.plus(EXTENDS_EVERY))) {
      heartbeats++;
      queue.extend(busyWith.get(), VISIBILITY_SECONDS * (heartbeats + 1));
      extended = now;
    }
    return through;
  }

  private void receive(Instant now, Notes notes) {
    busyWith = queue.receive();
    if (busyWith.isEmpty()) {
      next = now.plus(SLEEP);
      return;
    }
    TransferQueue.Task task = busyWith.get().task();
    Instant begun = next;
    start = begun;
    extended = now;
    heartbeats = 0;
    next = start.plus(pace.copying(task.size()));
    notes.add(() -> table.started(task, begun));
  }

  private void finish(TransferQueue.Received received, Notes notes) {
    TransferQueue.Task task = received.task();
    if (faults.lost().contains(task.key())) {
      notes.add(() -> queue.delete(received));
      return;
    }
    boolean large = edition == Edition.EC2 && task.part() == 0 && task.size() >= pace.largeObject();
    if (large) {
      ended(task, ObjectTable.JobStatus.SPLIT_DONE, "", notes);
      merges.start(task, next);
      if (faults.failing().contains(task.key())) {
        queue.send(TransferQueue.parts(task));
      }
      notes.add(() -> queue.delete(received));
      return;
    }
    if (faults.failing().contains(task.key())) {
      ended(task, ObjectTable.JobStatus.ERROR, "", notes);
      return;
    }
    if (faults.killed().remove(task.key())) {
      copier.breakOff(task);
      return;
    }
    try {
      String etag = copier.copy(task);
      ended(task, ObjectTable.JobStatus.DONE, etag, notes);
      notes.add(() -> queue.delete(received));
    } catch (NoSuchKeyException e) {
      // Gone since the finder saw it. Measured: a small one is let go, a large one is an error.
      boolean small = task.size() <= MAX_CANCELLED;
      ended(task, small ? ObjectTable.JobStatus.CANCEL : ObjectTable.JobStatus.ERROR, "", notes);
      if (small) {
        notes.add(() -> queue.delete(received));
      }
    }
  }

  private void ended(
      TransferQueue.Task task, ObjectTable.JobStatus status, String etag, Notes notes) {
    Instant begun = start;
    Instant end = next;
    notes.add(() -> table.ended(task, status, etag, begun, end));
  }
}
