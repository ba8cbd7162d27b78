package io.github.landfall.rehearsal.timeline;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * Writes a timeline as JSON lines with the members {@code scenario}, {@code minute}, {@code kind},
 * {@code partner} and {@code detail}.
 */
public final class TimelineFile implements AutoCloseable {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final BufferedWriter out;

  /**
   * @param file the file, which is overwritten
   * @throws IOException if it can't be written
   */
  public TimelineFile(Path file) throws IOException {
    this.out = Files.newBufferedWriter(file);
  }

  /** Takes the entries of a scenario. */
  public Consumer<Entry> of(String scenario) {
    return entry -> {
      try {
        out.write(
            JSON.createObjectNode()
                .put("scenario", scenario)
                .put("minute", entry.minute())
                .put("kind", entry.kind().label())
                .put("partner", entry.partner())
                .put("detail", entry.detail())
                .toString());
        out.newLine();
      } catch (IOException e) {
        throw new UncheckedIOException("the timeline file can't be written", e);
      }
    };
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
