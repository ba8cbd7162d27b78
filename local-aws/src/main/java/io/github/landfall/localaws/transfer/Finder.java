package io.github.landfall.localaws.transfer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A hub's finder: compares source and target by key and size, and queues what differs.
 *
 * <p>It stops at once, telling nobody, when the queue holds more than one message or a merge runs.
 */
final class Finder {

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
  private int refusals;

  Finder(Copier copier, TransferQueue queue, Merges merges, TransferPace pace) {
    this.copier = copier;
    this.queue = queue;
    this.merges = merges;
    this.pace = pace;
  }

  boolean running() {
    return running;
  }

  int refusals() {
    return refusals;
  }

  /** Starts it; one that runs goes on. */
  void start(Instant now) {
    if (!running) {
      running = true;
      listing = false;
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
        running = false;
        return;
      }
      sources = copier.sources();
      targets = copier.targets();
      pagesDone = 0;
      listing = true;
    }
    int pages = Math.max(1, (sources.size() + pace.keysPerPage() - 1) / pace.keysPerPage());
    while (pagesDone < pages && !listingStart.plus(pace.listing(pagesDone + 1)).isAfter(now)) {
      int from = pagesDone * pace.keysPerPage();
      queueWhatDiffers(sources.subList(from, Math.min(from + pace.keysPerPage(), sources.size())));
      pagesDone++;
    }
    running = pagesDone < pages;
  }

  private void queueWhatDiffers(List<TransferQueue.Task> page) {
    List<TransferQueue.Task> differing = new ArrayList<>();
    for (TransferQueue.Task source : page) {
      Long size = targets.get(copier.targetKey(source.key()));
      if (size == null || size != source.size()) {
        differing.add(source);
      }
    }
    queue.send(differing);
  }
}
