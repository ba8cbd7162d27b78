package io.github.landfall.localaws.server;

import io.github.landfall.localaws.clock.VirtualClock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.elasticmq.util.NowProvider;

/** The virtual clock in the shape that ElasticMQ asks for. */
final class VirtualNow extends NowProvider {

  private final VirtualClock clock;

  VirtualNow(VirtualClock clock) {
    this.clock = clock;
  }

  @Override
  public long nowMillis() {
    return clock.millis();
  }

  @Override
  public OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
