package io.github.landfall.rehearsal.scenario;

import io.github.landfall.localaws.gateway.EventDelivery;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.StageSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** EventBridge and SQS keep their promise and no more: at least once, in no order. */
final class DuplicateAndReorderedEvents implements Scenario {

  @Override
  public String name() {
    return "duplicate-and-reordered-events";
  }

  @Override
  public String title() {
    return "Each event comes three times, the ALARM after the OK, a foreign one among them";
  }

  @Override
  public StageSettings settings() {
    return StageSettings.ordinary().with(StageSettings.Delivery.REPEATED_AND_REORDERED);
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    OnePartner night = OnePartner.delivers(stage, expect, directory);
    stage.storageGateway().deliverNext(new EventDelivery.BeforeResponse());
    stage.sendToRunQueue("{\"detail-type\": \"Somebody else's event\"}");
    night.endsWell();
    stage.advance(Duration.ofHours(7));
    expect.notices(night.partner(), Told.STARTED, Told.ENDED, Told.READY);
    expect.equal("the refresh is made once", 1, stage.refreshes().size());
    expect.equal("the foreign message is in the dead-letter queue", 1, stage.runDeadLetters());
    List<String> errors = stage.takeFunctionErrors();
    expect.that(
        "and is logged as an error, once",
        errors.size() == 1 && errors.get(0).contains("Somebody else's event"),
        errors);
  }
}
