package io.github.landfall.rehearsal.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.landfall.rehearsal.timeline.Entry.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineFileTest {

  private static final Instant TIME = Instant.parse("2026-11-22T16:05:20Z");

  @TempDir private Path directory;

  @Test
  void eachEntryIsALineWithFiveMembers() throws IOException {
    Path file = directory.resolve("timeline.jsonl");
    try (TimelineFile timeline = new TimelineFile(file)) {
      timeline
          .of("ordinary-night")
          .accept(new Entry(15, TIME, Kind.MAIL, "aurora", "«开始»\n\"aurora\"\ttell\\all"));
      timeline.of("nothing-new").accept(new Entry(0, TIME, Kind.DRIVE, "", "empty"));
    }

    List<JsonNode> lines = read(file);
    assertThat(lines).hasSize(2);
    assertThat(lines.get(0).properties().stream().map(Object::toString))
        .containsExactly(
            "scenario=\"ordinary-night\"",
            "minute=15",
            "kind=\"mail\"",
            "partner=\"aurora\"",
            "detail=\"«开始»\\n\\\"aurora\\\"\\ttell\\\\all\"");
    assertThat(lines.get(1).path("scenario").asText()).isEqualTo("nothing-new");
    assertThat(lines.get(1).path("partner").asText("missing")).isEmpty();
  }

  @Test
  void kindsAreThoseThatReadersOfTheFileKnow() throws IOException {
    Path file = directory.resolve("timeline.jsonl");
    try (TimelineFile timeline = new TimelineFile(file)) {
      for (Kind kind : Kind.values()) {
        timeline.of("any").accept(new Entry(0, TIME, kind, "", ""));
      }
    }

    assertThat(read(file))
        .extracting(line -> line.path("kind").asText())
        .containsExactly(
            "alarm", "rule", "invoke", "arrival", "plan", "notice", "refresh", "drive", "mail",
            "chat", "command");
  }

  @Test
  void earlierTimelineIsOverwritten() throws IOException {
    Path file = Files.writeString(directory.resolve("timeline.jsonl"), "from the last time\n");
    new TimelineFile(file).close();
    assertThat(file).isEmptyFile();
  }

  @Test
  void fileThatCannotBeWrittenIsNamed() {
    Path file = directory.resolve("missing/timeline.jsonl");
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> new TimelineFile(file))
        .withMessageContaining(file.toString());
  }

  private static List<JsonNode> read(Path file) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      lines.add(new ObjectMapper().readTree(line));
    }
    return lines;
  }
}
