package io.github.landfall.compare;

import io.github.landfall.compare.Progress.Part;
import io.github.landfall.comparison.BucketListing.Place;
import io.github.landfall.comparison.Repair;
import io.github.landfall.contract.transfer.WatchedTransfer;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Function;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Puts what a copy would mend into the transfer queue. */
final class Sending {

  private final Function<String, Place> landing;
  private final Ledger ledger;
  private final SqsClient sqs;

  Sending(Function<String, Place> landing, Ledger ledger, SqsClient sqs) {
    this.landing = landing;
    this.ledger = ledger;
    this.sqs = sqs;
  }

  /**
   * Sends all of a comparison. Done twice, an object is copied twice, which does no harm.
   *
   * @return how many objects
   * @throws IOException if there is no room for the messages
   * @throws Repair.RefusedException if SQS did not take one
   */
  long send(WatchedTransfer transfer, Progress progress) throws IOException {
    try (Repair repair = new Repair()) {
      for (Part part : progress.found().parts()) {
        if (part.mendable() > 0) {
          try (InputStream messages = ledger.get(progress, part, Ledger.MESSAGES)) {
            repair.addAll(messages);
          }
        }
      }
      repair.send(landing.apply(progress.partner()), sqs, transfer.queue());
      return repair.objects();
    }
  }
}
