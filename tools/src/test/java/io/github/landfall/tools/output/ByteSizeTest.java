package io.github.landfall.tools.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByteSizeTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "1023, 1023 B",
    "1024, 1.0 KiB",
    "1536, 1.5 KiB",
    "1048575, 1.0 MiB",
    "5497558138880, 5.0 TiB",
    "9223372036854775807, 8.0 EiB"
  })
  void sizeIsReadInTheUnitThatFits(long bytes, String shown) {
    assertThat(ByteSize.of(bytes)).isEqualTo(shown);
  }
}
