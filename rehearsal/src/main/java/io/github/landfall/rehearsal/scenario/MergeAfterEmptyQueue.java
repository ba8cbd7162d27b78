package io.github.landfall.rehearsal.scenario;

import io.github.landfall.localaws.transfer.Edition;
import io.github.landfall.rehearsal.stage.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** Edition ec2 merges the parts of large objects after the queue is empty. */
final class MergeAfterEmptyQueue implements Scenario {

  @Override
  public String name() {
    return "merge-after-empty-queue";
  }

  @Override
  public String title() {
    return "The parts of a large object are merged after the queue is empty (edition ec2)";
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    String partner = stage.partners(Edition.EC2).get(0);
    Media media = Media.drawn(directory, partner.hashCode()).withLargeImage(directory);
    media.deliver(stage, partner);
    expect.showDrive("before", 0);
    OnePartner night = new OnePartner(stage, expect, partner, media);
    night.until(Told.STARTED);
    boolean merging =
        stage.advanceUntil(
            () -> stage.transferMessages(partner) == 0 && stage.hub(partner).mergeRunning(),
            Duration.ofHours(2));
    expect.that("a merge runs while the queue is empty", merging, "no merge");
    Map<Boolean, String> endTold = new TreeMap<>();
    stage.advanceUntil(
        () -> {
          if (stage.hub(partner).mergeRunning() && expect.isTold(partner, Told.ENDED)) {
            endTold.put(true, "the end was told");
          }
          return !stage.hub(partner).mergeRunning();
        },
        Duration.ofHours(2));
    expect.equal("the end is not told while it runs", Map.of(), endTold);
    night.endsWell();
  }
}
