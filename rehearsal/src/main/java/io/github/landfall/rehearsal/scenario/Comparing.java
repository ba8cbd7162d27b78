package io.github.landfall.rehearsal.scenario;

import io.github.landfall.comparison.BucketListing.Place;
import io.github.landfall.comparison.Compared;
import io.github.landfall.comparison.Comparison;
import io.github.landfall.comparison.Repair;
import io.github.landfall.comparison.Verdict;
import io.github.landfall.rehearsal.stage.Stage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What {@code bin/landfall compare} does, on the stage. */
final class Comparing {

  private Comparing() {}

  /** What differs between a partner's source and the landing bucket, a verdict and a key each. */
  static List<String> differences(Stage stage, String partner) {
    List<String> differences = new ArrayList<>();
    run(
        stage,
        partner,
        object -> {
          if (object.verdict() != Verdict.SAME) {
            differences.add(object.verdict().text() + " " + object.key());
          }
        });
    return differences;
  }

  /** Queues what a copy would mend. */
  static void send(Stage stage, String partner) throws IOException {
    stage.hub(partner).othersSend();
    try (Repair repair = new Repair()) {
      run(
          stage,
          partner,
          object -> {
            if (object.verdict().mendable()) {
              keep(repair, object);
            }
          });
      repair.send(landing(stage, partner), stage.sqs(), stage.hub(partner).stack().queue());
    }
  }

  private static void keep(Repair repair, Compared object) {
    try {
      repair.add(object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void run(Stage stage, String partner, Consumer<Compared> each) {
    List<String> prefixes = List.of(Media.sourcePrefix(stage, partner));
    Place source = new Place(stage.s3(), stage.sourceBucket(partner), false, "");
    Comparison.run(source, landing(stage, partner), prefixes, each);
  }

  private static Place landing(Stage stage, String partner) {
    return new Place(stage.s3(), stage.landingBucket(), false, partner + "/");
  }
}
