package io.github.landfall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.gateway.ScriptTrial.Outcome;
import io.github.landfall.localaws.activation.GatewayVm;
import io.github.landfall.localaws.activation.GatewayVm.Answer;
import io.github.landfall.localaws.gateway.FileShare;
import io.github.landfall.localaws.gateway.ServiceCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.storagegateway.model.CreateSmbFileShareRequest;

/** {@code gateway/activate.sh}, with the real AWS CLI, curl and jq. */
class ActivateTest {

  private static final String PASSWORD =
      "-p $(touch pwned)`id`'\"\\;&|<>*?!~#{}[] %PATH% ${HOME}, ";

  /** Everything that the script changes on a new machine, in its order. */
  private static final List<String> STEPS =
      List.of(
          "ActivateGateway",
          "AddCache",
          "SetSMBGuestPassword",
          "UpdateSMBSecurityStrategy",
          "UpdateGatewayInformation",
          "UpdateMaintenanceStartTime",
          "CreateSMBFileShare");

  private ScriptTrial trial;

  @BeforeEach
  void begin(@TempDir Path directory) throws IOException {
    trial = ScriptTrial.begin(directory, PASSWORD);
  }

  @AfterEach
  void end() throws IOException {
    if (trial != null) {
      trial.close();
    }
  }

  @ScriptTest
  void aNewMachineBecomesAReadOnlyDriveAndASecondRunChangesNothing() throws Exception {
    GatewayVm vm =
        trial.powerOn(
            ScriptTrial.machine()
                .with(ScriptTrial.SYSTEM)
                .with(ScriptTrial.SMALL)
                .with(ScriptTrial.LARGE)
                .boots("--+++-"));
    trial.set("LANDFALL_STEADY_ANSWERS", "6");

    Outcome first = activate(vm);
    List<ServiceCall> calls = trial.service().calls();
    Outcome second = activate(vm);

    assertThat(first.status()).as(first.output()).isZero();
    assertThat(calls.stream().filter(ServiceCall::mutating).map(ServiceCall::operation))
        .isEqualTo(STEPS);
    assertThat(
            calls.stream()
                .filter(call -> call.operation().equals("DescribeGatewayInformation"))
                .map(call -> call.fault().isEmpty() ? "+" : "-"))
        .as("six answers in a row, whatever came before")
        .endsWith("-", "+", "+", "+", "+", "+", "+");
    FileShare share = trial.onlyGateway().shares().get(0);
    assertThat(share.locationArn()).isEqualTo(ScriptTrial.BUCKET);
    assertThat(trial.shareSettings(share).readOnly()).isTrue();
    assertThat(trial.shareSettings(share).authentication()).isEqualTo("GuestAccess");
    assertThat(trial.shareSettings(share).role()).isEqualTo(ScriptTrial.ROLE);
    assertThat(trial.service().guestPasswordIs(trial.onlyGateway(), PASSWORD)).isTrue();
    assertThat(first.output())
        .contains("80 GiB: left: it looks like the system disk")
        .contains("100 GiB: left: too small")
        .contains("\\\\127.0.0.1\\landfall");
    assertThat(trial.directory().resolve("connect-drive.cmd"))
        .content()
        .contains("127.0.0.1", "landfall", "sgw-00000001");
    assertThat(vm.requests())
        .containsExactly("gatewayType=FILE_S3&activationRegion=cn-northwest-1&no_redirect");

    assertThat(second.status()).as(second.output()).isZero();
    assertThat(second.output()).contains("nothing had to be changed");
    assertThat(trial.changes()).isEqualTo(STEPS);
  }

  @ScriptTest
  void aRunThatIsKilledAfterAnyStepGoesOnFromThere() throws Exception {
    GatewayVm vm = trial.powerOn(ScriptTrial.machine().with(ScriptTrial.LARGE));
    for (String step : STEPS) {
      CompletableFuture<Process> running = new CompletableFuture<>();
      trial
          .service()
          .onCall(
              call -> {
                // The step is done, and the script will never hear of it.
                if (call.operation().equals(step)) {
                  ScriptTrial.kill(running.join());
                }
              });
      running.complete(script(vm).start());
      Outcome killed = trial.end(running.join());
      assertThat(killed.status()).as("%s: %s", step, killed.output()).isEqualTo(128 + 9);
    }
    trial.service().onCall(call -> {});

    Outcome last = activate(vm);

    assertThat(last.status()).as(last.output()).isZero();
    assertThat(last.output()).contains("nothing had to be changed");
    assertThat(trial.changes()).as("nothing was done twice").isEqualTo(STEPS);
    assertThat(trial.onlyGateway().shares()).hasSize(1);
  }

  @ScriptTest
  void ctrlCEndsAtOnceSaysHowToGoOnAndLeavesNothing() throws Exception {
    GatewayVm vm = trial.powerOn(ScriptTrial.machine().boots("-".repeat(1000)));
    ProcessBuilder script = script(vm);
    // A process group of its own, as a terminal gives it; a JVM may have been told to ignore
    // SIGINT.
    script.command().addAll(0, List.of("setsid", "env", "--default-signal=INT"));
    CompletableFuture<Process> running = new CompletableFuture<>();
    trial
        .service()
        .onCall(
            call -> {
              if (call.operation().equals("DescribeGatewayInformation")) {
                interrupt(running.join());
              }
            });
    running.complete(script.start());
    Outcome interrupted = trial.end(running.join());

    assertThat(interrupted.status()).as(interrupted.output()).isEqualTo(130);
    assertThat(interrupted.output())
        .contains("interrupted at step connection")
        .contains("activate.sh --yes --gateway-ip " + vm.address() + " --name shanghai-1");
    assertThat(trial.temporary()).isEmptyDirectory();
    assertThat(running.join().descendants()).isEmpty();
  }

  private static void interrupt(Process process) {
    try {
      new ProcessBuilder("kill", "-INT", "--", "-" + process.pid()).start().waitFor();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @ScriptTest
  void thePasswordIsInNoOutputNoArgumentAndNoFile() throws Exception {
    trial.activated(ScriptTrial.machine().with(ScriptTrial.LARGE), "shanghai-1", "FILE_S3");
    GatewayVm vm = trial.powerOn(ScriptTrial.machine());
    CompletableFuture<String> files = new CompletableFuture<>();
    trial
        .service()
        .onCall(
            call -> {
              if (call.operation().equals("SetSMBGuestPassword")) {
                files.complete(contents(trial.temporary()));
              }
            });
    ProcessBuilder script = script(vm);
    // Bash's trace shows each command with its arguments, and each value that a variable gets.
    Path trace = trial.directory().resolve("trace");
    script.command().add(1, "-x");
    script
        .command()
        .addAll(
            0,
            List.of(
                "bash", "-c", "exec 9>\"$0\" && BASH_XTRACEFD=9 exec \"$@\"", trace.toString()));

    Outcome outcome = trial.end(script.start());

    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(trial.service().guestPasswordIs(trial.onlyGateway(), PASSWORD)).isTrue();
    assertThat(outcome.output()).doesNotContain("pwned");
    assertThat(trace).content().contains("set-smb-guest-password").doesNotContain("pwned");
    assertThat(files.join()).doesNotContain("pwned");
    assertThat(contents(trial.directory().resolve("connect-drive.cmd"))).doesNotContain("pwned");
    assertThat(trial.directory().resolve("pwned")).doesNotExist();
  }

  private static String contents(Path tree) {
    try (Stream<Path> files = Files.walk(tree)) {
      StringBuilder contents = new StringBuilder();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.append(file).append(Files.readString(file));
      }
      return contents.toString();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @ScriptTest
  void aDryRunShowsEachChangeAndMakesNone() throws Exception {
    GatewayVm vm = trial.powerOn(ScriptTrial.machine().with(ScriptTrial.LARGE));

    Outcome outcome = activate(vm, "--dry-run");

    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(trial.changes()).isEmpty();
    assertThat(outcome.output())
        .contains(
            "activate-gateway",
            "add-cache",
            "set-smb-guest-password",
            "update-smb-security-strategy",
            "update-gateway-information",
            "update-maintenance-start-time",
            "create-smb-file-share")
        .doesNotContain("pwned");
    assertThat(trial.directory().resolve("connect-drive.cmd")).doesNotExist();
  }

  @ScriptTest
  void anExpiredKeyIsNamedAndTheNextRunGetsANewOne() throws Exception {
    GatewayVm vm = trial.powerOn(ScriptTrial.machine());
    trial.service().keys().expireNext(1);
    trial.set("LANDFALL_DISK_SECONDS", "0");

    Outcome expired = activate(vm);
    Outcome next = activate(vm);

    assertThat(expired.status()).as(expired.output()).isEqualTo(1);
    assertThat(expired.output())
        .contains("step gateway")
        .contains("The specified activation key has expired")
        .contains("run this again");
    assertThat(next.output()).contains("activated shanghai-1");
    assertThat(trial.service().gateways()).hasSize(1);
  }

  @ScriptTest
  void anAddressThatAnswersWithAPageIsNotTakenForAGateway() throws Exception {
    GatewayVm vm = trial.powerOn(ScriptTrial.machine());
    vm.answerNext(Answer.PAGE, 1);

    Outcome outcome = activate(vm);

    assertThat(outcome.status()).as(outcome.output()).isEqualTo(3);
    assertThat(outcome.output())
        .contains("answers HTTP 200 with '<!DOCTYPE html><html><title>Welcome</title></html>'")
        .contains("expected a key such as ABCDE-12345-", "not a gateway VM");
    assertThat(trial.changes()).isEmpty();
  }

  @ScriptTest
  void aWordThatIsNoKeyIsShownWithoutItsControlCharactersAndNotSentToAws() throws Exception {
    GatewayVm vm = trial.powerOn(ScriptTrial.machine());
    vm.answerNext(Answer.WORD, 1);

    Outcome outcome = activate(vm);

    assertThat(outcome.status()).as(outcome.output()).isEqualTo(3);
    assertThat(outcome.output()).contains("with $'\\E[31mOK'").doesNotContain("\u001b");
    assertThat(trial.service().calls())
        .extracting(ServiceCall::operation)
        .doesNotContain("ActivateGateway");
  }

  @ScriptTest
  void aMachineThatIsNotAvailableYetIsWaitedForLikeOneThatDoesNotReachAws() throws Exception {
    GatewayVm vm = trial.powerOn(ScriptTrial.machine());
    vm.answerNext(Answer.UNAVAILABLE, 2);
    trial.set("LANDFALL_DISK_SECONDS", "0");

    Outcome outcome = activate(vm);

    assertThat(outcome.output()).contains("HTTP 503").contains("activated shanghai-1");
    assertThat(vm.requests()).hasSize(3);
  }

  @ScriptTest
  void aDirectoryForTheDriveScriptIsMadeButNotInADryRun() throws Exception {
    trial.shared(trial.readyForShares("shanghai-1"));
    GatewayVm vm = trial.powerOn(ScriptTrial.machine());
    Path drive = trial.directory().resolve("for artists/drive");

    Outcome dry = activate(vm, "--output", drive.toString(), "--dry-run");
    assertThat(dry.status()).as(dry.output()).isZero();
    assertThat(drive).doesNotExist();
    Outcome outcome = activate(vm, "--output", drive.toString());

    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(drive.resolve("connect-drive.cmd")).exists();
  }

  @ScriptTest
  void aKeyForAGatewayThatIsActivatedAlreadyIsSaidToBeUnused() throws Exception {
    trial.shared(trial.readyForShares("shanghai-1"));

    Outcome outcome =
        activate(trial.powerOn(ScriptTrial.machine()), "--vpc-endpoint", "vpce-1.example.com");

    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.output())
        .contains("warning: --activation-key and --vpc-endpoint are for an activation: not used");
  }

  @ScriptTest
  void aMachineThatIsStillStartingIsWaitedFor() throws Exception {
    GatewayVm vm = trial.powerOn(ScriptTrial.machine());
    vm.answerNext(Answer.GATEWAY_TIMEOUT, 2);
    trial.set("LANDFALL_DISK_SECONDS", "0");

    Outcome outcome = activate(vm, "--vpc-endpoint", "vpce-1.example.com");

    assertThat(outcome.output()).contains("HTTP 504").contains("activated shanghai-1");
    assertThat(vm.requests())
        .hasSize(3)
        .allSatisfy(query -> assertThat(query).contains("&vpcEndpoint=vpce-1.example.com&"));
  }

  @ScriptTest
  void aKeyThatWasGotByHandNeedsNoWayToTheMachine() throws Exception {
    String key = trial.service().keys().issue(ScriptTrial.machine(), ScriptTrial.REGION);
    trial.set("LANDFALL_DISK_SECONDS", "0");

    Outcome outcome =
        trial.run("activate.sh", "--yes", "--name", "shanghai-1", "--activation-key", key);

    assertThat(outcome.output()).contains("activated shanghai-1", "the gateway is connected");
  }

  @ScriptTest
  void aMachineThatFailsToGetAKeySaysWhy() throws Exception {
    GatewayVm vm = trial.powerOn(ScriptTrial.machine());
    vm.answerNext(Answer.ERROR, 1);

    Outcome outcome = activate(vm);

    assertThat(outcome.status()).as(outcome.output()).isEqualTo(1);
    assertThat(outcome.output()).contains("FAILED_TO_RETRIEVE_ACTIVATION_KEY");
  }

  @ScriptTest
  void aMachineThatCannotBeReachedIsNamedAfterAWhile() throws Exception {
    GatewayVm vm = trial.powerOn(ScriptTrial.machine());
    vm.close();
    trial.set("LANDFALL_KEY_SECONDS", "0");

    Outcome outcome = activate(vm);

    assertThat(outcome.status()).as(outcome.output()).isEqualTo(3);
    assertThat(outcome.output()).contains("127.0.0.1 refuses connections");
  }

  @ScriptTest
  void aGatewayThatNeverConnectsIsGivenUp() throws Exception {
    GatewayVm vm = trial.powerOn(ScriptTrial.machine().boots("-".repeat(1000)));
    trial.set("LANDFALL_WAIT_SECONDS", "2");

    Outcome outcome = activate(vm);

    assertThat(outcome.status()).as(outcome.output()).isEqualTo(4);
    assertThat(outcome.output()).contains("step connection", "gave up waiting");
  }

  @ScriptTest
  void noDiskThatIsLargeEnoughIsSaidWithEachDisksReason() throws Exception {
    GatewayVm vm =
        trial.powerOn(ScriptTrial.machine().with(ScriptTrial.SYSTEM).with(ScriptTrial.SMALL));
    trial.set("LANDFALL_DISK_SECONDS", "0");

    Outcome outcome = activate(vm);

    assertThat(outcome.status()).as(outcome.output()).isEqualTo(1);
    assertThat(outcome.output())
        .contains("100 GiB: left: too small", "no disk fits as cache", "add a disk");
    assertThat(trial.changes()).containsExactly("ActivateGateway");
  }

  @ScriptTest
  void aDiskThatAppearsLateBecomesTheCache() throws Exception {
    GatewayVm vm = trial.powerOn(ScriptTrial.machine().withLate(ScriptTrial.LARGE, 2));

    Outcome outcome = activate(vm);

    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.output()).contains("waiting for a disk that fits");
    assertThat(trial.changes()).isEqualTo(STEPS);
  }

  @ScriptTest
  void aGatewayOfTheRetiredGenerationIsWarnedOf() throws Exception {
    trial.activated(ScriptTrial.machine().retired("1.26.4", "2026-06-30"), "shanghai-1", "FILE_S3");
    trial.set("LANDFALL_DISK_SECONDS", "0");

    Outcome outcome = activate(trial.powerOn(ScriptTrial.machine()));

    assertThat(outcome.output()).contains("warning").contains("2026-06-30");
  }

  @ScriptTest
  void aGatewayOfAnotherTypeIsLeftAlone() throws Exception {
    trial.activated(ScriptTrial.machine(), "shanghai-1", "CACHED");
    List<String> before = trial.changes();

    Outcome outcome = activate(trial.powerOn(ScriptTrial.machine()));

    assertThat(outcome.status()).as(outcome.output()).isEqualTo(1);
    assertThat(outcome.output()).contains("of type CACHED, not FILE_S3");
    assertThat(trial.changes()).isEqualTo(before);
  }

  @ScriptTest
  void gatewaysOfAlikeNamesAreNotMistakenForIt() throws Exception {
    for (String name : List.of("shanghai-10", "Shanghai-1", "old shanghai-1")) {
      trial.activated(ScriptTrial.machine(), name, "FILE_S3");
    }
    trial.set("LANDFALL_DISK_SECONDS", "0");

    Outcome outcome = activate(trial.powerOn(ScriptTrial.machine()));

    assertThat(outcome.output()).contains("activated shanghai-1 as sgw-00000004");
  }

  @ScriptTest
  void theOneGatewayOfItsNameIsFoundAmongManyAndTwoOfItAreNotGuessedBetween() throws Exception {
    for (String name : List.of("shanghai-10", "Shanghai-1", "shanghai-1")) {
      trial.activated(ScriptTrial.machine(), name, "FILE_S3");
    }
    trial.set("LANDFALL_DISK_SECONDS", "0");
    GatewayVm vm = trial.powerOn(ScriptTrial.machine());

    Outcome one = activate(vm);
    trial.activated(ScriptTrial.machine(), "shanghai-1", "FILE_S3");
    List<String> before = trial.changes();
    Outcome two = activate(vm);

    assertThat(one.output()).contains("shanghai-1 is activated as sgw-00000003");
    assertThat(two.status()).as(two.output()).isEqualTo(1);
    assertThat(two.output())
        .contains("several gateways are named shanghai-1: sgw-00000003 sgw-00000004");
    assertThat(trial.changes()).isEqualTo(before);
  }

  @ScriptTest
  void aStackThatIsNotDeployedIsNamed() throws Exception {
    Outcome outcome = activate(trial.powerOn(ScriptTrial.machine()), "--stack", "Studio");

    assertThat(outcome.status()).as(outcome.output()).isEqualTo(1);
    assertThat(outcome.output())
        .contains("step stack")
        .contains("the stack Studio is not deployed")
        .contains("Stack with id Studio does not exist");
  }

  static Stream<Arguments> sharesThatAreInTheWay() {
    return Stream.of(
        Arguments.of(
            share("landfall", ScriptTrial.BUCKET, ScriptTrial.ROLE + "-old"),
            "with the role " + ScriptTrial.ROLE + "-old, not " + ScriptTrial.ROLE),
        Arguments.of(
            share("landfall", "arn:aws-cn:s3:::archive", ScriptTrial.ROLE),
            "shows arn:aws-cn:s3:::archive, not " + ScriptTrial.BUCKET));
  }

  @ParameterizedTest
  @Execution(ExecutionMode.CONCURRENT)
  @MethodSource("sharesThatAreInTheWay")
  void aShareThatCannotBeCorrectedIsNamedAndLeftAlone(
      CreateSmbFileShareRequest share, String difference) throws Exception {
    String gateway = trial.readyForShares("shanghai-1");
    trial.client().createSMBFileShare(share.toBuilder().gatewayARN(gateway).build());
    List<String> before = trial.changes();

    Outcome outcome = activate(trial.powerOn(ScriptTrial.machine()));

    assertThat(outcome.status()).as(outcome.output()).isEqualTo(1);
    assertThat(outcome.output()).contains("step share", difference);
    assertThat(trial.changes()).isEqualTo(before);
  }

  @ScriptTest
  void aShareThatIsWritableBecomesReadOnlyAndNoSecondOneIsMade() throws Exception {
    String gateway = trial.readyForShares("shanghai-1");
    trial
        .client()
        .createSMBFileShare(
            share("media", ScriptTrial.BUCKET, ScriptTrial.ROLE).toBuilder()
                .gatewayARN(gateway)
                .readOnly(false)
                .build());
    int before = trial.changes().size();

    Outcome outcome = activate(trial.powerOn(ScriptTrial.machine()));

    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(outcome.output()).contains("it was writable");
    assertThat(trial.changes().subList(before, trial.changes().size()))
        .containsExactly("UpdateSMBFileShare");
    FileShare share = trial.onlyGateway().shares().get(0);
    assertThat(trial.shareSettings(share).readOnly()).isTrue();
  }

  @ScriptTest
  void namesThatDifferInCaseAloneBecomeTwoFilesOnlyWhereThatIsAskedFor() throws Exception {
    trial.shared(trial.readyForShares("shanghai-1"));
    var machine = trial.powerOn(ScriptTrial.machine());

    Outcome asked = activate(machine, "--case-sensitive");
    Outcome later = activate(machine);

    assertThat(asked.output()).contains("names that differ in case alone were one");
    assertThat(later.output()).contains("nothing had to be changed");
    assertThat(trial.shareSettings(trial.onlyGateway().shares().get(0)).caseSensitivityAsString())
        .isEqualTo("CaseSensitive");
  }

  @ScriptTest
  void onePartnersShareShowsItsFolderUnderItsName() throws Exception {
    trial.readyForShares("shanghai-1");

    Outcome outcome = activate(trial.powerOn(ScriptTrial.machine()), "--prefix", "aurora/");

    assertThat(outcome.status()).as(outcome.output()).isZero();
    assertThat(trial.onlyGateway().shares())
        .singleElement()
        .satisfies(
            share -> {
              assertThat(share.locationArn()).isEqualTo(ScriptTrial.BUCKET + "/aurora/");
              assertThat(share.name()).isEqualTo("aurora");
            });
  }

  private static CreateSmbFileShareRequest share(String name, String location, String role) {
    return CreateSmbFileShareRequest.builder()
        .clientToken("made by hand")
        .fileShareName(name)
        .locationARN(location)
        .role(role)
        .authentication("GuestAccess")
        .readOnly(true)
        .build();
  }

  private ProcessBuilder script(GatewayVm vm, String... more) {
    return trial.script(
        "activate.sh",
        Stream.concat(
                Stream.of("--yes", "--gateway-ip", vm.address(), "--name", "shanghai-1"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private Outcome activate(GatewayVm vm, String... more) throws Exception {
    return trial.end(script(vm, more).start());
  }
}
