package io.github.landfall.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.Instance;

/** When a transfer is under way, and how that is said. */
class UnderWayTest {

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
