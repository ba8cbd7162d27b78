package io.github.landfall.rehearsal.stage;

import io.github.landfall.localaws.clock.VirtualClock;
import io.github.landfall.localaws.server.BucketServer;
import io.github.landfall.localaws.server.MailServer;
import io.github.landfall.localaws.server.QueueServer;
import io.github.landfall.localaws.server.TableServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/**
 * The embedded servers and the clock that they follow.
 *
 * <p>A stage starts its own. A test that needs many stages, one after the other, starts them once
 * and lends them.
 */
public final class Servers implements AutoCloseable {

  private final Closing closing = new Closing();
  private final VirtualClock clock;
  private final QueueServer queues;
  private final BucketServer buckets;
  private final TableServer tables;
  private final MailServer mail;

  Servers(Path repository, Instant begin, String region, String account) throws IOException {
    try {
      Path directory = closing.add(new TemporaryDirectory()).path();
      clock = new VirtualClock(begin, directory.resolve("clock"));
      queues = closing.add(QueueServer.start(clock, region, account));
      buckets =
          closing.add(
              BucketServer.start(
                  Files.createDirectory(directory.resolve("buckets")), region, clock));
      tables = closing.add(TableServer.start(repository, region));
      mail = closing.add(MailServer.start());
    } catch (IOException | RuntimeException e) {
      closing.closeAfter(e);
      throw e;
    }
  }

  /**
   * Starts servers to be lent to stages.
   *
   * @param options how the rehearsal is run
   * @param begin the time, which goes on from stage to stage
   * @throws IOException if one does not start; the message says which
   */
  public static Servers toLend(Stage.Options options, Instant begin) throws IOException {
    Deployment deployment = new Deployment(options.assembly());
    return new Servers(options.repository(), begin, deployment.region(), deployment.account());
  }

  /** Removes all that a stage has left, and lets the next one begin. */
  Servers clearedAt(Instant begin) {
    queues.clear();
    buckets.clear();
    tables.clear();
    mail.clear();
    clock.advanceTo(begin);
    return this;
  }

  VirtualClock clock() {
    return clock;
  }

  QueueServer queues() {
    return queues;
  }

  BucketServer buckets() {
    return buckets;
  }

  TableServer tables() {
    return tables;
  }

  MailServer mail() {
    return mail;
  }

  @Override
  public void close() {
    closing.close();
  }
}
