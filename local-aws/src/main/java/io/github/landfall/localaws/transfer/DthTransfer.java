package io.github.landfall.localaws.transfer;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Data Transfer Hub for one partner: at the scheduled minute its finder queues what is new, and its
 * workers copy that into the landing bucket.
 *
 * <p>It does what a stack beside it can see, and no more: queue counts, table items, finder task,
 * merge executions and objects. A large object is one message here, also in edition {@link
 * Edition#EC2}, unless its parts fail: nobody but its workers reads their messages.
 */
public final class DthTransfer {

  private final DthStack stack;
  private final InstantSource clock;
  private final CronSchedule schedule;
  private final TransferQueue queue;
  private final Finder finder;
  private final Merges merges;
  private final List<Worker> workers = new ArrayList<>();
  private final CopyFaults faults = new CopyFaults();
  private Instant lastStart = Instant.MIN;
  private int through;
  private boolean scheduled = true;
  private boolean working = true;

  /**
   * A hub whose queue, table and buckets exist.
   *
   * @param stack its parameters and names
   * @param pace how fast it works
   * @param clients the services
   * @param clock the virtual clock
   * @throws IllegalArgumentException naming the parameter that is missing or wrong
   */
  public DthTransfer(DthStack stack, TransferPace pace, DthClients clients, InstantSource clock) {
    this.stack = stack;
    this.clock = clock;
    this.schedule = new CronSchedule(stack.parameter(stack.edition().scheduleParameter()));
    this.queue = new TransferQueue(clients.sqs(), stack.queue());
    ObjectTable table = new ObjectTable(clients.dynamoDb(), stack.table());
    Copier copier = new Copier(clients.s3(), stack);
    this.merges = new Merges(copier, table, pace.merge(), faults.failing());
    this.finder = new Finder(copier, queue, merges, pace);
    for (int i = 0; i < pace.workers(); i++) {
      workers.add(
          new Worker(queue, table, copier, merges, pace, stack.edition(), faults, clock.instant()));
    }
  }

  /** The stack that the hub was made from. */
  public DthStack stack() {
    return stack;
  }

  /** Starts the finder, if this is its minute, and does all work that was to be done by now. */
  public synchronized void tick() {
    Instant now = clock.instant();
    Instant minute = now.truncatedTo(ChronoUnit.MINUTES);
    if (scheduled && schedule.firesAt(minute) && !minute.equals(lastStart)) {
      lastStart = minute;
      finder.start(now);
    }
    finder.tick(now);
    try (Notes notes = new Notes()) {
      for (Worker worker : working ? workers : List.<Worker>of()) {
        through += worker.tick(now, notes);
      }
    }
    merges.tick(now);
  }

  /** Starts the finder outside its schedule; one that runs goes on. */
  public synchronized void startFinder() {
    finder.start(clock.instant());
  }

  /**
   * Lets every copy of an object fail from now on; of a large one in edition {@link Edition#EC2}
   * each part, so that its merge does not end for 46 hours.
   *
   * @param key its key in the source bucket
   */
  public void failKey(String key) {
    faults.failing().add(key);
  }

  /**
   * Lets the message of an object vanish from now on, as one does that a queue has kept for too
   * long.
   *
   * @param key its key in the source bucket
   */
  public void loseKey(String key) {
    faults.lost().add(key);
  }

  /**
   * Lets the finder's listing of the source fail from now on, so that it ends with an error.
   *
   * @param pages after how many pages
   */
  public synchronized void failListing(int pages) {
    finder.dieAfter(pages);
  }

  /** Says that somebody else is about to send messages to the transfer queue. */
  public synchronized void othersSend() {
    queue.othersSend();
  }

  /** Takes all workers away, as when none can be started any more. */
  public synchronized void stopWorkers() {
    working = false;
  }

  /** Takes the schedule away, as somebody does who disables its rule. */
  public synchronized void disableSchedule() {
    scheduled = false;
  }

  /**
   * Lets the finder's container never run from now on.
   *
   * @param reason why, in the words of ECS
   */
  public synchronized void refuseFinder(String reason) {
    finder.neverStart(reason);
  }

  /**
   * The events of finder tasks that stopped since this was asked last; edition {@link Edition#EC2}
   * has none, as its finder is no task.
   */
  public synchronized List<ObjectNode> taskEvents() {
    List<StoppedTask> stopped = finder.stopped();
    return stack.edition() == Edition.ECS
        ? stopped.stream().map(task -> task.event(stack)).toList()
        : List.of();
  }

  /**
   * Lets the worker be killed that copies an object next, in the middle of it: its upload stays
   * open, and its message comes again.
   *
   * @param key its key in the source bucket
   */
  public void killWorkerAt(String key) {
    faults.killed().add(key);
  }

  /** Whether the finder starts up or lists. */
  public synchronized boolean finderRunning() {
    return finder.running();
  }

  /** Whether a merge waits for the queue or is under way. */
  public synchronized boolean mergeRunning() {
    return merges.running();
  }

  /** How often the finder stopped at once because the run before it was not over. */
  public synchronized int skippedRuns() {
    return finder.refusals();
  }

  /** How many messages the workers are through with so far, whether they copied or failed. */
  public synchronized int attempts() {
    return through;
  }

  synchronized NavigableMap<Instant, String> finderLog() {
    return new TreeMap<>(finder.log());
  }

  synchronized List<Merges.Execution> mergeExecutions() {
    return merges.executions();
  }
}
