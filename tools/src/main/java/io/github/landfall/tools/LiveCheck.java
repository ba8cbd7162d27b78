package io.github.landfall.tools;

import io.github.landfall.contract.Names;
import io.github.landfall.contract.arrival.PartName;
import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.FolderRefresh;
import io.github.landfall.contract.run.RecordedRuns;
import io.github.landfall.contract.run.Refreshes;
import io.github.landfall.contract.run.Run;
import io.github.landfall.tools.check.CheckTexts;
import io.github.landfall.tools.check.Deployed;
import io.github.landfall.tools.check.Finding;
import io.github.landfall.tools.check.Link;
import io.github.landfall.tools.check.LiveStep;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Sends one file through the chain, from the landing bucket to the drive, and times each link. */
final class LiveCheck {

  private static final Duration LOOK = Duration.ofSeconds(5);
  private static final Duration ARRIVES_WITHIN = Duration.ofMinutes(5);
  private static final DateTimeFormatter NAME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Deployed landfall;
  private final String partner;
  private final boolean notify;
  private final CheckTexts texts;
  private final PrintWriter out;
  private final InstantSource clock;
  private final Consumer<Duration> pause;
  private final S3Client s3;
  private final CloudWatchClient cloudWatch;
  private final SqsClient sqs;
  private final RecordedRuns runs;
  private final String bucket;
  private Instant begun;

  /** Why the chain ended before the drive. */
  private static final class BrokenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    private BrokenException(Finding finding) {
      super(finding.text());
      this.finding = finding;
    }
  }

  /**
   * @param landfall Landfall's stack
   * @param partner whose folder the file is put in
   * @param notify whether people are told as of a transfer
   * @param aws the clients
   * @param texts the language
   * @param out where the timeline is printed
   * @param clock the time
   * @param pause lets time pass between two looks
   */
  LiveCheck(
      Deployed landfall,
      String partner,
      boolean notify,
      AwsClients aws,
      CheckTexts texts,
      PrintWriter out,
      InstantSource clock,
      Consumer<Duration> pause) {
    this.landfall = landfall;
    this.partner = partner;
    this.notify = notify;
    this.texts = texts;
    this.out = out;
    this.clock = clock;
    this.pause = pause;
    this.s3 = aws.client(S3Client.builder());
    this.cloudWatch = aws.client(CloudWatchClient.builder());
    this.sqs = aws.client(SqsClient.builder());
    this.runs = new RecordedRuns(aws.client(DynamoDbClient.builder()), output("RunsTableName"));
    this.bucket = output("LandingBucketName");
  }

  private String output(String name) {
    return Optional.ofNullable(landfall.outputs().get(name))
        .orElseThrow(
            () ->
                new ToolException(
                    "the stack %s has no output %s; deploy it again"
                        .formatted(landfall.name(), name)));
  }

  /**
   * Sends the file. It is removed also if the chain breaks.
   *
   * @return the link that broke; empty if the file came to the drive
   */
  Optional<Finding> run() {
    begun = clock.instant();
    String key = "%s/%s/%s.txt".formatted(partner, Names.CHECK_FOLDER, NAME.format(begun));
    try {
      toTheDrive(key);
      tell("live.total", duration(begun, clock.instant()));
      return Optional.empty();
    } catch (BrokenException e) {
      tell("live.broke", e.finding.link().word());
      return Optional.of(e.finding);
    } finally {
      s3.deleteObject(request -> request.bucket(bucket).key(key));
      tell("live.cleaned");
    }
  }

  private void toTheDrive(String key) {
    Set<String> before = parts();
    s3.putObject(
        request -> request.bucket(bucket).key(key),
        RequestBody.fromString("A check of the deployment; it is removed by itself.\n"));
    tell("live.file", "s3://%s/%s".formatted(bucket, key));
    until(ARRIVES_WITHIN, () -> !before.containsAll(parts()), this::notArrived);
    tell("live.arrived");
    Instant set = clock.instant();
    String reason = notify ? Names.CHECK_REASON + " --notify" : Names.CHECK_REASON;
    String alarm = Names.TRANSFER_ALARM + partner;
    cloudWatch.setAlarmState(
        request -> request.alarmName(alarm).stateValue(StateValue.ALARM).stateReason(reason));
    tell("live.alarm", texts.text(notify ? "live.alarm.told" : "live.alarm.quiet"));
    for (LiveStep step : LiveStep.values()) {
      until(
          step.atMost(),
          () -> latest(set).flatMap(run -> step.passed(run, clock.instant())).isPresent(),
          () -> broken(step, latest(set)));
      Run run = latest(set).orElseThrow();
      tellAt(step.passed(run, clock.instant()).orElseThrow(), step.text());
      if (step == LiveStep.COLLECTED) {
        requireFile(run);
      }
    }
    report(latest(set).orElseThrow(), key);
  }

  /** CloudWatch's clock and this machine's may differ by some seconds. */
  private Optional<Run> latest(Instant set) {
    return runs.transfers(partner, 1).stream()
        .filter(run -> run.start().isAfter(set.minus(Duration.ofMinutes(1))))
        .findFirst();
  }

  private Set<String> parts() {
    return s3
        .listObjectsV2Paginator(
            request -> request.bucket(output("LedgerBucketName")).prefix(PartName.prefix(partner)))
        .contents()
        .stream()
        .map(S3Object::key)
        .collect(Collectors.toSet());
  }

  private void until(Duration atMost, BooleanSupplier done, Supplier<Finding> broken) {
    Instant end = clock.instant().plus(atMost);
    while (!done.getAsBoolean()) {
      if (!clock.instant().isBefore(end)) {
        throw new BrokenException(broken.get());
      }
      pause.accept(LOOK);
    }
  }

  private Finding notArrived() {
    String queue = Names.ARRIVALS_QUEUE + partner;
    return messages(queue) > 0
        ? Finding.broken(Link.FUNCTION, queue, "live.not-read", queue, text(ARRIVES_WITHIN))
        : Finding.broken(Link.LANDING, partner, "live.not-arrived", queue, text(ARRIVES_WITHIN));
  }

  private Finding broken(LiveStep step, Optional<Run> run) {
    String waited = text(step.atMost());
    return switch (step) {
      case BEGUN -> notBegun(waited);
      case QUIET ->
          alarmRings()
              ? Finding.broken(Link.ALARM, Names.TRANSFER_ALARM + partner, "live.not-quiet", waited)
              : Finding.broken(Link.RULE, partner, "live.not-told", waited);
      case ENDED -> Finding.broken(Link.FUNCTION, partner, "live.not-ended", waited);
      case COLLECTED -> Finding.broken(Link.FUNCTION, partner, "live.not-collected", waited);
      case REFRESHING -> notRefreshing(run.flatMap(Run::refreshes).orElse(Refreshes.NONE), waited);
      case ON_DRIVE -> Finding.broken(Link.RULE, "RefreshComplete", "live.not-on-drive", waited);
    };
  }

  private Finding notBegun(String waited) {
    String queue =
        Deployed.lastPart(landfall.physicalId("AWS::SQS::Queue", "RunQueue", "DeadLetters"));
    return messages(queue) > 0
        ? Finding.broken(Link.FUNCTION, queue, "live.not-taken", queue, waited)
        : Finding.broken(Link.RULE, partner, "live.no-run", queue, waited);
  }

  private boolean alarmRings() {
    return cloudWatch
        .describeAlarms(request -> request.alarmNames(Names.TRANSFER_ALARM + partner))
        .metricAlarms()
        .stream()
        .map(MetricAlarm::stateValue)
        .anyMatch(StateValue.ALARM::equals);
  }

  private Finding notRefreshing(Refreshes refreshes, String waited) {
    if (refreshes.noShare()) {
      return Finding.broken(Link.SHARE, bucket, "live.no-share", bucket);
    }
    String said =
        refreshes.all().stream()
            .map(FolderRefresh::said)
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(String.join(", ", refreshes.unreadGateways()));
    return Finding.broken(Link.GATEWAY, partner, "live.not-refreshed", waited, said);
  }

  private void requireFile(Run run) {
    Delivery came = run.delivery().orElseThrow();
    String folder = partner + "/" + Names.CHECK_FOLDER;
    boolean there =
        came.largest().stream().anyMatch(figure -> figure.folder().equals(folder))
            || came.objects() > came.largest().size();
    if (!there) {
      throw new BrokenException(
          Finding.broken(Link.LANDING, partner, "live.other-delivery", came.objects()));
    }
  }

  private void report(Run run, String key) {
    String report = run.delivery().orElseThrow().report() + ".csv";
    String rows = s3.getObjectAsBytes(request -> request.bucket(bucket).key(report)).asUtf8String();
    if (!rows.contains(key)) {
      throw new BrokenException(Finding.broken(Link.LANDING, partner, "live.no-report", report));
    }
    tell("live.report", report);
  }

  private long messages(String queue) {
    String url = sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
    return sqs
        .getQueueAttributes(
            request ->
                request
                    .queueUrl(url)
                    .attributeNames(
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
        .attributes()
        .values()
        .stream()
        .mapToLong(Long::parseLong)
        .sum();
  }

  private void tell(String text, Object... arguments) {
    tellAt(clock.instant(), text, arguments);
  }

  private void tellAt(Instant time, String text, Object... arguments) {
    out.printf("+%s  %s%n", duration(begun, time), texts.text(text, arguments));
    out.flush();
  }

  private static String text(Duration time) {
    return duration(Instant.EPOCH, Instant.EPOCH.plus(time));
  }

  /** Minutes and seconds; the clocks of AWS may be some seconds behind. */
  private static String duration(Instant from, Instant to) {
    Duration time = to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
    return "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
  }
}
