package io.github.landfall.infra.config;

import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where a partner's transfer comes from: Landfall creates it, or it exists already. */
public sealed interface PartnerTransfer {

  /**
   * A transfer that Landfall creates from Data Transfer Hub's template.
   *
   * @param path the partner's place in the configuration, for example {@code landfall.partners[0]}
   * @param edition which of the two templates it is
   * @param template where the template is
   * @param source the partner's bucket
   * @param schedule when the finder starts; absent where the template file says so itself
   * @param storageClass the storage class of the copies, for example {@code STANDARD}
   * @param workers how many instances copy
   * @param finder how it finds what to copy
   */
  record ImportedTransfer(
      String path,
      Edition edition,
      TemplateLocation template,
      Source source,
      Optional<DailySchedule> schedule,
      String storageClass,
      Workers workers,
      Finder finder)
      implements PartnerTransfer {

    static final Set<String> KEYS =
        Set.of(
            "edition",
            "templateUrl",
            "templateFile",
            "source",
            "dailyAt",
            "storageClass",
            "workers",
            "finder");

    private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final Pattern URL =
        Pattern.compile("https://[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?/\\S+");
    private static final Pattern FILE = Pattern.compile("[^\\x00-\\x1f]{1,1000}");
    private static final String TIME_EXPECTED = "a time of day such as 00:00";
    private static final List<String> STORAGE_CLASSES =
        List.of("STANDARD", "STANDARD_IA", "ONEZONE_IA", "INTELLIGENT_TIERING");

    static ImportedTransfer of(Section partner, String region, ZoneId zone) {
      Edition edition =
          Edition.valueOf(
              partner.choice("edition", List.of("ecs", "ec2"), "ecs").toUpperCase(Locale.ROOT));
      TemplateLocation template = template(partner, edition, region);
      Optional<DailySchedule> schedule =
          partner
              .optionalText("dailyAt", TIME, TIME_EXPECTED)
              .map(time -> LocalTime.parse(time, DateTimeFormatter.ISO_LOCAL_TIME))
              .map(time -> new DailySchedule(time, zone));
      // Only a file can be asked whether it has a schedule of its own.
      if (schedule.isEmpty() && !(template instanceof TemplateLocation.LocalFile)) {
        throw partner.wrong("dailyAt", TIME_EXPECTED);
      }
      return new ImportedTransfer(
          partner.path(),
          edition,
          template,
          Source.of(partner, edition, region),
          schedule,
          partner.choice("storageClass", STORAGE_CLASSES, "STANDARD"),
          Workers.of(partner),
          Finder.of(partner, edition));
    }

    /** Reads {@code templateUrl} or {@code templateFile}; neither means the published address. */
    private static TemplateLocation template(Section partner, Edition edition, String region) {
      Optional<String> url =
          partner.optionalText("templateUrl", URL, "the https address of an object in Amazon S3");
      Optional<String> file = partner.optionalText("templateFile", FILE, "the path of a template");
      if (file.isEmpty()) {
        return url.map(TemplateLocation::at)
            .orElseGet(() -> new TemplateLocation.Published(edition.publishedTemplate(region)));
      }
      if (url.isPresent()) {
        throw partner.wrong("templateUrl", "none beside templateFile");
      }
      return new TemplateLocation.LocalFile(Path.of(file.get()));
    }

    /**
     * Refuses a value of this transfer that its template does not take.
     *
     * @param key the key in the partner's object, for example {@code finder.memoryGib}, or from the
     *     root, then with {@code landfall.} first
     * @param found the value
     * @param expected what the template takes
     */
    public ConfigurationException wrong(String key, Object found, String expected) {
      String place = key.startsWith("landfall.") ? key : path + "." + key;
      return ConfigurationException.wrong(place, found, expected);
    }

    /** Demands the time of day that its template must be told. */
    public ConfigurationException dailyAtMissing() {
      return missing("dailyAt", TIME_EXPECTED);
    }

    /**
     * Demands a value of this transfer.
     *
     * @param key the key in the partner's object
     * @param expected what it must be
     */
    public ConfigurationException missing(String key, String expected) {
      return ConfigurationException.missing(path + "." + key, expected);
    }
  }

  /**
   * A transfer that exists already and is only watched.
   *
   * @param stack the name of its CloudFormation stack, for the commands in {@code bin/}; absent
   *     where they do without this partner
   * @param queue the name of its queue
   * @param deadLetterQueue the name of its dead-letter queue
   * @param table the name of its table
   * @param finder its finder's ECS task; absent where the finder is no ECS task
   * @param mergeStateMachineArn the ARN of the state machine that merges large objects; absent
   *     where there is none
   */
  record AdoptedTransfer(
      Optional<String> stack,
      String queue,
      String deadLetterQueue,
      String table,
      Optional<FinderTask> finder,
      Optional<String> mergeStateMachineArn)
      implements PartnerTransfer {

    private static final Set<String> KEYS =
        Set.of(
            "stack",
            "queue",
            "deadLetterQueue",
            "table",
            "cluster",
            "finderFamily",
            "mergeStateMachineArn");

    /**
     * What CloudFormation allows.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStack.html">CreateStack</a>
     */
    private static final Pattern STACK = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,127}");

    private static final Pattern QUEUE = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,255}");

    /** The edition that it is of: only that of edition {@code ecs} has a finder that is a task. */
    Edition edition() {
      return finder.isPresent() ? Edition.ECS : Edition.EC2;
    }

    static AdoptedTransfer of(Section partner, Deployment deployment) {
      Section section = partner.section("adopt", KEYS);
      String queueName = "a queue's name, not its URL or ARN";
      return new AdoptedTransfer(
          section.optionalText("stack", STACK, "a CloudFormation stack's name, not its ARN"),
          section.text("queue", QUEUE, queueName),
          section.text("deadLetterQueue", QUEUE, queueName),
          section.text("table", NAME, "a table's name, not its ARN"),
          section.has("cluster") || section.has("finderFamily")
              ? Optional.of(
                  new FinderTask(
                      section.text(
                          "cluster", NAME, "a cluster's name, not its ARN, beside finderFamily"),
                      section.text(
                          "finderFamily", NAME, "a task definition's family, beside cluster")))
              : Optional.empty(),
          deployment.optionalArn(
              section,
              "mergeStateMachineArn",
              "states",
              "stateMachine:[A-Za-z0-9_-]{1,80}",
              "a state machine's"));
    }
  }

  /**
   * An ECS task that finds what to copy.
   *
   * @param cluster the name of the cluster that it runs on
   * @param family its task definition's family
   */
  record FinderTask(String cluster, String family) {}
}
