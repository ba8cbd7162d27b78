package io.github.landfall.infra.config;

import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All that can be said about a deployment, read once from the object {@code landfall} in the CDK
 * context.
 *
 * @param region the region that everything is deployed to, for example {@code cn-northwest-1}
 * @param account the account's twelve digits; absent for whichever account the CDK CLI uses
 * @param deletionProtection whether the stack and the runs table are protected from deletion, which
 *     a failed first deployment must not be
 * @param timeZone the zone of the partners' schedules and of the times in notices
 * @param bucket the landing bucket's name; absent for a generated one
 * @param network where finders and workers run
 * @param notices who is told, and in which language
 * @param quietWindow how long a transfer must look quiet before its alarm goes back to OK
 * @param refreshDeadline how long after a transfer's end its refreshes may stay unconfirmed
 * @param sweepEvery how often what arrived outside of a transfer is looked for, in whole minutes
 * @param lateAfter how long after its time a transfer may begin before operations are told
 * @param fileShares the ARNs of the file shares to refresh; empty for all on the landing bucket
 * @param dthAssets own copies of what Data Transfer Hub loads; absent to load AWS's
 * @param partners the partners, at least one
 */
public record LandfallConfiguration(
    String region,
    Optional<String> account,
    boolean deletionProtection,
    ZoneId timeZone,
    Optional<String> bucket,
    Network network,
    Notices notices,
    QuietWindow quietWindow,
    Duration refreshDeadline,
    Duration sweepEvery,
    Duration lateAfter,
    List<String> fileShares,
    Optional<DthAssets> dthAssets,
    List<Partner> partners) {

  /**
   * ARNs of 75 characters, beside some hundred that the other variables may take.
   *
   * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda
   *     quotas</a>
   */
  private static final int MAX_FILE_SHARES = 40;

  private static final Set<String> KEYS =
      Set.of(
          "region",
          "account",
          "deletionProtection",
          "timeZone",
          "bucket",
          "network",
          "notices",
          QuietWindow.QUIET,
          QuietWindow.DELAY,
          "refreshDeadline",
          "sweepEvery",
          "lateAfter",
          "fileShares",
          "dth",
          "partners");

  private static final Pattern REGION = Pattern.compile("[a-z]{2}(-[a-z]+){1,2}-\\d");
  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9-]{1,61}[a-z0-9]");
  private static final Pattern ANY = Pattern.compile(".*");

  /** Longer than a refresh can take, and well within the ten days that redelivery lasts. */
  private static final Duration MAX_DEADLINE = Duration.ofDays(3);

  /** So that a transfer is told late on its own day. */
  private static final Duration MAX_LATENESS = Duration.ofHours(12);

  private static final Duration MIN_DEADLINE = Duration.ofMinutes(15);

  /** An arrival waits for ten minutes before it is swept: more often would find nothing sooner. */
  private static final Duration MIN_SWEEP_INTERVAL = Duration.ofMinutes(5);

  /** The daily interim notice of a run that lasts comes with a sweep, too. */
  private static final Duration MAX_SWEEP_INTERVAL = Duration.ofHours(24);

  /**
   * Reads the configuration.
   *
   * @param context the object {@code landfall}, as maps, lists, text, numbers and truth values
   * @throws ConfigurationException if anything is missing, wrong or unknown
   */
  public static LandfallConfiguration of(Object context) {
    Section section = Section.of(context, "landfall", KEYS);
    String region = section.text("region", REGION, "an AWS region such as cn-northwest-1");
    Optional<String> account =
        section.optionalText("account", ACCOUNT, "an account's 12 digits, in quotes");
    Deployment deployment = new Deployment(region, account);
    ZoneId timeZone = TimeZones.of(section, "timeZone");
    List<String> fileShares = fileShares(section, deployment);
    List<Partner> partners = Partner.allOf(section, deployment, timeZone);
    return new LandfallConfiguration(
        region,
        account,
        section.flag("deletionProtection"),
        timeZone,
        section.optionalText("bucket", BUCKET, "a bucket name of 3 to 63 of a-z, 0-9 and hyphens"),
        Network.of(section),
        Notices.of(
            section,
            partners.stream()
                .map(Partner::name)
                .collect(Collectors.toCollection(LinkedHashSet::new))),
        QuietWindow.of(section),
        refreshDeadline(section),
        sweepEvery(section),
        lateAfter(section),
        fileShares,
        DthAssets.of(section),
        partners);
  }

  private static List<String> fileShares(Section section, Deployment deployment) {
    List<String> shares =
        deployment.arns(
            section, "fileShares", "storagegateway", "share/share-[A-Za-z0-9]+", "a file share's");
    if (shares.size() > MAX_FILE_SHARES) {
      throw ConfigurationException.wrong(
          section.path("fileShares"),
          shares.size() + " shares",
          "at most %d, since they must fit the function's environment, for which Lambda allows 4 KB"
              .formatted(MAX_FILE_SHARES));
    }
    return shares;
  }

  private static Duration refreshDeadline(Section section) {
    return duration(
        section,
        "refreshDeadline",
        "PT6H",
        "an ISO-8601 duration from PT15M to PT72H, such as PT6H",
        deadline -> isWithin(deadline, MIN_DEADLINE, MAX_DEADLINE));
  }

  /** EventBridge's rates are in whole minutes. */
  private static Duration sweepEvery(Section section) {
    return duration(
        section,
        "sweepEvery",
        "PT30M",
        "an ISO-8601 duration of whole minutes from PT5M to PT24H, such as PT30M",
        every ->
            isWithin(every, MIN_SWEEP_INTERVAL, MAX_SWEEP_INTERVAL)
                && every.equals(every.truncatedTo(ChronoUnit.MINUTES)));
  }

  private static Duration lateAfter(Section section) {
    return duration(
        section,
        "lateAfter",
        "PT1H",
        "an ISO-8601 duration from PT15M to PT12H, such as PT1H",
        grace -> isWithin(grace, MIN_DEADLINE, MAX_LATENESS));
  }

  private static Duration duration(
      Section section,
      String key,
      String otherwise,
      String expected,
      Predicate<Duration> isExpected) {
    try {
      Duration duration =
          Duration.parse(section.optionalText(key, ANY, expected).orElse(otherwise));
      if (isExpected.test(duration)) {
        return duration;
      }
    } catch (DateTimeParseException e) {
      throw section.wrong(key, expected);
    }
    throw section.wrong(key, expected);
  }

  private static boolean isWithin(Duration duration, Duration shortest, Duration longest) {
    return duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0;
  }
}
