package io.github.landfall.refresh.collect;

import static io.github.landfall.refresh.collect.Deliveries.created;
import static io.github.landfall.refresh.collect.Deliveries.removed;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.contract.arrival.Arrival;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArrivedKeysTest {

  private final ArrivedKeys seen = new ArrivedKeys(10);

  @Test
  void everyEventIsSeenForTheFirstTimeOnceAlsoIfThereAreMoreThanExpected() {
    List<Arrival> events =
        IntStream.range(0, 50_000).mapToObj(i -> created("a/" + i, 1, "0A")).toList();

    assertThat(events).allMatch(seen::add);
    assertThat(events).noneMatch(seen::add);
  }

  @Test
  void eventsThatDifferInOneThingAreTwo() {
    assertThat(seen.add(created("a/b", 1, "0A"))).isTrue();
    assertThat(seen.add(removed("a/b", "0A"))).isTrue();
    assertThat(seen.add(created("a/b", 1, "0B"))).isTrue();
    assertThat(seen.add(created("a/c", 1, "0A"))).isTrue();
  }

  @Test
  void eventWithoutASequencerIsKnownByItsKey() {
    assertThat(seen.add(created("a/b", 1, ""))).isTrue();
    assertThat(seen.add(created("a/b", 1, ""))).isFalse();
    assertThat(seen.add(created("a/c", 1, ""))).isTrue();
  }

  @Test
  void eventsOfAKeyAreToldApartHoweverOftenAndInWhateverOrderTheyCome() {
    List<Arrival> events =
        IntStream.range(0, 100).mapToObj(i -> created("a/b", 1, "0" + i)).toList();

    assertThat(events).allMatch(seen::add);
    assertThat(events).noneMatch(seen::add);
    assertThat(seen.add(removed("a/b", "00"))).isTrue();
  }

  @Test
  void objectIsCreatedForTheFirstTimeOnce() {
    seen.add(removed("a/b", "0A"));
    assertThat(seen.wasCreated("a/b")).as("it only went").isFalse();
    seen.add(created("a/b", 1, "0B"));
    assertThat(seen.created()).isTrue();
    seen.add(created("a/b", 1, "0C"));
    assertThat(seen.created()).isFalse();
    assertThat(seen.wasCreated("a/b")).isTrue();
    assertThat(seen.wasCreated("a/c")).isFalse();
  }

  @Test
  void whatWasCreatedStaysSoWhenThereAreMoreThanExpected() {
    List<Arrival> events =
        IntStream.range(0, 10_000).mapToObj(i -> created("a/" + i, 1, "0A")).toList();
    events.forEach(
        event -> {
          seen.add(event);
          seen.created();
        });

    assertThat(events).allMatch(event -> seen.wasCreated(event.key()));
  }
}
