package io.github.landfall.tools;

import io.github.landfall.contract.transfer.DthTransfers;
import io.github.landfall.contract.transfer.TransferState;
import io.github.landfall.contract.transfer.WatchedTransfer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Whether a partner's transfer is under way, for commands that must not disturb one. */
final class RunningTransfer {

  private final String partner;
  private final TransferStack stack;
  private final Stacks stacks;
  private final AwsClients aws;
  private Finder finder;

  RunningTransfer(String partner, TransferStack stack, Stacks stacks, AwsClients aws) {
    this.partner = partner;
    this.stack = stack;
    this.stacks = stacks;
    this.aws = aws;
  }

  /** What starts it. */
  Finder finder() {
    if (finder == null) {
      finder = found();
    }
    return finder;
  }

  private Finder found() {
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

  /**
   * Sees that none is under way.
   *
   * @param nothing what was not done, for the message
   * @throws ToolException if one is; the message says what keeps it busy
   */
  void requireNone(String nothing) {
    List<String> underWay = new ArrayList<>();
    finder().running().ifPresent(underWay::add);
    if (observed() instanceof TransferState.Busy busy) {
      underWay.addAll(busy.reasons());
    }
    if (!underWay.isEmpty()) {
      throw new ToolException(
          "%s, as a transfer of %s is under way: %s"
              .formatted(nothing, partner, String.join("; ", underWay)));
    }
  }

  /** What the transfer is doing, its finder aside: that is asked by what starts it. */
  private TransferState observed() {
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
}
