package io.github.landfall.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.refresh.aws.QueueCounts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;

/** When a transfer is under way, and how that is said. */
class UnderWayTest {

  @ParameterizedTest
  @CsvSource({"1,0,0", "0,1,0", "0,0,1"})
  void aMessageInAnyCountIsATransferUnderWay(int visible, int inFlight, int delayed) {
    assertThat(TransferActivity.underWay("q", new QueueCounts(visible, inFlight, delayed)))
        .contains(
            "the queue q holds messages: %d visible, %d in flight, %d delayed"
                .formatted(visible, inFlight, delayed));
  }

  @Test
  void anEmptyQueueIsNoTransfer() {
    assertThat(TransferActivity.underWay("q", new QueueCounts(0, 0, 0))).isEmpty();
  }

  @Test
  void aFinderThatIsWantedOrStillThereRuns() {
    AutoScalingGroup idle =
        AutoScalingGroup.builder().autoScalingGroupName("g").desiredCapacity(0).build();

    assertThat(FinderGroup.running(idle)).isEmpty();
    assertThat(FinderGroup.running(idle.toBuilder().desiredCapacity(1).build()))
        .contains("the finder's group g has the desired capacity 1 and the instances []");
    assertThat(
            FinderGroup.running(
                idle.toBuilder().instances(Instance.builder().instanceId("i-1").build()).build()))
        .contains("the finder's group g has the desired capacity 0 and the instances [i-1]");
  }
}
