package io.github.landfall.rehearsal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultPlanTest {

  @Test
  void everyFaultMeetsEveryCallUnlessSomebodyAsksForLess() {
    assertThat(FaultPlan.of("", 3))
        .hasSize(3 * Fault.values().length)
        .startsWith(new FaultPlan(Fault.ERROR, 1), new FaultPlan(Fault.ERROR, 2));
    assertThat(FaultPlan.of("killed-after", 2))
        .containsExactly(
            new FaultPlan(Fault.KILLED_AFTER, 1), new FaultPlan(Fault.KILLED_AFTER, 2));
    assertThat(FaultPlan.of("outage-70-minutes@2", 2))
        .containsExactly(new FaultPlan(Fault.OUTAGE_70_MINUTES, 2));
  }

  @ParameterizedTest
  @ValueSource(strings = {"killed", "killed-after@0", "killed-after@4", "@1", "error@", "error@x"})
  void faultThatIsNoneIsNamedWithWhatWasExpected(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FaultPlan.of(text, 3))
        .withMessageStartingWith("'" + text + "' is no fault of this night; expected one of [error")
        .withMessageEndingWith("outage-70-minutes], alone or with @1 to @3 behind it");
  }
}
