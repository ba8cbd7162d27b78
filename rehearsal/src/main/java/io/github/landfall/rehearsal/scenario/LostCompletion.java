package io.github.landfall.rehearsal.scenario;

import io.github.landfall.localaws.gateway.EventDelivery;
import io.github.landfall.rehearsal.stage.Stage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The event that a refresh is complete never comes: silence becomes a notice. */
final class LostCompletion implements Scenario {

  @Override
  public String name() {
    return "lost-completion";
  }

  @Override
  public String title() {
    return "The gateway never says that its refresh is complete";
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    OnePartner night = OnePartner.delivers(stage, expect, directory);
    stage.storageGateway().deliverNext(new EventDelivery.Lost());
    night.until(Told.NOT_CONFIRMED, Duration.ofHours(9));
    stage.advance(Duration.ofHours(1));
    expect.notices(
        night.partner(), Told.STARTED, Told.ENDED, Told.NOT_CONFIRMED, Told.NOT_CONFIRMED);
    long topics =
        stage.notices().stream()
            .filter(notice -> Told.NOT_CONFIRMED.equals(notice.attributes().get("event")))
            .map(notice -> notice.topicArn())
            .distinct()
            .count();
    expect.equal("producers and operations are told, once each", 2L, topics);
  }
}
