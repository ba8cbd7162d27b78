package io.github.landfall.rehearsal.scenario;

import io.github.landfall.rehearsal.stage.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A frame is rendered again at the same size: DTH never copies it; the weekly comparison finds it,
 * and has it copied.
 */
final class SameSizeEdit implements Scenario {

  @Override
  public String name() {
    return "same-size-edit";
  }

  @Override
  public String title() {
    return "A frame is rendered again at the same size, which DTH never copies";
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    OnePartner night = OnePartner.delivers(stage, expect, directory.resolve("first"));
    String partner = night.partner();
    night.endsWell();
    expect.equal(
        "after the night both sides are the same",
        List.of(),
        Comparing.differences(stage, partner));

    Map.Entry<String, Path> frame = night.files().entrySet().iterator().next();
    String key = frame.getKey().substring(partner.length() + 1);
    byte[] edited = Files.readAllBytes(frame.getValue());
    edited[edited.length - 1] ^= 1;
    Files.write(frame.getValue(), edited);
    stage
        .s3()
        .putObject(
            request -> request.bucket(stage.sourceBucket(partner)).key(key), frame.getValue());
    stage.advance(Duration.ofHours(24));
    expect.notices(partner, Told.STARTED, Told.ENDED, Told.READY);
    expect.equal(
        "the next night does not copy it, and the comparison finds it",
        List.of("newer-at-source " + key),
        Comparing.differences(stage, partner));

    stage.hub(partner).othersSend();
    stage.compare(partner);
    expect.equal(
        "operations read in the weekly comparison's mail that it was sent",
        true,
        expect.notice(partner, Told.COMPARISON).message().contains("已有 1 个对象放入传输队列"));
    stage.advanceUntil(() -> expect.told(partner).size() == 8, Duration.ofHours(6));
    expect.notices(
        partner,
        Told.STARTED,
        Told.ENDED,
        Told.READY,
        Told.COMPARISON,
        Told.EDITED,
        Told.STARTED,
        Told.ENDED,
        Told.READY);
    expect.driveShows("the drive shows the new frame", 0, night.files());
    expect.equal(
        "and both sides are the same again", List.of(), Comparing.differences(stage, partner));
  }
}
