package io.github.landfall.contract.drive;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeftoverTest {

  @ParameterizedTest
  @CsvSource({
    "aurora/._take.mov, true",
    "aurora/sc1/.DS_Store, true",
    "aurora/sc1/thumbs.db, true",
    "aurora/Desktop.ini, true",
    "aurora/take._mov, false",
    "aurora/.DS_Store/take.mov, false",
    "aurora/my-thumbs.db, false"
  })
  void filesOfMacOsAndWindowsAreToldByTheirNames(String key, boolean leftover) {
    assertThat(Leftover.is(key)).isEqualTo(leftover);
  }
}
