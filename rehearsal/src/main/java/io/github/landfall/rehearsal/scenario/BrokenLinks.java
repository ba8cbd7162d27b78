package io.github.landfall.rehearsal.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.contract.Names;
import io.github.landfall.localaws.deployed.DeployedAccount;
import io.github.landfall.localaws.deployed.Kind;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.StageSettings;
import io.github.landfall.rehearsal.timeline.Entry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * {@code bin/landfall check}: finds nothing wrong with a deployment that is whole, and names each
 * link that is broken, that one alone.
 */
final class BrokenLinks implements Scenario {

  private static final String GONE_IMAGE = "public.ecr.aws/" + PlatformCommand.GONE + ":1.1.0";

  @Override
  public String name() {
    return "broken-links";
  }

  @Override
  public String title() {
    return "bin/landfall check names each link that is broken";
  }

  @Override
  public StageSettings settings() {
    return StageSettings.ordinary().withRobots();
  }

  @Override
  public void play(Stage stage, Expectations expect, Path directory) throws IOException {
    OnePartner night = OnePartner.delivers(stage, expect, directory);
    night.endsWell();
    Breaking breaking = new Breaking(stage, expect, night.partner());
    breaking.nothing();
    breaking.stacks();
    breaking.sources();
    breaking.transfer();
    breaking.queues();
    breaking.events();
    breaking.people();
    breaking.studio();
    breaking.deadLetters();
  }

  /** Breaks one link after the other, and mends it. */
  private static final class Breaking {

    private final Stage stage;
    private final DeployedAccount account;
    private final Expectations expect;
    private final String partner;
    private final String partnerStack;
    private final PlatformCommand command;

    Breaking(Stage stage, Expectations expect, String partner) {
      this.stage = stage;
      this.account = stage.account();
      this.expect = expect;
      this.partner = partner;
      this.partnerStack = stage.hub(partner).stack().name();
      this.command = new PlatformCommand(stage);
    }

    void nothing() {
      PlatformCommand.Result whole = command.run("check", "--json", "--lang", "en");
      expect.equal("a deployment that is whole has no broken link", List.of(), broken(whole));
      expect.equal("and the command's exit status is 0", "0 ", whole.status() + " " + whole.err());
      stage
          .timeline()
          .add(
              Entry.Kind.COMMAND,
              "",
              "landfall check\n" + command.run("check", "--lang", "en").out());
    }

    void stacks() {
      edited(
          Kind.STACK,
          "Landfall",
          "a failed deployment",
          "stack Landfall",
          stack -> stack.put("StackStatus", "UPDATE_ROLLBACK_FAILED"));
      deleted(Kind.STACK, partnerStack, "a transfer stack that is gone", "stack " + partner);
    }

    void sources() {
      String secret = stage.hub(partner).stack().parameters().get("srcCredentials");
      stage.secrets().put(secret, "AKIAEXAMPLE");
      finds("a secret that is no JSON", "secret " + partner);
      stage.secrets().put(secret, "{\"access_key_id\":\"partner\"}");
      finds("a secret without its other half", "secret " + partner);
      stage
          .secrets()
          .put(secret, "{\"access_key_id\":\"partner\",\"secret_access_key\":\"partner\"}");
      edited(
          Kind.STACK,
          partnerStack,
          "a source that is not there",
          "source " + partner,
          stack -> parameter(stack, "srcBucket", "no-such-bucket-anywhere"));
    }

    void transfer() {
      String schedule = partnerStack + "-ECSStackDTHFinderSchedule";
      edited(
          Kind.RULE,
          schedule,
          "a schedule that is disabled",
          "finder " + partner,
          rule -> rule.put("State", "DISABLED"));
      edited(
          Kind.TASK_DEFINITION,
          only(Kind.TASK_DEFINITION, partnerStack),
          "a task definition that is inactive",
          "finder " + partner,
          task -> task.put("status", "INACTIVE"));
      edited(
          Kind.TASK_DEFINITION,
          only(Kind.TASK_DEFINITION, partnerStack),
          "an image that can't be pulled",
          "finder " + partner,
          task ->
              ((ObjectNode) task.path("containerDefinitions").path(0)).put("image", GONE_IMAGE));
      String workers = partnerStack + "-Worker-ASG";
      edited(
          Kind.GROUP,
          workers,
          "a group that may have no worker",
          "workers " + partner,
          group -> group.put("MaxSize", 0));
      edited(
          Kind.GROUP,
          workers,
          "workers that do not come up",
          "workers " + partner,
          group -> group.putArray("Instances"));
      edited(
          Kind.STACK,
          partnerStack,
          "a program that workers can't load",
          "workers " + partner,
          stack ->
              stack.put("Template", stack.path("Template").asText().replace("v1.1.0", "v0.0.0")));
    }

    void queues() {
      String arrivals = Names.ARRIVALS_QUEUE + partner;
      edited(
          Kind.QUEUE,
          arrivals,
          "a queue that nobody may send to",
          "queue " + arrivals,
          queue -> queue.remove("Policy"));
      String transfer = stage.hub(partner).stack().queue();
      deleted(Kind.QUEUE, transfer, "a transfer queue that is gone", "queue " + transfer);
    }

    void events() {
      edited(
          Kind.BUCKET,
          stage.landingBucket(),
          "a bucket that does not tell of a partner's objects",
          "landing " + partner,
          bucket ->
              bucket
                  .withArray("QueueConfigurations")
                  .forEach(
                      one -> {
                        if (one.path("Prefix").asText().equals(partner + "/")) {
                          ((ObjectNode) one).put("Prefix", "elsewhere/");
                        }
                      }));
      String rule = only(Kind.RULE, "RefreshComplete");
      edited(
          Kind.RULE,
          rule,
          "a rule that is disabled",
          "rule " + rule,
          one -> one.put("State", "DISABLED"));
      edited(
          Kind.RULE,
          rule,
          "a rule without a target",
          "rule " + rule,
          one -> one.putArray("Targets"));
      String function = only(Kind.FUNCTION, "RefreshFunction");
      edited(
          Kind.FUNCTION,
          function,
          "a function that can't run",
          "function " + function,
          one -> one.put("State", "Failed").put("StateReason", "The role can't be assumed"));
      for (String mapping : account.names(Kind.MAPPING)) {
        ObjectNode one = account.description(Kind.MAPPING, mapping);
        if (one.path("FunctionArn").asText().equals(function)) {
          edited(
              Kind.MAPPING,
              mapping,
              "a function that is not called",
              "function " + one.path("EventSourceArn").asText().replaceFirst(".*:", ""),
              found -> found.put("State", "Disabled"));
        }
      }
    }

    void people() {
      String topic = only(Kind.TOPIC, "Notices");
      edited(
          Kind.TOPIC,
          topic,
          "a subscription that is not confirmed",
          "subscription " + topic.replaceFirst(".*:", ""),
          one ->
              ((ObjectNode) one.path("Subscriptions").path(0))
                  .put("SubscriptionArn", "PendingConfirmation"));
      edited(
          Kind.TOPIC,
          topic,
          "a topic that nobody subscribes to",
          "subscription " + topic.replaceFirst(".*:", ""),
          one -> one.putArray("Subscriptions"));
      edited(
          Kind.ALARM,
          "Landfall-run-dead-letters",
          "an alarm that tells nobody",
          "alarm Landfall-run-dead-letters",
          alarm -> alarm.put("ActionsEnabled", "false"));
      edited(
          Kind.ALARM,
          "Landfall-logged-errors",
          "an alarm that rings",
          "alarm Landfall-logged-errors",
          alarm -> alarm.put("StateValue", "ALARM"));
      String webhook = stage.robot("producers").webhook().toString();
      stage.secrets().put("landfall/robots/producers", "{}");
      finds("a robot without an address", "robot producers");
      stage.secrets().put("landfall/robots/producers", "{\"webhook\": \"%s\"}".formatted(webhook));
    }

    void studio() {
      String gateway = stage.gateways().get(0).arn().replaceFirst(".*/", "");
      stage.gateways().get(0).setConnected(false);
      finds("a gateway that is offline", "gateway " + gateway);
      stage.gateways().get(0).setConnected(true);
    }

    void deadLetters() {
      stage.sendToRunDeadLetters("nobody can read this");
      finds("a message that nobody could handle", "dead-letters " + stage.runDeadLetterQueue());
    }

    private String only(Kind kind, String part) {
      return account.names(kind).stream()
          .filter(name -> name.contains(part))
          .reduce(
              (one, other) -> {
                throw new IllegalStateException(one + " and " + other + " contain " + part);
              })
          .orElseThrow();
    }

    private void edited(
        Kind kind, String name, String what, String link, Consumer<ObjectNode> edit) {
      ObjectNode whole = account.description(kind, name).deepCopy();
      edit.accept(account.description(kind, name));
      finds(what, link);
      account.put(kind, name, whole);
    }

    private void deleted(Kind kind, String name, String what, String link) {
      ObjectNode whole = account.description(kind, name);
      account.delete(kind, name);
      finds(what, link);
      account.put(kind, name, whole);
    }

    private static void parameter(ObjectNode stack, String key, String value) {
      for (JsonNode parameter : stack.path("Parameters")) {
        if (parameter.path("ParameterKey").asText().equals(key)) {
          ((ObjectNode) parameter).put("ParameterValue", value);
        }
      }
    }

    private void finds(String what, String link) {
      PlatformCommand.Result result = command.run("check", "--json", "--lang", "en");
      expect.equal(what + " is named, and nothing else", List.of(link), broken(result));
    }

    private static List<String> broken(PlatformCommand.Result result) {
      return result.objects().stream()
          .filter(finding -> finding.path("state").asText().equals("broken"))
          .map(finding -> finding.path("link").asText() + " " + finding.path("of").asText())
          .toList();
    }
  }
}
