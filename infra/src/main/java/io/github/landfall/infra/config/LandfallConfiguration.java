package io.github.landfall.infra.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * All that can be said about a deployment, read once from the object {@code landfall} in the CDK
 * context.
 *
 * @param region the region that everything is deployed to, for example {@code cn-northwest-1}
 * @param account the account's twelve digits; absent for whichever account the CDK CLI uses
 * @param timeZone the zone of the partners' schedules and of the times in notices
 * @param bucket the landing bucket's name; absent for a generated one
 * @param network where finders and workers run
 * @param notices who is told, and in which language
 * @param quietMinutes how many minutes in a row without activity end a transfer
 * @param refreshDeadline how long after a transfer's end its refreshes may stay unconfirmed
 * @param fileShares the ARNs of the file shares to refresh; empty for all on the landing bucket
 * @param partners the partners, at least one
 */
public record LandfallConfiguration(
    String region,
    Optional<String> account,
    ZoneId timeZone,
    Optional<String> bucket,
    Network network,
    Notices notices,
    int quietMinutes,
    Duration refreshDeadline,
    List<String> fileShares,
    List<Partner> partners) {

  private static final Set<String> KEYS =
      Set.of(
          "region",
          "account",
          "timeZone",
          "bucket",
          "network",
          "notices",
          "quietMinutes",
          "refreshDeadline",
          "fileShares",
          "partners");

  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+){1,2}-\\d");
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");
  private static final Pattern ANY = Pattern.compile(".*");

  /** Longer than a refresh can take, and well within the ten days that redelivery lasts. */
  private static final Duration LONGEST_DEADLINE = Duration.ofDays(3);

  private static final Duration SHORTEST_DEADLINE = Duration.ofMinutes(15);

  /**
   * Reads the configuration.
   *
   * @param context the object {@code landfall}, as maps, lists, text, numbers and truth values
   * @throws ConfigurationException if anything is missing, wrong or unknown
   */
  public static LandfallConfiguration of(Object context) {
    Section section = Section.of(context, "landfall", KEYS);
    String region = section.text("region", REGION, "an AWS region such as cn-northwest-1");
    ZoneId timeZone = timeZone(section);
    return new LandfallConfiguration(
        region,
        section.optionalText("account", ACCOUNT, "an account's 12 digits, in quotes"),
        timeZone,
        section.optionalText("bucket", BUCKET, "a bucket name of 3 to 63 of a-z, 0-9 and hyphens"),
        Network.of(section),
        Notices.of(section),
        section.integer("quietMinutes", 5, 1, 60),
        refreshDeadline(section),
        fileShares(section, region),
        Partner.allOf(section, region, timeZone));
  }

  private static ZoneId timeZone(Section section) {
    String expected = "an IANA time zone without daylight saving, such as Asia/Shanghai";
    String name = section.text("timeZone", ANY, expected);
    ZoneId zone;
    try {
      zone = ZoneId.of(name);
    } catch (DateTimeException e) {
      throw section.wrong("timeZone", expected);
    }
    if (!DailySchedule.follows(zone, Instant.now())) {
      throw section.wrong("timeZone", expected + " (schedules are in UTC and can't follow it)");
    }
    return zone;
  }

  private static Duration refreshDeadline(Section section) {
    String expected = "an ISO-8601 duration from PT15M to PT72H, such as PT6H";
    Duration deadline;
    try {
      deadline =
          Duration.parse(section.optionalText("refreshDeadline", ANY, expected).orElse("PT6H"));
    } catch (DateTimeParseException e) {
      throw section.wrong("refreshDeadline", expected);
    }
    if (deadline.compareTo(SHORTEST_DEADLINE) < 0 || deadline.compareTo(LONGEST_DEADLINE) > 0) {
      throw section.wrong("refreshDeadline", expected);
    }
    return deadline;
  }

  private static List<String> fileShares(Section section, String region) {
    Pattern share =
        Pattern.compile(
            "arn:aws[a-z-]*:storagegateway:" + region + ":\\d{12}:share/share-[A-Za-z0-9]+");
    return section.texts("fileShares", share, "the ARN of a file share in " + region);
  }
}
