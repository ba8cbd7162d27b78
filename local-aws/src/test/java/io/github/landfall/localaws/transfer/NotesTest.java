package io.github.landfall.localaws.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NotesTest {

  @Test
  void allIsNotedInItsOrderWhenItIsClosed() {
    List<Integer> noted = new ArrayList<>();
    try (Notes notes = new Notes()) {
      IntStream.range(0, 1_000).forEach(number -> notes.add(() -> noted.add(number)));
    }

    assertThat(noted).isEqualTo(IntStream.range(0, 1_000).boxed().toList());
  }

  @Test
  void whatANoteThrowsReachesTheCaller() {
    assertThatIllegalStateException()
        .isThrownBy(
            () -> {
              try (Notes notes = new Notes()) {
                notes.add(
                    () -> {
                      throw new IllegalStateException("the table is gone");
                    });
                notes.add(() -> {});
              }
            })
        .withMessage("the table is gone");
  }

  @Test
  void nothingToNoteIsNothingToWaitFor() {
    new Notes().close();
  }
}
