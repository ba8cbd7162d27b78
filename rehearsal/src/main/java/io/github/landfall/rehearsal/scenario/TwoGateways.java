package io.github.landfall.rehearsal.scenario;

import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.StageSettings;
import io.github.landfall.rehearsal.stage.StageSettings.GatewaySettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Two gateways: one shows the whole bucket, the other a share for each of two partners. */
final class TwoGateways implements Scenario {

  @Override
  public String name() {
    return "two-gateways";
  }

  @Override
  public String title() {
    return "Two gateways, one of them with a share for each partner";
  }

  @Override
  public StageSettings settings() {
    return StageSettings.ordinary()
        .with(
            List.of(
                new GatewaySettings("shanghai-1", List.of("")),
                new GatewaySettings("suzhou-1", List.of("aurora/", "borealis/"))));
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    OnePartner night = OnePartner.delivers(stage, expect, directory);
    String partner = night.partner();
    night.endsWell();
    Map<String, Path> withoutPrefix = new TreeMap<>();
    night
        .files()
        .forEach((path, file) -> withoutPrefix.put(path.substring(partner.length() + 1), file));
    expect.driveShows("the partner's own share shows every file", 1, withoutPrefix);
    expect.equal("a refresh for each share", 2, stage.refreshes().size());
    List<String> shares =
        stage.refreshes().stream()
            .map(call -> call.request().path("FileShareARN").asText())
            .distinct()
            .toList();
    expect.equal("the other partner's share is left alone", 2, shares.size());
    stage.advance(Duration.ofMinutes(30));
    expect.notices(partner, Told.STARTED, Told.ENDED, Told.READY);
  }
}
