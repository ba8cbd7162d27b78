package io.github.landfall.contract.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArrivalTest {

  @ParameterizedTest
  @CsvSource({
    "northlight/day1/a.exr, northlight/day1, false",
    "northlight/a.exr, northlight, false",
    "northlight/day1/, northlight/day1, true",
    "northlight/, northlight, true",
    "northlight//a, northlight/, false",
    "a.exr, '', false",
    "/a.exr, '', false",
  })
  void folderIsWhatIsBeforeTheLastSlash(String key, String folder, boolean marker) {
    Arrival arrival = new Arrival(Arrival.Kind.CREATED, Instant.EPOCH, 1, "1", key);
    assertThat(arrival.folder()).isEqualTo(folder);
    assertThat(arrival.folderMarker()).isEqualTo(marker);
  }
}
