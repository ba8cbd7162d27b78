package io.github.landfall.rehearsal.scenario;

import io.github.landfall.localaws.transfer.Edition;
import io.github.landfall.rehearsal.stage.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A worker dies in a large file, which is replaced before another resumes its upload. */
final class TornFile implements Scenario {

  private static final int BYTES = 12 << 20;

  @Override
  public String name() {
    return "torn-file";
  }

  @Override
  public String title() {
    return "A file is replaced while its worker is killed: half of it lands old, half of it new";
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    Path file = directory.resolve("plates/sc010/shot.dpx");
    Files.createDirectories(file.getParent());
    Files.write(file, content('o'));
    String partner = stage.partners(Edition.ECS).get(0);
    Media media = Media.in(directory);
    media.deliver(stage, partner);
    OnePartner night = new OnePartner(stage, expect, partner, media);
    Map.Entry<String, Path> frame = night.files().entrySet().iterator().next();
    String key = frame.getKey().substring(partner.length() + 1);
    stage.hub(partner).killWorkerAt(key);
    stage.advanceUntil(() -> stage.hub(partner).attempts() > 0, Duration.ofHours(6));
    Files.write(file, content('n'));
    stage.s3().putObject(request -> request.bucket(stage.sourceBucket(partner)).key(key), file);
    night.until(Told.READY);
    expect.notices(partner, Told.STARTED, Told.ENDED, Told.READY);
    byte[] landed =
        stage
            .s3()
            .getObjectAsBytes(request -> request.bucket(stage.landingBucket()).key(frame.getKey()))
            .asByteArray();
    expect.equal(
        "half of the file is old",
        (byte) 'o' + " " + (byte) 'n',
        landed[0] + " " + landed[BYTES - 1]);
    expect.equal(
        "the comparison finds it",
        List.of("newer-at-source " + key),
        Comparing.differences(stage, partner));

    Comparing.send(stage, partner);
    stage.advanceUntil(() -> expect.told(partner).size() == 6, Duration.ofHours(6));
    expect.driveShows("the drive shows the new file", 0, night.files());
    expect.equal("and both sides are the same", List.of(), Comparing.differences(stage, partner));
  }

  private static byte[] content(char fill) {
    byte[] content = new byte[BYTES];
    IntStream.range(0, BYTES).forEach(i -> content[i] = (byte) fill);
    return content;
  }
}
