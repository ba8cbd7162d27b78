package io.github.landfall.contract.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":[1,2.5,true,false,null,{\"b\":[]}],\"c\":{},\"d\":\"\\\"\\n\u4e2d\"}",
        "[]",
        "12345678901234567890",
        "\"text\"",
        "null"
      })
  void whatIsReadIsWrittenAgain(String json) throws JsonProcessingException {
    assertThat(Json.write(Json.read(json))).isEqualTo(json);
  }

  @Test
  void nothingIsNull() throws JsonProcessingException {
    assertThat(Json.read(" ")).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"a\":}", "[1,", "hello", "{\"a\" 1}"})
  void whatIsNotJsonIsRefused(String text) {
    assertThatThrownBy(() -> Json.read(text)).isInstanceOf(JsonProcessingException.class);
  }

  @Test
  void whatHasNoFormInJsonIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Json.write(Map.of("a", List.of(Instant.EPOCH))))
        .withMessageContaining("java.time.Instant");
  }
}
