package io.github.landfall.tools;

import io.github.landfall.contract.transfer.DthTransfers;
import io.github.landfall.contract.transfer.TransferState;
import io.github.landfall.contract.transfer.WatchedTransfer;
import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The command {@code bin/transfer-now}. */
@Command(
    name = "transfer-now",
    customSynopsis = "transfer-now PARTNER [OPTIONS]",
    description = {
      "Starts a partner's finder now, outside of its schedule. Refuses while a",
      "transfer of the partner is under way: the finder would end at once."
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

  /**
   * Runs the command and exits.
   *
   * @param arguments the options
   */
  public static void main(String[] arguments) {
    System.exit(Tool.commandLine(new TransferNow(SdkClients::new)).execute(arguments));
  }

  @Override
  public Integer call() {
    AwsClients aws = landfall.clients(factory);
    Stacks stacks = new Stacks(aws.client(CloudFormationClient.builder()));
    TransferStack stack = new PartnerStacks(stacks, landfall.stack()).of(partner);
    Finder finder = finder(stack, stacks, aws);
    List<String> underWay = new ArrayList<>();
    finder.running().ifPresent(underWay::add);
    if (observed(stack, aws) instanceof TransferState.Busy busy) {
      underWay.addAll(busy.reasons());
    }
    if (!underWay.isEmpty()) {
      throw new ToolException(
          "nothing was started, as a transfer of %s is under way: %s"
              .formatted(partner, String.join("; ", underWay)));
    }
    tell(stack, finder.start());
    return CommandLine.ExitCode.OK;
  }

  /** What the transfer is doing, its finder aside: that is asked by what starts it. */
  private TransferState observed(TransferStack stack, AwsClients aws) {
    SqsClient sqs = aws.client(SqsClient.builder());
    SfnClient stepFunctions = aws.client(SfnClient.builder());
    return new DthTransfers(() -> sqs, () -> null, () -> stepFunctions, InstantSource.system())
        .observe(
            new WatchedTransfer(
                partner,
                stack.queue(),
                stack.deadLetterQueue(),
                null,
                null,
                stack.mergeStateMachineArn().orElse(null),
                stack.table(),
                null));
  }

  private static Finder finder(TransferStack stack, Stacks stacks, AwsClients aws) {
    return switch (stack.edition()) {
      case ECS ->
          FinderTask.of(
              stack,
              stacks,
              aws.client(EventBridgeClient.builder()),
              aws.client(EcsClient.builder()));
      case EC2 -> FinderGroup.of(stack, stacks, aws.client(AutoScalingClient.builder()));
    };
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
