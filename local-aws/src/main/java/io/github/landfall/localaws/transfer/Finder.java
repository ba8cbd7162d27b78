package io.github.landfall.localaws.transfer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * A hub's finder: compares source and target by key and size, and queues what differs.
 *
 * <p>It stops at once, and ends well, when the queue holds more than one message or a merge runs.
 */
final class Finder {

  private static final String ENDED = "Essential container in task exited";

  private final Copier copier;
  private final TransferQueue queue;
  private final Merges merges;
  private final TransferPace pace;

  private boolean running;
  private boolean listing;
  private Instant listingStart = Instant.EPOCH;
  private List<TransferQueue.Task> sources = List.of();
  private Map<String, Long> targets = Map.of();
  private int pagesDone;
  private int queued;
  private final NavigableMap<Instant, String> log = new TreeMap<>();
  private int refusals;
  private Instant created = Instant.EPOCH;
  private OptionalInt diesAfter = OptionalInt.empty();
  private Optional<String> neverStarts = Optional.empty();
  private final List<StoppedTask> stopped = new ArrayList<>();

  Finder(Copier copier, TransferQueue queue, Merges merges, TransferPace pace) {
    this.copier = copier;
    this.queue = queue;
    this.merges = merges;
    this.pace = pace;
  }

  /** What it has logged. */
  NavigableMap<Instant, String> log() {
    return log;
  }

  boolean running() {
    return running;
  }

  int refusals() {
    return refusals;
  }

  /**
   * Lets its listing fail after so many pages, as measured: it exits with 1, and queues no more.
   */
  void dieAfter(int pages) {
    diesAfter = OptionalInt.of(pages);
  }

  /** Lets its container never run. */
  void neverStart(String reason) {
    neverStarts = Optional.of(reason);
  }

  /** The tasks that stopped since this was asked last. */
  List<StoppedTask> stopped() {
    List<StoppedTask> all = List.copyOf(stopped);
    stopped.clear();
    return all;
  }

  private void stop(Instant now, Optional<Integer> exitCode, String reason) {
    running = false;
    stopped.add(new StoppedTask(created, now, exitCode, reason));
  }

  /** Starts it; one that runs goes on. */
  void start(Instant now) {
    if (!running && neverStarts.isPresent()) {
      created = now;
      stop(now, Optional.empty(), neverStarts.get());
    } else if (!running) {
      created = now;
      running = true;
      listing = false;
      log.put(now, "Start listing");
      listingStart = now.plus(pace.finderStart());
    }
  }

  void tick(Instant now) {
    if (!running || now.isBefore(listingStart)) {
      return;
    }
    if (!listing) {
      if (queue.busy() > 1 || merges.running()) {
        refusals++;
        stop(now, Optional.of(0), ENDED);
        return;
      }
      sources = copier.sources();
      targets = copier.targets();
      pagesDone = 0;
      queued = 0;
      listing = true;
    }
    int pages = Math.max(1, (sources.size() + pace.keysPerPage() - 1) / pace.keysPerPage());
    while (pagesDone < pages && !listingStart.plus(pace.listing(pagesDone + 1)).isAfter(now)) {
      if (diesAfter.isPresent() && pagesDone == diesAfter.getAsInt()) {
        stop(now, Optional.of(1), ENDED);
        return;
      }
      int from = pagesDone * pace.keysPerPage();
      queueWhatDiffers(sources.subList(from, Math.min(from + pace.keysPerPage(), sources.size())));
      pagesDone++;
    }
    if (pagesDone == pages) {
      log.put(now, "found %d objects in total".formatted(queued));
      stop(now, Optional.of(0), ENDED);
    }
  }

  private void queueWhatDiffers(List<TransferQueue.Task> page) {
    List<TransferQueue.Task> differing = new ArrayList<>();
    for (TransferQueue.Task source : page) {
      Long size = targets.get(copier.targetKey(source.key()));
      if (size == null || size != source.size()) {
        differing.add(source);
      }
    }
    queued += differing.size();
    queue.send(differing);
  }
}
