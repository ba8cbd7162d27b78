package io.github.landfall.rehearsal.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.contract.Names;
import io.github.landfall.localaws.deployed.DeployedAccount;
import io.github.landfall.localaws.deployed.Kind;
import io.github.landfall.localaws.gateway.EventDelivery;
import io.github.landfall.localaws.transfer.Edition;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.timeline.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@code bin/landfall check --live}: brings a file of its own to the drive without disturbing
 * people, and names the link at which the chain breaks.
 */
final class ProvenLive implements Scenario {

  /** Long enough for what a broken link left to be brought to its end. */
  private static final Duration AFTERWARDS = Duration.ofHours(3);

  @Override
  public String name() {
    return "proven-live";
  }

  @Override
  public String title() {
    return "bin/landfall check --live proves the chain, or names the link that breaks";
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    String partner = stage.partners(Edition.ECS).get(0);
    // The night's own transfers find nothing.
    stage.advance(Duration.ofHours(2));
    Proof proof = new Proof(stage, expect, partner);
    proof.holds();
    proof.holdsAndIsTold();
    proof.breaks();
  }

  /** Runs the command on a chain that is whole, and on one that is not. */
  private record Proof(Stage stage, Expectations expect, String partner) {

    void holds() throws IOException {
      PlatformCommand.Result result = live();
      expect.equal("the chain is proven", 0, result.status());
      expect.that(
          "and each link has its time",
          result
              .out()
              .lines()
              .filter(line -> line.matches("\\+\\d+:\\d\\d  .*"))
              .map(line -> line.replaceFirst("\\S+ +", ""))
              .toList()
              .containsAll(
                  List.of(
                      "the arrivals function wrote it down",
                      "the refresh function opened a run",
                      "the transfer alarm went back to OK",
                      "what arrived was counted",
                      "the file is on the drive")),
          result.out() + result.err());
      expect.equal("nobody is told of it", List.of(), expect.told(partner));
      PlatformCommand.Result runs = new PlatformCommand(stage).run("runs", partner, "--json");
      expect.equal(
          "the list of runs calls it a check",
          "check",
          runs.objects().stream().findFirst().map(run -> run.path("kind").asText()).orElse(""));
      stage.advance(AFTERWARDS);
      expect.that(
          "its file is gone from the drive",
          expect.showDrive("after a check", 0).sums().keySet().stream()
              .noneMatch(file -> file.contains(Names.CHECK_FOLDER)),
          "a file");
    }

    void holdsAndIsTold() {
      expect.equal(
          "with --notify the chain is proven, too",
          0,
          new PlatformCommand(stage)
              .run("check", "--live", partner, "--notify", "--lang", "en")
              .status());
      expect.notices(partner, Told.STARTED, Told.ENDED, Told.READY);
      stage.advance(AFTERWARDS);
    }

    void breaks() {
      DeployedAccount account = stage.account();
      edited(
          account,
          Kind.BUCKET,
          stage.landingBucket(),
          bucket -> bucket.putArray("QueueConfigurations"),
          "a bucket that tells nothing",
          "landing");
      edited(
          account,
          Kind.MAPPING,
          mapping(account, Names.ARRIVALS_QUEUE + partner),
          mapping -> mapping.put("State", "Disabled"),
          "an arrivals function that is not called",
          "function");
      edited(
          account,
          Kind.RULE,
          only(account, "TransferChanged" + partner),
          rule -> rule.put("State", "DISABLED"),
          "a rule of the alarm that is disabled",
          "rule");
      edited(
          account,
          Kind.MAPPING,
          mapping(account, "RunQueue"),
          mapping -> mapping.put("State", "Disabled"),
          "a refresh function that is not called",
          "function");
      stage.gateways().get(0).setConnected(false);
      breaksAt("a gateway that is offline", "gateway");
      stage.gateways().get(0).setConnected(true);
      stage.advance(AFTERWARDS);
      stage.storageGateway().deliverNext(new EventDelivery.Lost());
      breaksAt("a refresh whose end nobody tells", "rule");
      expect.equal(
          "nobody was told of these either",
          List.of(Told.STARTED, Told.ENDED, Told.READY),
          expect.told(partner));
    }

    private static String mapping(DeployedAccount account, String queue) {
      return account.names(Kind.MAPPING).stream()
          .filter(
              id ->
                  account
                      .description(Kind.MAPPING, id)
                      .path("EventSourceArn")
                      .asText()
                      .contains(queue))
          .findFirst()
          .orElseThrow();
    }

    private static String only(DeployedAccount account, String part) {
      return account.names(Kind.RULE).stream()
          .filter(name -> name.contains(part))
          .findFirst()
          .orElseThrow();
    }

    private void edited(
        DeployedAccount account,
        Kind kind,
        String name,
        Consumer<ObjectNode> edit,
        String what,
        String link) {
      ObjectNode whole = account.description(kind, name).deepCopy();
      edit.accept(account.description(kind, name));
      breaksAt(what, link);
      account.put(kind, name, whole);
      stage.advance(AFTERWARDS);
    }

    private void breaksAt(String what, String link) {
      PlatformCommand.Result result = live();
      expect.that(
          what + " is named",
          result.status() == 1
              && result.out().lines().anyMatch(line -> line.startsWith("BROKEN   " + link + " ")),
          result.out() + result.err());
    }

    private PlatformCommand.Result live() {
      PlatformCommand.Result result =
          new PlatformCommand(stage).run("check", "--live", partner, "--lang", "en");
      stage
          .timeline()
          .add(
              Entry.Kind.COMMAND,
              partner,
              "bin/landfall check --live " + partner + "\n" + result.out() + result.err());
      return result;
    }
  }
}
