package io.github.landfall.rehearsal.synthesis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Synthesizes the CDK app with the rehearsal's configuration in place of the committed one.
 *
 * <p>The app runs in a process of its own, as under the CDK CLI, so that it and its Node process
 * are gone before the rehearsal starts.
 */
public final class Synthesize {

  private static final String APP = "io.github.landfall.infra.LandfallApp";

  private Synthesize() {}

  /**
   * Runs the CDK app and exits with its status.
   *
   * @param arguments the repository's root; the file with the configuration, the object {@code
   *     landfall}; the directory to write the assembly to
   * @throws IOException if a file cannot be read or the process cannot start
   * @throws InterruptedException if this process is interrupted
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 3) {
      throw new IllegalArgumentException(
          "expected three arguments: repository, configuration, output directory");
    }
    Path repository = Path.of(arguments[0]);
    Path assembly = Path.of(arguments[2]).toAbsolutePath();
    clear(assembly);
    ProcessBuilder app =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-classpath",
                System.getProperty("java.class.path"),
                APP)
            .directory(repository.toFile())
            .inheritIO();
    // Node 20 runs it; the banner about its age would hide what matters.
    app.environment().put("JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION", "20");
    // The CDK CLI's contract with an app: context in, assembly out.
    app.environment()
        .put("CDK_CONTEXT_JSON", context(repository.resolve("cdk.json"), Path.of(arguments[1])));
    app.environment().put("CDK_OUTDIR", assembly.toString());
    System.exit(app.start().waitFor());
  }

  private static String context(Path cdkJson, Path configuration) throws IOException {
    ObjectMapper json = new ObjectMapper();
    JsonNode context = json.readTree(cdkJson.toFile()).required("context");
    ((ObjectNode) context).set("landfall", json.readTree(configuration.toFile()));
    return json.writeValueAsString(context);
  }

  /**
   * Removes an older assembly: its assets would stay for ever, and its stacks be taken for ours.
   */
  private static void clear(Path assembly) throws IOException {
    if (!Files.exists(assembly)) {
      return;
    }
    List<Path> deepestFirst;
    try (Stream<Path> walk = Files.walk(assembly)) {
      deepestFirst = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : deepestFirst) {
      Files.delete(path);
    }
  }
}
