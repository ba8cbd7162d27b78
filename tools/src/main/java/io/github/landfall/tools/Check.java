package io.github.landfall.tools;

import io.github.landfall.tools.check.CheckTexts;
import io.github.landfall.tools.check.Finding;
import io.github.landfall.tools.check.Finding.State;
import io.github.landfall.tools.check.Link;
import io.github.landfall.tools.check.Look;
import io.github.landfall.tools.check.Report;
import io.github.landfall.tools.check.Web;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** The command {@code bin/landfall check}: looks at a deployment link by link. */
@Command(
    name = "check",
    customSynopsis = {
      "${COMMAND-FULL-NAME} [--all] [--json] [OPTIONS]",
      "${COMMAND-FULL-NAME} --live[=PARTNER] [--notify] [OPTIONS]"
    },
    description = {
      "Looks at every link of a deployment, in the order of the data, and says which"
          + " one is broken and what to do. Changes nothing.",
      "",
      "With --live it sends a small file through the chain instead: puts it into the"
          + " partner's folder of the landing bucket, sets the transfer alarm, follows"
          + " the run until the file is on the drive, and removes the file. It takes"
          + " some ten minutes. The run and its report stay.",
      ""
    },
    footer = {
      "Exit status: 0 no link is broken, 1 one is (or the command failed), 2 usage,",
      "3 none is known to be broken, but AWS refused to answer somewhere"
    })
public final class Check implements Callable<Integer> {

  private static final int UNKNOWN = 3;

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(names = "--all", description = "A line for each thing that is well, too.")
  private boolean all;

  @Option(names = "--json", description = "Write one JSON object a finding.")
  private boolean json;

  @Option(
      names = "--live",
      arity = "0..1",
      paramLabel = "PARTNER",
      fallbackValue = "",
      description =
          "Send a file through the chain, as a file of this partner (the one named check, or the"
              + " only one).")
  private String live;

  @Option(names = "--notify", description = "With --live: tell people, as of a transfer.")
  private boolean notify;

  @Mixin private LanguageOption language;

  @Mixin private LandfallOptions landfall;

  private final AwsClients.Factory factory;
  private final Web web;
  private final InstantSource clock;
  private final Consumer<Duration> pause;

  /**
   * @param factory where the AWS clients come from
   * @param web what is asked without them
   * @param clock the time
   * @param pause lets time pass
   */
  Check(AwsClients.Factory factory, Web web, InstantSource clock, Consumer<Duration> pause) {
    this.factory = factory;
    this.web = web;
    this.clock = clock;
    this.pause = pause;
  }

  @Override
  public Integer call() {
    AwsClients aws = landfall.clients(factory);
    Stacks stacks = new Stacks(aws.client(CloudFormationClient.builder()));
    PartnerStacks partners = new PartnerStacks(stacks, landfall.stack());
    if (live != null) {
      return live(aws, stacks, partners);
    }
    if (notify) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--notify is for --live: without it nobody would be told");
    }
    List<Look> looks = new DeploymentLooks(aws, stacks, partners, web, clock).all();
    Report report = new Report(CheckTexts.of(language.locale()));
    PrintWriter out = spec.commandLine().getOut();
    List<Finding> found = new ArrayList<>();
    for (Link link : Link.values()) {
      List<Finding> ofLink = new ArrayList<>();
      looks.stream().filter(look -> look.link() == link).forEach(look -> ofLink.addAll(at(look)));
      found.addAll(ofLink);
      if (json) {
        ofLink.forEach(finding -> out.println(report.json(finding)));
      } else {
        report.lines(link, ofLink, all).forEach(out::println);
      }
      out.flush();
    }
    if (!json) {
      out.printf("%n%s%n", report.total(found));
      out.flush();
    }
    return status(found);
  }

  private int live(AwsClients aws, Stacks stacks, PartnerStacks partners) {
    StackDescription deployment = partners.landfall();
    String partner = partner(partners.partners(deployment));
    partners.requirePartner(partner, deployment);
    new RunningTransfer(partner, partners.of(partner), stacks, aws).requireNone("nothing was sent");
    CheckTexts texts = CheckTexts.of(language.locale());
    PrintWriter out = spec.commandLine().getOut();
    Optional<Finding> broken =
        new LiveCheck(stacks.deployed(deployment), partner, notify, aws, texts, out, clock, pause)
            .run();
    broken.ifPresent(
        finding ->
            new Report(texts).lines(finding.link(), List.of(finding), true).forEach(out::println));
    out.flush();
    return broken.isPresent() ? CommandLine.ExitCode.SOFTWARE : CommandLine.ExitCode.OK;
  }

  private String partner(Set<String> partners) {
    if (!live.isEmpty()) {
      return live;
    }
    if (partners.contains("check")) {
      return "check";
    }
    if (partners.size() == 1) {
      return partners.iterator().next();
    }
    throw new CommandLine.ParameterException(
        spec.commandLine(), "--live: expected one of " + String.join(", ", partners));
  }

  /** What one look fails at says nothing of the others. */
  private static List<Finding> at(Look look) {
    try {
      return look.findings().get();
    } catch (SdkException e) {
      return List.of(Finding.unknown(look.link(), look.of(), AwsFailure.line(e)));
    }
  }

  private static int status(List<Finding> found) {
    if (found.stream().anyMatch(one -> one.state() == State.BROKEN)) {
      return CommandLine.ExitCode.SOFTWARE;
    }
    return found.stream().anyMatch(one -> one.state() == State.UNKNOWN)
        ? UNKNOWN
        : CommandLine.ExitCode.OK;
  }
}
