package io.github.landfall.rehearsal.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.contract.Names;
import io.github.landfall.contract.RefreshVariables;
import io.github.landfall.contract.run.RecordedRuns;
import io.github.landfall.contract.run.Run;
import io.github.landfall.localaws.activation.SecretService;
import io.github.landfall.localaws.cloudwatch.AlarmEvaluator;
import io.github.landfall.localaws.cloudwatch.AlarmState;
import io.github.landfall.localaws.cloudwatch.AlarmStateChange;
import io.github.landfall.localaws.cloudwatch.MetricHistory;
import io.github.landfall.localaws.cloudwatch.MetricService;
import io.github.landfall.localaws.cloudwatch.QueueMetrics;
import io.github.landfall.localaws.deployed.DeployedAccount;
import io.github.landfall.localaws.drive.Drive;
import io.github.landfall.localaws.events.ObjectEvents;
import io.github.landfall.localaws.events.Schedules;
import io.github.landfall.localaws.function.FunctionHost;
import io.github.landfall.localaws.function.FunctionProcess;
import io.github.landfall.localaws.gateway.BucketRequests;
import io.github.landfall.localaws.gateway.FileGateway;
import io.github.landfall.localaws.gateway.ServiceCall;
import io.github.landfall.localaws.gateway.StorageGatewayService;
import io.github.landfall.localaws.notices.Notice;
import io.github.landfall.localaws.notices.TopicService;
import io.github.landfall.localaws.permissions.RoleUse;
import io.github.landfall.localaws.robots.RobotServer;
import io.github.landfall.localaws.server.EmbeddedClients;
import io.github.landfall.localaws.server.ObjectChange;
import io.github.landfall.localaws.server.QueueServer;
import io.github.landfall.localaws.transfer.ClusterService;
import io.github.landfall.localaws.transfer.DthTransfer;
import io.github.landfall.localaws.transfer.Edition;
import io.github.landfall.localaws.transfer.LogService;
import io.github.landfall.localaws.transfer.StateMachineService;
import io.github.landfall.rehearsal.timeline.Entry;
import io.github.landfall.rehearsal.timeline.Entry.Kind;
import io.github.landfall.rehearsal.timeline.Timeline;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.storagegateway.StorageGatewayClient;

/**
 * The whole chain on one machine, from the partners' buckets to the drive, in virtual time.
 *
 * <p>Time stands still but for {@link #advance}: a tick after the other, each part does what it had
 * to do by then, in the order of the data. So a night takes seconds and always goes the same way.
 */
public final class Stage implements AutoCloseable {

  private static final Duration TICK = Duration.ofSeconds(10);

  /** More than any scenario has of a partner. */
  private static final int MAX_RUNS = 100;

  /**
   * How a rehearsal is run, whatever the scenario.
   *
   * @param repository the repository's root
   * @param realDrive whether the first drive is a real SMB share
   * @param minute how long a virtual minute lasts at least
   * @param ending ends it early
   * @param language the language of notices and reports; empty for the template's
   */
  public record Options(
      Path repository,
      boolean realDrive,
      Duration minute,
      Ending ending,
      Optional<String> language) {

    /** A rehearsal in the template's language. */
    public Options(Path repository, boolean realDrive, Duration minute, Ending ending) {
      this(repository, realDrive, minute, ending, Optional.empty());
    }

    /** The templates that the build synthesized. */
    Path assembly() {
      return repository.resolve("rehearsal/target/cdk.out");
    }
  }

  private final Closing closing = new Closing();
  private final Options options;
  private final Deployment deployment;
  private final Servers servers;
  private final Timeline timeline;
  private final Map<String, DthTransfer> hubs = new LinkedHashMap<>();
  private final MetricHistory history = new MetricHistory();
  private final List<QueueMetrics> metrics;
  private final List<AlarmEvaluator> alarms;
  private final EventDispatch events;
  private final ObjectEvents objectEvents;
  private final Schedules schedules;
  private final FunctionHost host;
  private final Map<String, URI> endpoints;
  private final DeployedAccount account;
  private final SecretService secrets;
  private final TopicService topics;
  private final Optional<GroupRobots> robots;
  private final StorageGatewayService storageGateway;
  private final Studio studio;
  private final StageReport report;
  private final Functions functions;
  private final RecordedRuns runs;
  private long minuteStarted = System.nanoTime();

  /**
   * Builds the stage.
   *
   * @param options how the rehearsal is run
   * @param settings what the scenario changes
   * @param begin when the scenario begins, in virtual time
   * @param reader reads the timeline as it grows
   * @throws IOException if a part does not start; the message says which
   */
  public Stage(Options options, StageSettings settings, Instant begin, Consumer<Entry> reader)
      throws IOException {
    this(options, settings, begin, reader, FunctionProcess::start, Optional.empty());
  }

  /**
   * Builds the stage on servers that another one used before, with functions that run elsewhere
   * than in processes of their own.
   *
   * @param options how the rehearsal is run
   * @param settings what the scenario changes
   * @param begin when the scenario begins, in virtual time
   * @param reader reads the timeline as it grows
   * @param host where the functions run
   * @param lent the servers; what is on them goes, and they are not closed with the stage
   * @throws IOException if a part does not start; the message says which
   */
  public Stage(
      Options options,
      StageSettings settings,
      Instant begin,
      Consumer<Entry> reader,
      FunctionHost host,
      Servers lent)
      throws IOException {
    this(options, settings, begin, reader, host, Optional.of(lent));
  }

  private Stage(
      Options options,
      StageSettings settings,
      Instant begin,
      Consumer<Entry> reader,
      FunctionHost host,
      Optional<Servers> lent)
      throws IOException {
    this.options = options;
    this.host = host;
    try {
      deployment = new Deployment(options.assembly());
      servers =
          lent.isPresent()
              ? lent.get().clearedAt(begin)
              : closing.add(
                  new Servers(
                      options.repository(), begin, deployment.region(), deployment.account()));
      timeline = new Timeline(servers.clock(), reader);
      deployment.createQueues(servers);
      deployment.createBuckets(servers);
      deployment.createTables(servers);
      for (DthTransfer hub : deployment.hubs(servers, settings.transfer())) {
        hubs.put(hub.stack().parameters().get("destPrefix"), hub);
      }
      metrics = deployment.queueMetrics(servers, settings.metrics(), history);
      alarms = deployment.alarms(servers, history);
      account =
          closing.add(new DeployedAccount(servers.queues().client(), this::somebodySetsAlarm));
      deployment.describe(account, servers);
      events =
          new EventDispatch(
              deployment.eventBus(servers, this::enabled), settings.delivery(), timeline);
      topics =
          closing.add(
              new TopicService(servers.clock(), servers.mail().port(), deployment.sender(servers)));
      deployment.addTopics(topics, settings.robots());
      robots =
          settings.robots()
              ? Optional.of(
                  closing.add(
                      new GroupRobots(
                          deployment.robots(), servers.clock(), timeline, this::partnerIn)))
              : Optional.empty();
      storageGateway =
          closing.add(
              new StorageGatewayService(
                  deployment.account(), servers.clock(), settings.refresh(), this::refreshed));
      studio =
          closing.add(
              new Studio(
                  settings.gateways(),
                  deployment,
                  servers,
                  storageGateway,
                  options.realDrive(),
                  activation(settings)));
      runs = new RecordedRuns(servers.tables().client(), deployment.runsTable());
      report =
          new StageReport(
              timeline,
              hubs.keySet(),
              storageGateway,
              topics,
              servers.mail(),
              this::runs,
              deployment::isPart);
      secrets = closing.add(new SecretService(secretValues()));
      endpoints = endpoints();
      functions =
          closing.add(
              new Functions(
                  host,
                  deployment,
                  servers,
                  endpoints,
                  variables(settings),
                  settings,
                  report::called,
                  this::calls));
      schedules = deployment.schedules(servers);
      objectEvents = deployment.objectEvents(servers, settings.objectEvents());
      servers.buckets().observe(this::stored);
      servers.buckets().observe(report::stored);
      objectEvents.test();
    } catch (IOException | RuntimeException e) {
      closing.closeAfter(e);
      throw e;
    }
  }

  /** What the rehearsal sets otherwise than the template. */
  private Map<String, String> variables(StageSettings settings) {
    Map<String, String> variables = new HashMap<>();
    options.language().ifPresent(tag -> variables.put(RefreshVariables.LANGUAGE, tag));
    if (settings.quietNights()) {
      variables.put(RefreshVariables.QUIET_NIGHTS, "true");
    }
    return variables;
  }

  /** Whether a rule is enabled. */
  private boolean enabled(String rule) {
    return account
        .description(io.github.landfall.localaws.deployed.Kind.RULE, rule)
        .path("State")
        .asText()
        .equals("ENABLED");
  }

  /** Whether a queue calls its function. */
  private boolean calls(String queueArn) {
    return account.names(io.github.landfall.localaws.deployed.Kind.MAPPING).stream()
        .map(id -> account.description(io.github.landfall.localaws.deployed.Kind.MAPPING, id))
        .filter(mapping -> mapping.path("EventSourceArn").asText().equals(queueArn))
        .allMatch(mapping -> mapping.path("State").asText().equals("Enabled"));
  }

  /** What the landing bucket's notification configuration does not name nobody hears of. */
  private void stored(ObjectChange change) {
    if (!account
        .description(io.github.landfall.localaws.deployed.Kind.BUCKET, deployment.landingBucket())
        .path("QueueConfigurations")
        .isEmpty()) {
      objectEvents.changed(change);
    }
  }

  /** The drive that people try is one that the studio's own script has set up. */
  private Optional<Activation> activation(StageSettings settings) {
    if (settings.gateways().isEmpty()
        || (settings.setUp() == StageSettings.SetUp.DIRECT && !options.realDrive())) {
      return Optional.empty();
    }
    return Optional.of(new Activation(options, deployment, servers, storageGateway, timeline))
        .filter(Activation::possible);
  }

  /** Where the functions' clients go. */
  private Map<String, URI> endpoints() {
    List<DthTransfer> all = List.copyOf(hubs.values());
    return Map.of(
        "CLOUDWATCH_LOGS", closing.add(new LogService(all)).endpoint(),
        "CLOUDWATCH", closing.add(new MetricService(history)).endpoint(),
        "S3", servers.buckets().endpoint(),
        "SQS", servers.queues().endpoint(),
        "SNS", topics.endpoint(),
        "DYNAMODB", servers.tables().endpoint(),
        "STORAGE_GATEWAY", storageGateway.endpoint(),
        "SECRETS_MANAGER", secrets.endpoint(),
        "ECS", closing.add(new ClusterService(all)).endpoint(),
        "SFN", closing.add(new StateMachineService(all)).endpoint());
  }

  /** The partners' access keys, and the robots' webhooks. */
  private Map<String, String> secretValues() {
    Map<String, String> values = new HashMap<>();
    for (DthTransfer hub : hubs.values()) {
      values.put(
          hub.stack().parameters().getOrDefault("srcCredentials", ""),
          "{\"access_key_id\":\"partner\",\"secret_access_key\":\"partner\"}");
    }
    robots.ifPresent(all -> values.putAll(all.secrets()));
    return values;
  }

  /**
   * Has a partner's source compared with the landing bucket, as its rule does once a week.
   *
   * @throws IOException if the function can't be started
   */
  public void compare(String partner) throws IOException {
    deployment.orderComparison(schedules, partner);
    functions.compare(host, servers, endpoints);
    report.news();
  }

  /** Lets virtual time pass. */
  public void advance(Duration time) {
    advanceUntil(() -> false, time);
  }

  /**
   * Lets virtual time pass until something is so.
   *
   * @param done asked after each tick
   * @param atMost how long to wait for it
   * @return whether it became so in time
   */
  public boolean advanceUntil(BooleanSupplier done, Duration atMost) {
    Instant end = now().plus(atMost);
    while (!done.getAsBoolean()) {
      if (!now().isBefore(end)) {
        return false;
      }
      tick();
    }
    return true;
  }

  private void tick() {
    options.ending().check();
    servers.clock().advanceTo(now().plus(TICK));
    hubs.forEach(
        (partner, hub) -> {
          hub.tick();
          hub.taskEvents().forEach(event -> events.put(event, partner));
        });
    objectEvents.tick();
    if (now().equals(now().truncatedTo(ChronoUnit.MINUTES))) {
      watch();
      keepPace();
    }
    schedules.tick();
    storageGateway.tick();
    while (functions.poll()) {
      news();
    }
    news();
  }

  private String partnerIn(String text) {
    return report.partnerIn(text);
  }

  private void news() {
    report.news();
    robots.ifPresent(GroupRobots::news);
  }

  private void watch() {
    metrics.forEach(QueueMetrics::recordMinute);
    for (AlarmEvaluator alarm : alarms) {
      alarm.evaluate().ifPresent(this::alarmChanged);
    }
  }

  private void alarmChanged(AlarmStateChange change) {
    String partner = report.partnerIn(change.alarmName());
    // Every new alarm comes out of INSUFFICIENT_DATA: ten lines that tell nobody anything, unless
    // it is born busy.
    if (change.from() != AlarmState.INSUFFICIENT_DATA || change.to() == AlarmState.ALARM) {
      timeline.add(
          Kind.ALARM,
          partner,
          "%s: %s, was %s".formatted(change.alarmName(), change.to(), change.from()));
    }
    account
        .description(io.github.landfall.localaws.deployed.Kind.ALARM, change.alarmName())
        .put("StateValue", change.to().name())
        .put("StateUpdatedTimestamp", now().toString());
    events.put(change.event(), partner);
    if (change.to() == AlarmState.ALARM) {
      tellOperations(change);
    }
  }

  /** As the console or a command may, through CloudWatch's API. */
  private void somebodySetsAlarm(String name, String state, String reason) {
    alarms.stream()
        .filter(alarm -> alarm.name().equals(name))
        .findFirst()
        .orElseThrow()
        .set(AlarmState.valueOf(state), reason)
        .ifPresent(this::alarmChanged);
  }

  /**
   * What CloudWatch publishes to the topics that an alarm names.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html">Alarms'
   *     notifications</a>
   */
  private void tellOperations(AlarmStateChange change) {
    ObjectNode message = JsonNodeFactory.instance.objectNode();
    JsonNode state = change.event().at("/detail/state");
    message
        .put("AlarmName", change.alarmName())
        .put("AlarmDescription", deployment.alarmDescription(change.alarmName()))
        .put("AWSAccountId", deployment.account())
        .put("NewStateValue", change.to().name())
        .put("NewStateReason", state.path("reason").asText())
        .put("StateChangeTime", state.path("timestamp").asText())
        .put("OldStateValue", change.from().name());
    for (String topic : deployment.alarmTopics(change.alarmName())) {
      topics.publish(topic, "ALARM: \"" + change.alarmName() + "\"", message.toString());
    }
  }

  private void refreshed(ObjectNode event) {
    report.refreshed(event);
    events.put(event, "");
  }

  private void keepPace() {
    options.ending().pause(options.minute().minusNanos(System.nanoTime() - minuteStarted));
    minuteStarted = System.nanoTime();
  }

  /** The virtual time. */
  public Instant now() {
    return servers.clock().instant();
  }

  /** Where what happens is taken down. */
  public Timeline timeline() {
    return timeline;
  }

  /** The partners whose transfer is of an edition, in the order of the configuration. */
  public List<String> partners(Edition edition) {
    return hubs.entrySet().stream()
        .filter(hub -> hub.getValue().stack().edition() == edition)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** A partner's transfer. */
  public DthTransfer hub(String partner) {
    return hubs.get(partner);
  }

  /** The bucket that a partner delivers into. */
  public String sourceBucket(String partner) {
    return hub(partner).stack().parameters().get("srcBucket");
  }

  /** The landing bucket. */
  public String landingBucket() {
    return deployment.landingBucket();
  }

  /** The name of the ledger bucket. */
  public String ledgerBucket() {
    return deployment.ledgerBucket();
  }

  /** A client for every bucket. */
  public S3Client s3() {
    return servers.buckets().client();
  }

  /** A client for every queue. */
  public SqsClient sqs() {
    return servers.queues().client();
  }

  /** The URL of a partner's transfer queue. */
  public String transferQueue(String partner) {
    return deployment.queueUrl(hub(partner).stack().queue());
  }

  /** Everything that was published, in order. */
  public List<Notice> notices() {
    return topics.notices();
  }

  /** The group robot of a name, if the scenario plays with robots. */
  public RobotServer robot(String name) {
    return robots.orElseThrow().robot(name);
  }

  /** How many messages of a group robot were given up. */
  public int robotDeadLetters(String name) {
    return messages(deployment.queueUrl(Names.CHAT_QUEUE + name + Names.DEAD_LETTERS));
  }

  /** What AWS's services say of the deployment; changing it breaks a link. */
  public DeployedAccount account() {
    return account;
  }

  /** The secrets. */
  public SecretService secrets() {
    return secrets;
  }

  /**
   * Points a command's client at the stage.
   *
   * @param builder the client's builder
   */
  public void configure(AwsClientBuilder<?, ?> builder) {
    new StageClients(endpoints, account.endpoint(), deployment.region()).configure(builder);
  }

  /** The gateways. */
  public List<FileGateway> gateways() {
    return studio.gateways();
  }

  /** The drives, one for each share of each gateway. */
  public List<Drive> drives() {
    return studio.drives();
  }

  /** The service that the gateways belong to. */
  public StorageGatewayService storageGateway() {
    return storageGateway;
  }

  /** The RefreshCache calls that were accepted. */
  public List<ServiceCall> refreshes() {
    return refreshCalls().filter(call -> call.fault().isEmpty()).toList();
  }

  /** The RefreshCache calls that were refused. */
  public List<ServiceCall> refusedRefreshes() {
    return refreshCalls().filter(call -> !call.fault().isEmpty()).toList();
  }

  private Stream<ServiceCall> refreshCalls() {
    return storageGateway.calls().stream().filter(call -> call.operation().equals("RefreshCache"));
  }

  /** The state of a partner's transfer alarm. */
  public AlarmState transferAlarm(String partner) {
    return alarms.stream()
        .filter(alarm -> isTransferAlarm(alarm, partner))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException(partner + " has no transfer alarm"))
        .state();
  }

  /**
   * Makes a partner's transfer alarm anew, as when a partner is added or somebody has deleted it:
   * nothing is known of what it was before.
   */
  public void makeTransferAlarmAnew(String partner) {
    alarms.replaceAll(alarm -> isTransferAlarm(alarm, partner) ? alarm.madeAnew() : alarm);
    timeline.add(Kind.ALARM, partner, "the transfer alarm is made anew");
  }

  private static boolean isTransferAlarm(AlarmEvaluator alarm, String partner) {
    return alarm.name().endsWith("-transfer-" + partner);
  }

  /** How many objects failed five times. */
  public int transferDeadLetters(String partner) {
    return servers
        .queues()
        .counts(deployment.queueUrl(hub(partner).stack().deadLetterQueue()))
        .visible();
  }

  /** How many messages a partner's transfer queue holds, whatever their state. */
  public int transferMessages(String partner) {
    return messages(deployment.queueUrl(hub(partner).stack().queue()));
  }

  private int messages(String queueUrl) {
    QueueServer.Counts counts = servers.queues().counts(queueUrl);
    return counts.visible() + counts.inFlight() + counts.delayed();
  }

  /** Refreshes the root of the first share of a gateway, as an operator in the console might. */
  public void refreshByHand(int gateway) {
    String share = gateways().get(gateway).shares().get(0).arn();
    try (StorageGatewayClient console =
        EmbeddedClients.client(
            StorageGatewayClient.builder(), storageGateway.endpoint(), deployment.region())) {
      console.refreshCache(request -> request.fileShareARN(share).folderList("/"));
    }
  }

  /** How many messages nobody could handle. */
  public int runDeadLetters() {
    return servers.queues().counts(deployment.runDeadLetterQueue()).visible();
  }

  /** How many messages each queue holds that holds any, whatever their state; dead letters too. */
  public Map<String, Integer> messages() {
    Map<String, Integer> messages = new TreeMap<>();
    deployment
        .queueUrls()
        .forEach(
            (name, url) -> {
              int count = messages(url);
              if (count > 0) {
                messages.put(name, count);
              }
            });
    return messages;
  }

  /** The keys of what somebody holds in the runs table now: partners and gateways. */
  public List<String> held() {
    String now = Long.toString(now().toEpochMilli());
    return servers
        .tables()
        .client()
        .scanPaginator(
            request ->
                request
                    .tableName(deployment.runsTable())
                    .filterExpression("heldUntil > :now")
                    .expressionAttributeValues(Map.of(":now", AttributeValue.fromN(now))))
        .items()
        .stream()
        .map(item -> item.get("partner").s())
        .sorted()
        .toList();
  }

  /** The name of the queue of messages that nobody could handle. */
  public String runDeadLetterQueue() {
    return deployment.runDeadLetterQueue().replaceFirst(".*/", "");
  }

  /** Puts a message where those end that nobody can handle. */
  public void sendToRunDeadLetters(String body) {
    servers
        .queues()
        .client()
        .sendMessage(
            request -> request.queueUrl(deployment.runDeadLetterQueue()).messageBody(body));
  }

  /** Puts a message into the run queue, as somebody by mistake might. */
  public void sendToRunQueue(String body) {
    servers
        .queues()
        .client()
        .sendMessage(request -> request.queueUrl(deployment.runQueue()).messageBody(body));
  }

  /** A partner's runs and sweeps as the runs table has them, the latest first. */
  public List<Run> runs(String partner) {
    return runs.all(partner, MAX_RUNS);
  }

  /** Every partner's runs and sweeps in a line each, the earliest first. */
  public List<RunSummary> summaries() {
    return hubs.keySet().stream()
        .flatMap(partner -> runs(partner).stream())
        .sorted(Comparator.comparing(Run::start))
        .map(RunSummary::of)
        .toList();
  }

  /** The keys of the parts that were put, in order; one that was put again is named again. */
  public List<String> parts() {
    return report.parts();
  }

  /** What each refresh cost its gateway that is complete, in order. */
  public List<BucketRequests> refreshCosts() {
    return report.costs();
  }

  /** How many messages a partner's arrivals queue holds, whatever their state. */
  public int arrivalMessages(String partner) {
    return messages(deployment.arrivalsQueue(partner));
  }

  /** How many events of objects are late and have not come yet. */
  public int outstandingObjectEvents() {
    return objectEvents.outstanding();
  }

  /** What the functions said of errors since the last call, oldest first. */
  public List<String> takeFunctionErrors() {
    return functions.takeErrors();
  }

  /**
   * What each function made of its role until now, by the handler's class without its package.
   *
   * @throws IOException if what they called can't be read
   */
  public Map<String, RoleUse> roles() throws IOException {
    return functions.roles();
  }

  @Override
  public void close() {
    closing.close();
  }
}
