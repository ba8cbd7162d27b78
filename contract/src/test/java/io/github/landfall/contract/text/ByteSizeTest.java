package io.github.landfall.contract.text;

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

  @ParameterizedTest
  @CsvSource({
    "0, 0 B",
    "999, 999 B",
    "1000, 1.0 kB",
    "999949, 999.9 kB",
    "999950, 1.0 MB",
    "1500000000000, 1.5 TB",
    "9223372036854775807, 9.2 EB"
  })
  void sizeOfADeliveryIsReadAsDisksAreCounted(long bytes, String shown) {
    assertThat(ByteSize.decimal(bytes)).isEqualTo(shown);
  }
}
