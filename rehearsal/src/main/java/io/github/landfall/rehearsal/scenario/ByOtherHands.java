package io.github.landfall.rehearsal.scenario;

import io.github.landfall.localaws.transfer.Edition;
import io.github.landfall.rehearsal.stage.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An operator puts files into the bucket: a sweep brings them to the drive, without a word. */
final class ByOtherHands implements Scenario {

  @Override
  public String name() {
    return "by-other-hands";
  }

  @Override
  public String title() {
    return "An operator puts files into the landing bucket, and takes one away again";
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    String partner = stage.partners(Edition.ECS).get(0);
    OtherHands hands = new OtherHands(stage, partner, directory);
    expect.showDrive("before", 0);
    stage.advance(Duration.ofMinutes(45));
    hands.put("editorial/cut 07 (v3).edl");
    hands.put("editorial/对白/第一场.txt");
    hands.put("editorial/to be deleted.txt");
    stage.advance(Duration.ofHours(1));
    expect.driveShows("within an hour the drive shows them", 0, hands.files());
    expect.counted(partner, 0, hands.files());

    String deleted = partner + "/editorial/to be deleted.txt";
    stage.s3().deleteObject(request -> request.bucket(stage.landingBucket()).key(deleted));
    Map<String, Path> left = new TreeMap<>(hands.files());
    left.remove(deleted);
    stage.advance(Duration.ofHours(1));
    expect.driveShows("and within an hour what was deleted is gone", 0, left);
    expect.equal("each is a sweep", 2, stage.runs(partner).size());
    expect.equal("nobody is told anything", List.of(), stage.notices());
    stage.advance(Duration.ofHours(1));
    expect.equal("and nothing more is refreshed", 2, stage.refreshes().size());
  }
}
