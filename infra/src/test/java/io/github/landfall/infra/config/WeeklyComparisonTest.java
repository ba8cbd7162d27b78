package io.github.landfall.infra.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.landfall.infra.ExampleConfiguration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WeeklyComparisonTest {

  private final Map<String, Object> partner = ExampleConfiguration.partner("northlight");

  @ParameterizedTest
  @CsvSource({
    ", cron(0 4 ? * SUN *)",
    "SUN 12:00, cron(0 4 ? * SUN *)",
    "MON 07:30, cron(30 23 ? * SUN *)",
    "SAT 23:59, cron(59 15 ? * SAT *)"
  })
  void timeOfTheWeekIsThatOfTheZone(String when, String cron) {
    if (when != null) {
      partner.put("compare", when);
    }
    assertThat(comparison().orElseThrow().cron()).isEqualTo(cron);
    assertThat(comparison().orElseThrow().repair()).isFalse();
  }

  @Test
  void canBeTurnedOff() {
    partner.put("compare", "off");
    assertThat(comparison()).isEmpty();
    partner.put("repair", true);
    assertThatThrownBy(this::comparison)
        .hasMessage(
            "landfall.partners[0].repair: found true, expected false, since nothing is compared");
  }

  @ParameterizedTest
  @CsvSource({"Sunday 12:00", "SUN 24:00", "SUN", "12:00"})
  void otherTimesAreRefused(String when) {
    partner.put("compare", when);
    assertThatThrownBy(this::comparison)
        .hasMessage(
            "landfall.partners[0].compare: found \"%s\", expected a day and a time such as SUN 12:00, or off"
                .formatted(when));
  }

  @Test
  void adoptedPartnerIsComparedIfItsSourceIsGiven() {
    Object source = partner.get("source");
    partner.clear();
    partner.putAll(ExampleConfiguration.adoptedPartner("northlight"));
    assertThat(comparison()).isEmpty();

    partner.put("compare", "SUN 12:00");
    assertThatThrownBy(this::comparison)
        .hasMessage(
            "landfall.partners[0].compare: found \"SUN 12:00\", expected source beside it: it says what the landing bucket is held against");

    partner.put("source", source);
    partner.put("repair", true);
    assertThat(comparison().orElseThrow().source().bucket()).isEqualTo("deliveries");
    assertThat(comparison().orElseThrow().repair()).isTrue();
  }

  private Optional<WeeklyComparison> comparison() {
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put("partners", List.of(partner));
    return LandfallConfiguration.of(landfall).partners().get(0).comparison();
  }
}
