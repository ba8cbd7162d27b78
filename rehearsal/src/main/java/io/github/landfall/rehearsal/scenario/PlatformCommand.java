package io.github.landfall.rehearsal.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.tools.Landfall;
import io.github.landfall.tools.check.Web;
import java.io.BufferedReader;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The platform team's program {@code bin/landfall}, run on the stage. */
final class PlatformCommand {

  /** An address that holds this text leads nowhere. */
  static final String GONE = "v0.0.0";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Stage stage;

  PlatformCommand(Stage stage) {
    this.stage = stage;
  }

  /**
   * What a command did.
   *
   * @param status its exit status
   * @param out what it printed
   * @param err what it said beside
   */
  record Result(int status, String out, String err) {

    /** The JSON objects that it printed. */
    List<JsonNode> objects() {
      return out.lines().map(Result::object).toList();
    }

    private static JsonNode object(String line) {
      try {
        return JSON.readTree(line);
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("no JSON: " + line, e);
      }
    }
  }

  /** Runs it. */
  Result run(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int status =
        Landfall.commandLine(
                (region, profile) -> stage::configure,
                new StageWeb(),
                new BufferedReader(Reader.nullReader()),
                OutputStream.nullOutputStream(),
                stage::now,
                stage::advance,
                ZoneId.of("Asia/Shanghai"),
                Path.of("."))
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(arguments);
    return new Result(status, out.toString(), err.toString());
  }

  /** The internet, of which nothing is asked; the robots are on this machine. */
  private static final class StageWeb implements Web {

    private final Web machine = new Internet();

    @Override
    public Optional<String> failure(String address) {
      return address.contains(GONE) ? Optional.of("HTTP 404") : Optional.empty();
    }

    @Override
    public Optional<String> imageFailure(String image) {
      return failure(image);
    }

    @Override
    public Optional<String> silence(URI address) {
      return machine.silence(address);
    }
  }
}
