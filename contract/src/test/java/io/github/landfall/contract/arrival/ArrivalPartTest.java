package io.github.landfall.contract.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArrivalPartTest {

  private static final Instant TIME = Instant.parse("2026-11-23T16:05:01.123Z");

  private static final List<Arrival> ARRIVALS = arrivals();

  private final ArrivalPart part = ArrivalPart.of("northlight", ARRIVALS);

  @Test
  void figuresAreInTheName() {
    ArrivalPart figures =
        ArrivalPart.of(
            "northlight",
            List.of(
                created("northlight/b", 20, "2", TIME.plusSeconds(5)),
                created("northlight/a", 10, "1", TIME),
                created("northlight/folder/", 0, "3", TIME.plusSeconds(1)),
                new Arrival(Arrival.Kind.REMOVED, TIME.plusSeconds(2), 0, "4", "northlight/gone")));
    assertThat(figures.name().partner()).isEqualTo("northlight");
    assertThat(figures.name().first()).isEqualTo(TIME);
    assertThat(figures.name().objects()).isEqualTo(2);
    assertThat(figures.name().bytes()).isEqualTo(30);
    assertThat(figures.name().removed()).isEqualTo(1);
    assertThat(PartName.parse(figures.name().key())).contains(figures.name());
  }

  @Test
  void sameArrivalsInAnyOrderAreTheSamePart() {
    List<Arrival> shuffled = new ArrayList<>(ARRIVALS);
    Random random = new Random(1);
    for (int round = 0; round < 20; round++) {
      Collections.shuffle(shuffled, random);
      ArrivalPart again = ArrivalPart.of("northlight", shuffled);
      assertThat(again.name()).isEqualTo(part.name());
      assertThat(again.content()).isEqualTo(part.content());
    }
  }

  @Test
  void eventThatCameTwiceIsInItOnce() {
    List<Arrival> twice = new ArrayList<>(ARRIVALS);
    twice.addAll(ARRIVALS);
    assertThat(ArrivalPart.of("northlight", twice).name()).isEqualTo(part.name());
  }

  @Test
  void otherArrivalsAreAnotherPart() {
    for (Arrival other :
        List.of(
            created("northlight/another", 1, "1", TIME),
            created(ARRIVALS.get(0).key(), 1, "ffff", TIME),
            new Arrival(
                Arrival.Kind.REMOVED,
                TIME,
                0,
                ARRIVALS.get(0).sequencer(),
                ARRIVALS.get(0).key()))) {
      List<Arrival> changed = new ArrayList<>(ARRIVALS);
      changed.set(0, other);
      assertThat(ArrivalPart.of("northlight", changed).name().digest())
          .isNotEqualTo(part.name().digest());
    }
  }

  @Test
  void everyArrivalIsReadBack() throws IOException {
    List<Arrival> read = new ArrayList<>();
    ArrivalPart.read(new ByteArrayInputStream(part.content()), read::add);
    assertThat(read).containsExactlyInAnyOrderElementsOf(ARRIVALS);
  }

  @Test
  void everyArrivalIsOneLineWhateverItsKey() throws IOException {
    try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(part.content()))) {
      assertThat(new String(gzip.readAllBytes(), StandardCharsets.UTF_8).lines())
          .hasSameSizeAs(ARRIVALS)
          .allMatch(line -> line.startsWith("[\"") && line.endsWith("\"]"));
    }
  }

  @Test
  void partThatIsCutOffIsNotRead() {
    byte[] content = part.content();
    for (int length = 0; length < content.length; length++) {
      byte[] cut = Arrays.copyOf(content, length);
      assertThatThrownBy(() -> ArrivalPart.read(new ByteArrayInputStream(cut), arrival -> {}))
          .isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no JSON",
        "5",
        "{\"c\":1}",
        "[]",
        "[\"c\",\"2026-11-23T16:05:01Z\",1,\"1\"]",
        "[\"c\",\"2026-11-23T16:05:01Z\",1,\"1\",\"key\",6]",
        "[\"c\",\"2026-11-23T16:05:01Z\",1,\"1\",\"key\"",
        "[\"x\",\"2026-11-23T16:05:01Z\",1,\"1\",\"key\"]",
        "[null,\"2026-11-23T16:05:01Z\",1,\"1\",\"key\"]",
        "[\"c\",\"yesterday\",1,\"1\",\"key\"]",
        "[\"c\",\"2026-11-23T16:05:01Z\",-1,\"1\",\"key\"]",
        "[\"c\",\"2026-11-23T16:05:01Z\",\"1\",\"1\",\"key\"]",
        "[\"c\",\"2026-11-23T16:05:01Z\",1,1,\"key\"]",
        "[\"c\",\"2026-11-23T16:05:01Z\",1,\"1\",null]",
      })
  void lineThatIsNoArrivalIsNotRead(String line) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(
          ("[\"c\",\"2026-11-23T16:05:01Z\",1,\"1\",\"good\"]\n" + line + "\n")
              .getBytes(StandardCharsets.UTF_8));
    }
    assertThatThrownBy(
            () -> ArrivalPart.read(new ByteArrayInputStream(bytes.toByteArray()), arrival -> {}))
        .isInstanceOf(IOException.class);
  }

  private static List<Arrival> arrivals() {
    List<Arrival> arrivals = new ArrayList<>();
    // What JSON has to escape, several planes of Unicode, and the longest key that S3 takes.
    Stream.of(
            "northlight/a+b/100%25.txt",
            "northlight/镜头/第一场 𠮷.mov",
            "northlight/two\nlines\r\n\ttab.txt",
            "northlight/quote\"back\\slash'.txt",
            "northlight/" + "x".repeat(1013),
            "northlight//double/empty folder/")
        .forEach(
            key -> {
              String sequencer = "00%02x".formatted(arrivals.size());
              arrivals.add(created(key, arrivals.size(), sequencer, TIME));
              arrivals.add(
                  new Arrival(Arrival.Kind.REMOVED, TIME.plusSeconds(1), 0, sequencer + "1", key));
            });
    return List.copyOf(arrivals);
  }

  private static Arrival created(String key, long bytes, String sequencer, Instant time) {
    return new Arrival(Arrival.Kind.CREATED, time, bytes, sequencer, key);
  }
}
