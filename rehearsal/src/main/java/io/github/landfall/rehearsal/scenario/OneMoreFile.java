package io.github.landfall.rehearsal.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.landfall.localaws.gateway.BucketRequests;
import io.github.landfall.localaws.gateway.ServiceCall;
import io.github.landfall.rehearsal.stage.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** After a delivery of dozens of files comes one of a single file: only its folder is refreshed. */
final class OneMoreFile implements Scenario {

  @Override
  public String name() {
    return "one-more-file";
  }

  @Override
  public String title() {
    return "One file more after a large delivery: only the folder that changed is refreshed";
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    OnePartner night = OnePartner.delivers(stage, expect, directory.resolve("first"));
    String partner = night.partner();
    night.endsWell();
    int before = stage.refreshes().size();
    Media second = night.deliversOneMore(directory.resolve("second"));
    stage.advanceUntil(() -> expect.told(partner).size() == 6, Duration.ofHours(3));
    expect.notices(
        partner, Told.STARTED, Told.ENDED, Told.READY, Told.STARTED, Told.ENDED, Told.READY);
    Map<String, Path> all = new TreeMap<>(night.files());
    all.putAll(second.onDrive(stage, partner));
    expect.driveShows("the drive shows every file", 0, all);
    expect.counted(partner, 0, all);
    List<ServiceCall> calls = stage.refreshes().subList(before, stage.refreshes().size());
    List<String> folders = new ArrayList<>();
    for (JsonNode folder : calls.get(0).request().path("FolderList")) {
      folders.add(folder.asText());
    }
    expect.equal("one call refreshes it", 1, calls.size());
    expect.equal(
        "and it names the folder that changed, that of the report, and those above them",
        List.of(
            "/",
            "_landfall",
            "_landfall/" + partner,
            partner,
            partner + "/plates",
            partner + "/plates/sc010"),
        folders.stream().sorted().toList());
    BucketRequests whole = stage.refreshCosts().get(0);
    BucketRequests cost = stage.refreshCosts().get(before);
    expect.that(
        "for fewer requests than the whole delivery took",
        cost.lists() + cost.heads() < whole.lists() + whole.heads(),
        cost + " and " + whole);
  }
}
