package io.github.landfall.rehearsal.stage;

import io.github.landfall.rehearsal.clock.VirtualClock;
import io.github.landfall.rehearsal.server.BucketServer;
import io.github.landfall.rehearsal.server.MailServer;
import io.github.landfall.rehearsal.server.QueueServer;
import io.github.landfall.rehearsal.server.TableServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** The embedded servers and the clock that they follow. */
final class Servers implements AutoCloseable {

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
              BucketServer.start(Files.createDirectory(directory.resolve("buckets")), region));
      tables = closing.add(TableServer.start(repository, region));
      mail = closing.add(MailServer.start());
    } catch (IOException | RuntimeException e) {
      closing.closeAfter(e);
      throw e;
    }
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
