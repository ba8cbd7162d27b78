package io.github.landfall.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TransferStackTest {

  @Test
  void theOldEditionIsKnownByItsFinderTask() {
    TransferStack stack = TransferStack.of(ExampleStacks.ecs());

    assertThat(stack.edition()).isEqualTo(Edition.ECS);
    assertThat(stack.finderFamily()).contains("DTH-DTHFinderTask");
    assertThat(stack.mergeStateMachineArn()).isEmpty();
    assertThat(stack.queue()).isEqualTo("DTH-S3TransferQueue-1");
    assertThat(stack.deadLetterQueue()).isEqualTo("DTH-S3TransferQueueDLQ-1");
    assertThat(stack.table()).isEqualTo("DTH-S3TransferTable-1");
    assertThat(stack.region()).isEqualTo("cn-northwest-1");
  }

  @Test
  void theNewEditionIsKnownByItsMerge() {
    TransferStack stack = TransferStack.of(ExampleStacks.ec2());

    assertThat(stack.edition()).isEqualTo(Edition.EC2);
    assertThat(stack.finderFamily()).isEmpty();
    assertThat(stack.mergeStateMachineArn()).contains(ExampleStacks.MERGE);
  }

  @Test
  void aStackOfSomethingElseIsRefusedByName() {
    StackDescription other =
        new StackDescription(
            "Website",
            "arn:aws-cn:cloudformation:cn-northwest-1:111122223333:stack/Website/1",
            "UPDATE_COMPLETE",
            Map.of(),
            Map.of("CommonTableName4099A6E9", "t"));

    assertThatThrownBy(() -> TransferStack.of(other))
        .isInstanceOf(ToolException.class)
        .hasMessage(
            "the stack Website (UPDATE_COMPLETE) is not a complete Data Transfer Hub stack: it has no output CommonQueueNameEB26B1B7, CommonDLQQueueName98D51C56");
  }

  @Test
  void aStackOfNoKnownEditionIsRefused() {
    assertThatThrownBy(() -> TransferStack.of(ExampleStacks.stack(Map.of(), Map.of())))
        .isInstanceOf(ToolException.class)
        .hasMessageContaining("neither", "edition ecs", "edition ec2");
  }
}
