package io.github.landfall.comparison;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.landfall.contract.drive.WindowsName;
import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.util.Optional;

/** Writes differences, one by one. */
public interface Differences {

  /**
   * Writes a difference.
   *
   * @throws IOException if it can't be written
   */
  void write(Compared object) throws IOException;

  /**
   * A JSON object a line.
   *
   * @param folder the partner's folder in the landing bucket, with a slash at its end
   */
  static Differences json(Writer out, String folder) throws IOException {
    JsonGenerator json =
        JsonMapper.builder()
            .build()
            .createGenerator(out)
            .setPrettyPrinter(new MinimalPrettyPrinter("\n"));
    return object -> {
      json.writeStartObject();
      json.writeStringField("verdict", object.verdict().text());
      json.writeStringField("key", object.key());
      if (object.source().isPresent()) {
        json.writeNumberField("sourceBytes", object.source().get().bytes());
        json.writeStringField("sourceModified", object.source().get().modified().toString());
      }
      if (object.landing().isPresent()) {
        json.writeNumberField("landingBytes", object.landing().get().bytes());
        json.writeStringField("landingModified", object.landing().get().modified().toString());
      }
      Optional<WindowsName.Problem> problem = WindowsName.problem(folder + object.key());
      if (problem.isPresent()) {
        json.writeStringField("windows", problem.get().text());
      }
      json.writeEndObject();
      json.flush();
    };
  }

  /** A table with a line of headings, each field in quotes. */
  static Differences csv(Writer out, String folder) throws IOException {
    out.write(
        "verdict,key,source_bytes,source_modified,landing_bytes,landing_modified,windows\r\n");
    return object -> {
      String[] fields = {
        object.verdict().text(),
        object.key(),
        bytes(object.source()),
        modified(object.source()),
        bytes(object.landing()),
        modified(object.landing()),
        WindowsName.problem(folder + object.key()).map(WindowsName.Problem::text).orElse("")
      };
      for (int i = 0; i < fields.length; i++) {
        out.write(i == 0 ? "\"" : ",\"");
        out.write(fields[i].replace("\"", "\"\""));
        out.write('"');
      }
      out.write("\r\n");
    };
  }

  private static String bytes(Optional<Listed> object) {
    return object.map(Listed::bytes).map(String::valueOf).orElse("");
  }

  private static String modified(Optional<Listed> object) {
    return object.map(Listed::modified).map(Instant::toString).orElse("");
  }
}
