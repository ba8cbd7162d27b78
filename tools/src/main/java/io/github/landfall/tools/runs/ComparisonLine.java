package io.github.landfall.tools.runs;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.landfall.contract.comparison.ComparisonFigures;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * What is listed of a partner's latest weekly comparison; null is left out.
 *
 * @param partner the partner's name
 * @param kind always {@code comparison}
 * @param start when it began
 * @param end when it was over
 * @param objects how many objects were compared
 * @param lacking how many the landing bucket lacks, or has in an old version
 * @param sent how many were put into the transfer queue
 * @param report the key of its page in the landing bucket
 * @param failure why it was given up
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComparisonLine(
    String partner,
    String kind,
    Instant start,
    Instant end,
    long objects,
    long lacking,
    long sent,
    String report,
    String failure) {

  /** The line of a partner's comparison. */
  public static ComparisonLine of(String partner, ComparisonFigures figures) {
    return new ComparisonLine(
        partner,
        "comparison",
        figures.start(),
        figures.end(),
        figures.objects(),
        figures.lacking(),
        figures.sent(),
        figures.report().orElse(null),
        figures.failure().orElse(null));
  }

  /**
   * The line for a terminal.
   *
   * @param zone the zone in which times are shown
   */
  public String text(ZoneId zone) {
    String when =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(zone).format(end);
    return failure == null
        ? String.format(
            Locale.ROOT,
            "%s: compared %s, %,d objects, %,d lacking, %,d sent: %s",
            partner,
            when,
            objects,
            lacking,
            sent,
            report)
        : "%s: not compared, given up %s: %s".formatted(partner, when, failure);
  }
}
