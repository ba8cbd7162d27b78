package io.github.landfall.refresh.collect;

import static io.github.landfall.refresh.collect.Deliveries.PARTNER;
import static io.github.landfall.refresh.collect.Deliveries.created;
import static io.github.landfall.refresh.collect.Deliveries.removed;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.contract.arrival.Arrival;
import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.Delivery.FolderFigure;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ArrivalCountTest {

  private final ArrivalCount count = new ArrivalCount(PARTNER, 10, none -> {});

  @Test
  void figuresAreThoseOfWhatCameAndWent() {
    Arrival created = created("northlight/ep1/a.exr", 30, "1");
    Arrival removed = removed("northlight/ep1/b.exr", "2");
    count.add(removed);
    count.add(created);
    count.add(created("northlight/ep2/a.exr", 40, "3"));

    assertThat(count.delivery(List.of("x"), "report"))
        .isEqualTo(
            new Delivery(
                Delivery.Known.EACH_OBJECT,
                2,
                70,
                1,
                2,
                created.time(),
                removed.time(),
                List.of(
                    new FolderFigure("northlight/ep2", 1, 40),
                    new FolderFigure("northlight/ep1", 1, 30)),
                List.of("x"),
                "report"));
  }

  @Test
  void tenLargestFoldersAreNamedTheLargestFirst() {
    IntStream.range(0, 12)
        .forEach(i -> count.add(created("northlight/" + i + "/a", 100 + i * 5 % 12, "1")));
    count.add(removed("northlight/emptied/a", "1"));

    List<FolderFigure> largest = count.delivery(List.of(), null).largest();

    assertThat(largest)
        .extracting(FolderFigure::bytes)
        .containsExactly(111L, 110L, 109L, 108L, 107L, 106L, 105L, 104L, 103L, 102L);
  }

  @Test
  void folderWhereOnlySomethingWentIsNoLargestOne() {
    count.add(removed("northlight/emptied/a", "1"));

    assertThat(count.delivery(List.of(), null).largest()).isEmpty();
    assertThat(count.delivery(List.of(), null).folders()).isEqualTo(1);
  }

  @Test
  void eventThatCameTwiceCountsOnce() {
    assertThat(count.add(created("northlight/a", 30, "1"))).isTrue();
    assertThat(count.add(created("northlight/a", 30, "1"))).isFalse();

    assertThat(count.delivery(List.of(), null).bytes()).isEqualTo(30);
  }

  @Test
  void objectThatIsWrittenTwiceIsOneObject() {
    count.add(created("northlight/a", 30, "1"));
    assertThat(count.add(created("northlight/a", 40, "2"))).as("it is listed").isTrue();

    assertThat(count.delivery(List.of(), null).objects()).isEqualTo(1);
    assertThat(count.delivery(List.of(), null).bytes()).isEqualTo(70);
    assertThat(count.delivery(List.of(), null).largest())
        .containsExactly(new FolderFigure("northlight", 1, 70));
  }

  @Test
  void markOfAFolderIsNoObjectAndChangesTheFolderAndTheOneAbove() {
    count.add(created("northlight/ep1/new/", 0, "1"));
    count.add(removed("northlight/ep2/old/", "2"));

    assertThat(count.changed())
        .extracting(FolderLine::folder)
        .containsExactly(
            "northlight/ep1/new", "northlight/ep1", "northlight/ep2/old", "northlight/ep2");
    assertThat(count.delivery(List.of(), null).objects()).isZero();
    assertThat(count.delivery(List.of(), null).removed()).isEqualTo(1);
    assertThat(count.delivery(List.of(), null).folderMarks()).isEqualTo(1);
  }

  @Test
  void markOfThePartnersOwnFolderChangesTheBucketsRoot() {
    count.add(created("northlight/", 0, "1"));

    assertThat(count.changed()).extracting(FolderLine::folder).containsExactly("northlight", "");
  }

  @Test
  void moreFoldersThanAreToldApartAreAChangeBelowThePartnersFolder() {
    ArrivalCount few = new ArrivalCount(PARTNER, 10, none -> {}, 2);
    for (String key : List.of("northlight/1/a", "northlight/2/a", "northlight/3/a")) {
      few.add(created(key, 5, "1"));
    }

    assertThat(few.changed())
        .containsExactly(
            new FolderLine("northlight/1", false),
            new FolderLine("northlight/2", false),
            new FolderLine("northlight", true));
    assertThat(few.delivery(List.of(), null).objects()).isEqualTo(3);
    assertThat(few.delivery(List.of(), null).largest())
        .extracting(FolderFigure::folder)
        .containsExactly("northlight/1", "northlight/2");
  }
}
