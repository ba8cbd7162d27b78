package io.github.landfall.tools;

import io.github.landfall.tools.check.CheckTexts;
import io.github.landfall.tools.check.Finding;
import io.github.landfall.tools.check.Finding.State;
import io.github.landfall.tools.check.Link;
import io.github.landfall.tools.check.Look;
import io.github.landfall.tools.check.Report;
import io.github.landfall.tools.check.Web;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** The command {@code bin/landfall check}: looks at a deployment link by link. */
@Command(
    name = "check",
    customSynopsis = "${COMMAND-FULL-NAME} [--all] [--json] [OPTIONS]",
    description = {
      "Looks at every link of a deployment, in the order of the data, and says which"
          + " one is broken and what to do. Changes nothing.",
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

  @Mixin private LanguageOption language;

  @Mixin private LandfallOptions landfall;

  private final AwsClients.Factory factory;
  private final Web web;
  private final InstantSource clock;

  /**
   * @param factory where the AWS clients come from
   * @param web what is asked without them
   * @param clock the time
   */
  public Check(AwsClients.Factory factory, Web web, InstantSource clock) {
    this.factory = factory;
    this.web = web;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    AwsClients aws = landfall.clients(factory);
    Stacks stacks = new Stacks(aws.client(CloudFormationClient.builder()));
    PartnerStacks partners = new PartnerStacks(stacks, landfall.stack());
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
