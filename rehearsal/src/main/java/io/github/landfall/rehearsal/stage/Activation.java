package io.github.landfall.rehearsal.stage;

import io.github.landfall.localaws.activation.GatewayScript;
import io.github.landfall.localaws.activation.GatewayVm;
import io.github.landfall.localaws.activation.SecretService;
import io.github.landfall.localaws.activation.StackService;
import io.github.landfall.localaws.gateway.Appliance;
import io.github.landfall.localaws.gateway.Appliance.Disk;
import io.github.landfall.localaws.gateway.FileGateway;
import io.github.landfall.localaws.gateway.StorageGatewayService;
import io.github.landfall.rehearsal.stage.StageSettings.GatewaySettings;
import io.github.landfall.rehearsal.timeline.Entry.Kind;
import io.github.landfall.rehearsal.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;

/** Sets a gateway up as the studio does: by {@code gateway/activate.sh}, in real time. */
final class Activation {

  /** A run takes half a minute, most of it the AWS CLI's own start. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration POLL = Duration.ofMillis(100);
  private static final long GIB = 1L << 30;

  private final Path repository;
  private final Deployment deployment;
  private final Servers servers;
  private final StorageGatewayService service;
  private final Timeline timeline;
  private final Ending ending;

  Activation(
      Stage.Options options,
      Deployment deployment,
      Servers servers,
      StorageGatewayService service,
      Timeline timeline) {
    this.repository = options.repository();
    this.ending = options.ending();
    this.deployment = deployment;
    this.servers = servers;
    this.service = service;
    this.timeline = timeline;
  }

  /** Whether the script can run here; says so where it cannot. */
  boolean possible() {
    List<String> missing = GatewayScript.missingTools();
    if (!missing.isEmpty()) {
      timeline.add(
          Kind.DRIVE,
          "",
          "set up directly, not by gateway/activate.sh: missing here: "
              + String.join(", ", missing));
    }
    return missing.isEmpty();
  }

  /**
   * Activates a new machine, and shares what its settings say.
   *
   * @throws IOException if the script cannot be started or fails; with what it said
   * @throws CancellationException if the rehearsal is ended early
   */
  FileGateway activate(GatewaySettings settings) throws IOException {
    Appliance machine =
        new Appliance("127.0.0.1", settings.buckets(servers.buckets().client()))
            .with(new Disk("SCSI (0:0)", "/dev/sda", 80 * GIB))
            .with(new Disk("SCSI (0:1)", "/dev/sdb", 500 * GIB))
            .boots("-++-");
    Map<String, String> outputs = deployment.outputs();
    try (TemporaryDirectory directory = new TemporaryDirectory();
        GatewayVm vm = GatewayVm.start(machine, service.keys());
        StackService stack = new StackService(deployment.stackName(), outputs, List.of());
        SecretService secret =
            new SecretService(outputs.get("GuestSecretArn"), "a password for the rehearsal")) {
      GatewayScript script =
          new GatewayScript(
              repository,
              "activate.sh",
              Map.of(
                  "STORAGE_GATEWAY", service.endpoint(),
                  "CLOUDFORMATION", stack.endpoint(),
                  "SECRETS_MANAGER", secret.endpoint()),
              Map.of("LANDFALL_POLL_SECONDS", "0.1", "AWS_DEFAULT_REGION", deployment.region()));
      for (String prefix : settings.prefixes()) {
        List<String> arguments = arguments(settings.name(), vm, prefix);
        if (!prefix.equals(settings.prefixes().get(0))) {
          arguments.add("--force-second-share");
        }
        run(script, directory.path(), arguments);
      }
    }
    List<FileGateway> gateways = service.gateways();
    return gateways.get(gateways.size() - 1);
  }

  private List<String> arguments(String name, GatewayVm vm, String prefix) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("--yes", "--stack", deployment.stackName()));
    arguments.addAll(List.of("--gateway-ip", vm.address(), "--name", name));
    if (!prefix.isEmpty()) {
      arguments.addAll(List.of("--prefix", prefix));
    }
    return arguments;
  }

  private void run(GatewayScript script, Path directory, List<String> arguments)
      throws IOException {
    timeline.add(Kind.DRIVE, "", "gateway/activate.sh " + String.join(" ", arguments));
    Path output = directory.resolve("output");
    Process process = script.process(directory, output, arguments).start();
    try {
      int status = await(process);
      String said = Files.readString(output).strip();
      if (status != 0) {
        throw new IOException("activate.sh ended with status " + status + ": " + said);
      }
      timeline.add(Kind.DRIVE, "", said);
    } finally {
      List<ProcessHandle> children = process.descendants().toList();
      process.destroy();
      children.forEach(ProcessHandle::destroy);
    }
  }

  private int await(Process process) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    try {
      while (!process.waitFor(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        ending.check();
        if (System.nanoTime() > deadline) {
          throw new IOException("activate.sh does not end");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
    return process.exitValue();
  }
}
