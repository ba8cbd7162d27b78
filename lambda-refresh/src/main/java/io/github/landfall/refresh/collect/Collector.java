package io.github.landfall.refresh.collect;

import io.github.landfall.refresh.notice.Language;
import io.github.landfall.refresh.run.Arrivals;
import io.github.landfall.refresh.run.Delivery;
import io.github.landfall.refresh.run.Run;
import io.github.landfall.refresh.run.RunStore.RunName;
import io.github.landfall.refresh.share.FolderTree;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Collects what arrived into a run's delivery. */
public final class Collector implements Arrivals {

  /**
   * @param objects where parts, reports and counts are kept
   * @param zone the time zone of the times in reports
   * @param language the language in which reports open
   */
  public Collector(LandingObjects objects, ZoneId zone, Language language) {}

  @Override
  public Waiting waiting(String partner) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<RunName> taken(String partner) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Delivery collect(Run run, List<String> failed, List<Run> earlier) {
    throw new UnsupportedOperationException();
  }

  @Override
  public FolderTree folders(RunName run) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void forget(RunName run) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void release(RunName run) {
    throw new UnsupportedOperationException();
  }
}
