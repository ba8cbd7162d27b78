package io.github.landfall.tools;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

/** The command {@code bin/landfall transfer start}. */
@Command(
    name = "start",
    customSynopsis = "${COMMAND-FULL-NAME} PARTNER [OPTIONS]",
    description = {
      "Starts a partner's finder now, outside of its schedule.",
      "Refuses while a transfer is under way: the finder would end at once."
    })
public final class TransferNow implements Callable<Integer> {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Parameters(paramLabel = "PARTNER", description = "The partner's name, as in cdk.json.")
  private String partner;

  @Mixin private LandfallOptions landfall;

  private final AwsClients.Factory factory;

  /**
   * @param factory where the AWS clients come from
   */
  public TransferNow(AwsClients.Factory factory) {
    this.factory = factory;
  }

  @Override
  public Integer call() {
    AwsClients aws = landfall.clients(factory);
    Stacks stacks = new Stacks(aws.client(CloudFormationClient.builder()));
    TransferStack stack = new PartnerStacks(stacks, landfall.stack()).of(partner);
    RunningTransfer running = new RunningTransfer(partner, stack, stacks, aws);
    running.requireNone("nothing was started");
    tell(stack, running.finder().start());
    return CommandLine.ExitCode.OK;
  }

  private void tell(TransferStack stack, Finder.Started started) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s: started %s%n", partner, started.what());
    out.printf(
        """
        It compares the two buckets and queues what differs. Then the alarm
        Landfall-transfer-%s changes to ALARM, and producers are mailed when the
        transfer starts, when it ends and when the drive is ready. If nothing
        differs, nothing is queued and nobody is told.
        To watch it: the dashboard Landfall in CloudWatch, and
        """,
        partner);
    started.watch().forEach(line -> out.println("  " + line));
    out.printf(
        "  aws cloudwatch describe-alarms --region %s --alarm-names Landfall-transfer-%s --query 'MetricAlarms[0].StateValue'%n",
        stack.region(), partner);
    out.flush();
  }
}
