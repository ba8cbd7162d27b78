package io.github.landfall.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.landfall.localaws.activation.GatewayScript;
import io.github.landfall.localaws.activation.GatewayVm;
import io.github.landfall.localaws.activation.SecretService;
import io.github.landfall.localaws.activation.StackService;
import io.github.landfall.localaws.activation.StackService.StackResource;
import io.github.landfall.localaws.gateway.Appliance;
import io.github.landfall.localaws.gateway.Appliance.Disk;
import io.github.landfall.localaws.gateway.FileGateway;
import io.github.landfall.localaws.gateway.FileShare;
import io.github.landfall.localaws.gateway.ObjectStore;
import io.github.landfall.localaws.gateway.RefreshPace;
import io.github.landfall.localaws.gateway.ServiceCall;
import io.github.landfall.localaws.gateway.StorageGatewayService;
import io.github.landfall.localaws.http.Clients;
import io.github.landfall.localaws.server.TableServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.storagegateway.StorageGatewayClient;
import software.amazon.awssdk.services.storagegateway.model.SMBFileShareInfo;

/** The stand-ins around the scripts of {@code gateway/}, and the scripts run in their midst. */
final class ScriptTrial implements AutoCloseable {

  static final String REGION = "cn-northwest-1";
  static final String SECRET_ARN =
      "arn:aws-cn:secretsmanager:cn-northwest-1:111122223333:secret:Landfall-Guest-a1b2c3";
  static final String ROLE = "arn:aws-cn:iam::111122223333:role/Landfall-ShareRole";
  static final String BUCKET = "arn:aws-cn:s3:::landfall-landing";
  static final String LOG_GROUP =
      "arn:aws-cn:logs:cn-northwest-1:111122223333:log-group:Landfall-GatewayLog";
  static final String RUNS_TABLE = "Landfall-Runs";
  static final Disk SYSTEM = new Disk("SCSI (0:0)", "/dev/sda", 80L << 30);
  static final Disk SMALL = new Disk("SCSI (0:1)", "/dev/sdb", 100L << 30);
  static final Disk LARGE = new Disk("SCSI (0:2)", "/dev/sdc", 500L << 30);

  /** Longer than any run here by far; only a script that hangs gets there. */
  private static final Duration HANGS = Duration.ofMinutes(3);

  private static final ObjectStore EMPTY =
      new ObjectStore() {
        @Override
        public Level list(String bucket, String prefix) {
          return new Level(List.of(), List.of());
        }

        @Override
        public InputStream open(String bucket, String key) throws IOException {
          throw new NoSuchFileException(key);
        }
      };

  /** How a script ended. */
  record Outcome(int status, String output) {}

  private final Deque<Runnable> closing = new ArrayDeque<>();
  private final Map<String, String> settings = new HashMap<>();
  private final Map<String, URI> endpoints = new HashMap<>();
  private final Path directory;
  private final Path temporary;
  private final StorageGatewayService service;
  private final StorageGatewayClient client;
  private volatile Consumer<String> completed = notification -> {};
  private TableServer tables;
  private int runs;

  private ScriptTrial(Path directory, String password) throws IOException {
    this.directory = directory;
    temporary = Files.createDirectory(directory.resolve("temporary"));
    settings.put("TMPDIR", temporary.toString());
    service =
        new StorageGatewayService(
            "111122223333",
            InstantSource.system(),
            new RefreshPace(Duration.ZERO, Duration.ZERO),
            event -> completed.accept(event.at("/detail/notification-id").asText()));
    closing.push(service::close);
    client = Clients.client(StorageGatewayClient.builder(), service.endpoint());
    closing.push(client::close);
    StackService stack =
        new StackService(
            "Landfall",
            Map.of(
                "Region", REGION,
                "LandingBucketName", "landfall-landing",
                "LandingBucketArn", BUCKET,
                "FileShareRoleArn", ROLE,
                "GatewayLogGroupArn", LOG_GROUP,
                "GuestSecretArn", SECRET_ARN),
            List.of(new StackResource("RunsTable0A1B2C3D", "AWS::DynamoDB::Table", RUNS_TABLE)));
    closing.push(stack::close);
    SecretService secrets = new SecretService(SECRET_ARN, password);
    closing.push(secrets::close);
    endpoints.put("STORAGE_GATEWAY", service.endpoint());
    endpoints.put("CLOUDFORMATION", stack.endpoint());
    endpoints.put("SECRETS_MANAGER", secrets.endpoint());
    settings.put("AWS_DEFAULT_REGION", REGION);
    settings.put("LANDFALL_POLL_SECONDS", "0.1");
    settings.put("LANDFALL_STEADY_ANSWERS", "1");
    settings.put("LANDFALL_KEY_SECONDS", "60");
    settings.put("LANDFALL_DISK_SECONDS", "60");
  }

  /**
   * Starts the stand-ins; skips the test where the scripts' tools are missing.
   *
   * @param directory where scripts run
   * @param password what the guest's secret holds
   */
  static ScriptTrial begin(Path directory, String password) throws IOException {
    assumeTrue(
        GatewayScript.missingTools().isEmpty(),
        () -> "the gateway's scripts are not tried: missing here: " + GatewayScript.missingTools());
    return new ScriptTrial(directory, password);
  }

  StorageGatewayService service() {
    return service;
  }

  /** A client by which a test sets up what was there before. */
  StorageGatewayClient client() {
    return client;
  }

  Path directory() {
    return directory;
  }

  /** The directory for the scripts' temporary files. */
  Path temporary() {
    return temporary;
  }

  /** Makes Landfall's runs table, which is empty. */
  void deployRunsTable() throws IOException {
    tables = TableServer.start(Path.of(".."), REGION);
    endpoints.put("DYNAMODB", tables.endpoint());
    tables.create(
        RUNS_TABLE,
        new ObjectMapper()
            .readTree(
                """
                {"AttributeDefinitions": [{"AttributeName": "partner", "AttributeType": "S"},
                                          {"AttributeName": "run", "AttributeType": "S"}],
                 "KeySchema": [{"AttributeName": "partner", "KeyType": "HASH"},
                               {"AttributeName": "run", "KeyType": "RANGE"}]}
                """));
  }

  /** Puts an item beside the runs, as the refresh function does. */
  void note(String key, Map<String, AttributeValue> attributes) {
    Map<String, AttributeValue> item = new HashMap<>(attributes);
    item.put("partner", AttributeValue.fromS(key));
    item.put("run", AttributeValue.fromS("-"));
    tables.client().putItem(r -> r.tableName(RUNS_TABLE).item(item));
  }

  /** A time as the refresh function writes it: milliseconds since 1970. */
  static AttributeValue time(Instant time) {
    return AttributeValue.fromN(Long.toString(time.toEpochMilli()));
  }

  /** Tells somebody the notification's id of each refresh that is complete. */
  void onCompletedRefresh(Consumer<String> told) {
    completed = told;
  }

  /** A machine without disks. */
  static Appliance machine() {
    return new Appliance("127.0.0.1", EMPTY);
  }

  /** Powers a machine on. */
  GatewayVm powerOn(Appliance machine) {
    GatewayVm vm = GatewayVm.start(machine, service.keys());
    closing.push(vm::close);
    return vm;
  }

  /** Sets a variable of the scripts. */
  void set(String name, String value) {
    settings.put(name, value);
  }

  /** Sets where a service is. */
  void set(String service, URI endpoint) {
    endpoints.put(service, endpoint);
  }

  /** The only gateway that there is. */
  FileGateway onlyGateway() {
    assertThat(service.gateways()).hasSize(1);
    return service.gateways().get(0);
  }

  /** What the service says of a share. */
  SMBFileShareInfo shareSettings(FileShare share) {
    return client
        .describeSMBFileShares(r -> r.fileShareARNList(share.arn()))
        .smbFileShareInfoList()
        .get(0);
  }

  /** Activates a machine without the script. */
  String activated(Appliance machine, String name, String type) {
    return client
        .activateGateway(
            r ->
                r.activationKey(service.keys().issue(machine, REGION))
                    .gatewayName(name)
                    .gatewayRegion(REGION)
                    .gatewayTimezone("GMT+8:00")
                    .gatewayType(type))
        .gatewayARN();
  }

  /** A gateway as the script leaves it, but for its shares, made without the script. */
  String readyForShares(String name) {
    return readyForShares(name, machine());
  }

  /** The same, on a machine that has no disk yet. */
  String readyForShares(String name, Appliance machine) {
    String gateway = activated(machine.with(LARGE), name, "FILE_S3");
    client.addCache(r -> r.gatewayARN(gateway).diskIds(LARGE.id()));
    client.setSMBGuestPassword(r -> r.gatewayARN(gateway).password("set before"));
    client.updateSMBSecurityStrategy(
        r -> r.gatewayARN(gateway).smbSecurityStrategy("MandatoryEncryption"));
    client.updateGatewayInformation(r -> r.gatewayARN(gateway).cloudWatchLogGroupARN(LOG_GROUP));
    client.updateMaintenanceStartTime(
        r -> r.gatewayARN(gateway).dayOfWeek(0).hourOfDay(14).minuteOfHour(0));
    return gateway;
  }

  /** Makes a read-only share of the bucket without the script. */
  String shared(String gateway) {
    return client
        .createSMBFileShare(
            r ->
                r.clientToken("made by hand")
                    .gatewayARN(gateway)
                    .fileShareName("landfall")
                    .locationARN(BUCKET)
                    .role(ROLE)
                    .authentication("GuestAccess")
                    .readOnly(true))
        .fileShareARN();
  }

  /** What starts a script, and where its output goes. */
  ProcessBuilder script(String name, String... arguments) {
    runs++;
    return new GatewayScript(Path.of(".."), name, endpoints, settings)
        .process(directory, output(), List.of(arguments));
  }

  private Path output() {
    return directory.resolve("output-" + runs);
  }

  Outcome run(String name, String... arguments) throws IOException, InterruptedException {
    return end(script(name, arguments).start());
  }

  /** Waits for a script's end. */
  Outcome end(Process process) throws IOException, InterruptedException {
    if (!process.waitFor(HANGS.toSeconds(), TimeUnit.SECONDS)) {
      kill(process);
      throw new AssertionError("the script hangs; it said: " + Files.readString(output()));
    }
    return new Outcome(process.exitValue(), Files.readString(output()));
  }

  /** Kills a script with everything that it started. */
  static void kill(Process process) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  /** The operations of the calls that were to change something. */
  List<String> changes() {
    return service.mutatingCalls().stream().map(ServiceCall::operation).toList();
  }

  @Override
  public void close() throws IOException {
    closing.forEach(Runnable::run);
    if (tables != null) {
      tables.close();
    }
  }
}
