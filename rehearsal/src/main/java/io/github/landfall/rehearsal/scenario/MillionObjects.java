package io.github.landfall.rehearsal.scenario;

import io.github.landfall.localaws.gateway.BucketRequests;
import io.github.landfall.localaws.gateway.FileGateway;
import io.github.landfall.localaws.gateway.RefreshPace;
import io.github.landfall.localaws.gateway.SyntheticLibrary;
import io.github.landfall.localaws.transfer.TransferPace;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.StageSettings;
import io.github.landfall.rehearsal.stage.StageSettings.GatewaySettings;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A thousand new files come into a library of a million: only their folders are refreshed. */
final class MillionObjects implements Scenario {

  private static final String PARTNER = "aurora";
  private static final int CHANGED_FOLDERS = 40;
  private static final int NEW_IN_EACH = 25;

  @Override
  public String name() {
    return "million-objects";
  }

  @Override
  public String title() {
    return "1,000 new files in 40 folders of a library of a million objects";
  }

  @Override
  public StageSettings settings() {
    return StageSettings.ordinary()
        .with(TransferPace.documented(3))
        .with(new RefreshPace(Duration.ofMinutes(2), Duration.ofMillis(10)))
        .with(List.of(new GatewaySettings("shanghai-1", List.of(""), Optional.of(PARTNER))));
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    List<String> folders = SyntheticLibrary.folders(PARTNER);
    Media media = newFiles(folders, directory.resolve("media"));
    media.deliver(stage, PARTNER);
    Map<String, Path> files = media.onDrive(stage, PARTNER);
    FileGateway gateway = stage.gateways().get(0);
    // An artist has looked into each folder, so that the gateway does not list it by itself.
    expect.equal("the drive shows none of the new files before", 0, shown(gateway, files));
    BucketRequests before = gateway.requests();

    OnePartner night = new OnePartner(stage, expect, PARTNER, media);
    night.until(Told.READY);
    expect.notices(PARTNER, Told.STARTED, Told.ENDED, Told.READY);
    BucketRequests cost = gateway.requests().minus(before);
    expect.equal("in the morning all of them", files.size(), shown(gateway, files));
    long library = (long) folders.size() * SyntheticLibrary.OBJECTS_IN_A_FOLDER;
    expect.that(
        "for a 300th of the requests that the library has objects, or less",
        300 * (cost.lists() + cost.heads()) <= library,
        cost + " of " + library);
  }

  private static Media newFiles(List<String> folders, Path directory) throws IOException {
    for (int i = 0; i < CHANGED_FOLDERS; i++) {
      String folder = folders.get(i * folders.size() / CHANGED_FOLDERS);
      Path local = directory.resolve(folder.substring(PARTNER.length() + 1));
      Files.createDirectories(local);
      for (int frame = 0; frame < NEW_IN_EACH; frame++) {
        String name = "comp.%04d.exr".formatted(frame);
        Files.writeString(local.resolve(name), folder + "/" + name);
      }
    }
    return Media.in(directory);
  }

  /** How many files the first share shows, with their whole content. */
  private static int shown(FileGateway gateway, Map<String, Path> files) throws IOException {
    int shown = 0;
    for (Map.Entry<String, Path> file : files.entrySet()) {
      if (shows(gateway, file.getKey(), Files.readAllBytes(file.getValue()))) {
        shown++;
      }
    }
    return shown;
  }

  private static boolean shows(FileGateway gateway, String path, byte[] content)
      throws IOException {
    try (InputStream in = gateway.open(gateway.shares().get(0), path)) {
      return Arrays.equals(in.readAllBytes(), content);
    } catch (FileNotFoundException e) {
      return false;
    }
  }
}
