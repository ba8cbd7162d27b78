package io.github.landfall.tools.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.DeliveryLists;
import io.github.landfall.contract.run.DriveNames;
import io.github.landfall.contract.run.DriveNames.NotShown;
import io.github.landfall.contract.run.Phase;
import io.github.landfall.contract.run.ProgressSnapshot;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.transfer.FinderEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is listed of a run. All but the first three is null as long as it is not known.
 *
 * @param partner the partner's name
 * @param kind what it is
 * @param start when it began; of a sweep, when something was found
 * @param end when the transfer's end was confirmed; of a sweep when it was collected
 * @param seconds from start to end
 * @param counted how much is known of what came
 * @param objects how many objects came; of a transfer under way, by its last daily notice
 * @param bytes the bytes of those
 * @param removed how many objects went
 * @param failedObjects how many objects of the run could not be copied
 * @param failedKeys the keys of ten of them at most; null if none failed
 * @param listing whether the finder listed the whole source; null if nobody told
 * @param listingFailure why it did not
 * @param unaccounted how many objects were queued that neither came, nor failed, nor were withdrawn
 * @param notShown how many objects a Windows drive may not show under their own names
 * @param notShownKeys ten of them at most, each with the reason; null if all names are shown
 * @param leftovers how many files of macOS and Windows came, which nobody meant to deliver
 * @param lists what the delivery lists say; null if none was to be checked
 * @param onDrive when all that came was on the drive
 * @param report the key of its report in the landing bucket
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunFigures(
    String partner,
    Kind kind,
    Instant start,
    Instant end,
    Long seconds,
    Delivery.Known counted,
    Long objects,
    Long bytes,
    Long removed,
    Integer failedObjects,
    List<String> failedKeys,
    Listing listing,
    String listingFailure,
    Long unaccounted,
    Long notShown,
    List<NotShown> notShownKeys,
    Long leftovers,
    DeliveryLists lists,
    Instant onDrive,
    String report) {

  /** How a finder listed the source. */
  public enum Listing {
    /** To its end. */
    COMPLETE("complete"),
    /** Not to its end: files may be missing. */
    INCOMPLETE("incomplete");

    private final String word;

    Listing(String word) {
      this.word = word;
    }

    /** What it is called in lists. */
    @JsonValue
    public String word() {
      return word;
    }

    private static Listing of(FinderEnd end) {
      return end.complete() ? COMPLETE : INCOMPLETE;
    }
  }

  /** What a run is. */
  public enum Kind {
    /** A transfer that is over. */
    TRANSFER("transfer"),
    /** A transfer whose end is not confirmed yet. */
    IN_TRANSFER("in transfer"),
    /** A check of the deployment, of which nobody was told. */
    CHECK("check"),
    /** What arrived outside of a transfer. */
    SWEEP("sweep");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** What it is called in lists. */
    @JsonValue
    public String word() {
      return word;
    }

    private static Kind of(Run run) {
      if (run.sweep()) {
        return SWEEP;
      }
      if (run.keptBack()) {
        return CHECK;
      }
      return run.ended().isEmpty() ? IN_TRANSFER : TRANSFER;
    }
  }

  /** The figures of a run. */
  public static RunFigures of(Run run) {
    Optional<Instant> end = run.ended().map(Phase.Ended::at);
    Optional<Delivery> delivery = run.delivery();
    Optional<ProgressSnapshot> soFar = run.progress().filter(seen -> delivery.isEmpty());
    Optional<Delivery> counts = delivery.filter(came -> came.known() != Delivery.Known.NOTHING);
    Optional<DriveNames> names =
        delivery
            .filter(came -> came.known() == Delivery.Known.EACH_OBJECT)
            .map(came -> came.allNames().orElse(DriveNames.NONE));
    return new RunFigures(
        run.partner(),
        Kind.of(run),
        run.start(),
        end.orElse(null),
        end.map(time -> Duration.between(run.start(), time).toSeconds()).orElse(null),
        delivery.map(Delivery::known).orElse(null),
        counts
            .map(came -> came.all().objects())
            .or(() -> soFar.map(ProgressSnapshot::objects))
            .orElse(null),
        counts
            .map(came -> came.all().bytes())
            .or(() -> soFar.map(ProgressSnapshot::bytes))
            .orElse(null),
        counts.map(Delivery::removed).orElse(null),
        run.ended().map(ended -> ended.failed().count()).orElse(null),
        run.failed().named().isEmpty() ? null : run.failed().named(),
        run.ended().flatMap(Phase.Ended::finder).map(Listing::of).orElse(null),
        run.listingFailure().orElse(null),
        delivery.map(Delivery::unaccounted).orElse(null),
        names.map(DriveNames::notShown).orElse(null),
        names.map(DriveNames::named).filter(named -> !named.isEmpty()).orElse(null),
        names.map(DriveNames::leftovers).orElse(null),
        delivery.map(Delivery::lists).orElse(null),
        run.onDrive().orElse(null),
        delivery.map(Delivery::report).map(name -> name + ".html").orElse(null));
  }
}
