package io.github.landfall.rehearsal.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClosingTest {

  private final List<String> closed = new ArrayList<>();
  private final Closing closing = new Closing();

  @Test
  void whatWasOpenedLastIsClosedFirstAndOnce() {
    open("servers");
    open("function");

    closing.close();
    closing.close();

    assertThat(closed).containsExactly("function", "servers");
  }

  @Test
  void partThatCannotBeClosedDoesNotKeepTheOthersRunning() {
    open("servers");
    openFaulty("studio");
    openFaulty("function");

    assertThatIllegalStateException()
        .isThrownBy(closing::close)
        .withMessage("not everything could be closed")
        .satisfies(
            e ->
                assertThat(e.getSuppressed())
                    .extracting(each -> each.getCause().getMessage())
                    .containsExactly("function is stuck", "studio is stuck"));
    assertThat(closed).containsExactly("servers");
  }

  @Test
  void failureThatStoppedTheStartIsNotHiddenByOnesOfClosing() {
    open("servers");
    openFaulty("studio");
    Exception failure = new Exception("no port is free");

    closing.closeAfter(failure);

    assertThat(closed).containsExactly("servers");
    assertThat(failure.getSuppressed())
        .extracting(Throwable::getMessage)
        .containsExactly("not everything could be closed");
  }

  private void open(String name) {
    AutoCloseable part = () -> closed.add(name);
    assertThat(closing.add(part)).isSameAs(part);
  }

  private void openFaulty(String name) {
    closing.add(
        () -> {
          throw new IllegalStateException(name + " is stuck");
        });
  }
}
