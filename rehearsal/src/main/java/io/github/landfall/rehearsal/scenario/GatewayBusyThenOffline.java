package io.github.landfall.rehearsal.scenario;

import io.github.landfall.localaws.gateway.RefreshPace;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.StageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The gateway refuses the refresh, then is gone for an hour; the refresh waits for it. */
final class GatewayBusyThenOffline implements Scenario {

  @Override
  public String name() {
    return "gateway-busy-then-offline";
  }

  @Override
  public String title() {
    return "The gateway is busy with two refreshes, and then offline for an hour";
  }

  @Override
  public StageSettings settings() {
    return StageSettings.ordinary().with(new RefreshPace(Duration.ofMinutes(15), Duration.ZERO));
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    OnePartner night = OnePartner.delivers(stage, expect, directory);
    String partner = night.partner();
    night.until(Told.STARTED);
    stage.advanceUntil(() -> stage.transferMessages(partner) == 0, Duration.ofHours(2));
    // Somebody refreshes by hand, twice, while the queue is quiet and the end not confirmed.
    stage.refreshByHand(0);
    stage.refreshByHand(0);
    int byHand = stage.refreshes().size();
    boolean refused =
        stage.advanceUntil(() -> !stage.refusedRefreshes().isEmpty(), Duration.ofMinutes(30));
    expect.that("the busy gateway refuses a third refresh", refused, "no refusal");
    stage.gateways().get(0).setConnected(false);
    stage.advance(Duration.ofHours(1));
    expect.notices(partner, Told.STARTED, Told.ENDED);
    stage.gateways().get(0).setConnected(true);
    night.endsWell();
    expect.equal("the refresh is made once", 1, stage.refreshes().size() - byHand);
  }
}
