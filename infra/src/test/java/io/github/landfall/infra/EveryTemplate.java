package io.github.landfall.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.landfall.contract.Names;
import io.github.landfall.infra.config.LandfallConfiguration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;

/**
 * All that is synthesized anywhere: of the committed configuration and of each example, also the
 * nested stacks' templates that were brought up to date.
 *
 * @param templates the templates, by configuration and file
 * @param stacks the properties of stacks in the cloud assemblies' manifests, by configuration
 */
public record EveryTemplate(
    List<Map.Entry<String, JsonNode>> templates, Map<String, JsonNode> stacks) {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static EveryTemplate all;

  /** Synthesized once, since nobody changes it. */
  public static synchronized EveryTemplate all() {
    if (all == null) {
      all = synthesized();
    }
    return all;
  }

  private static EveryTemplate synthesized() {
    EveryTemplate every = new EveryTemplate(new ArrayList<>(), new TreeMap<>());
    try (Stream<Path> examples = ExamplesTest.examples()) {
      Path downloads = Files.createTempDirectory("landfall-dth-");
      every.add("cdk.json", ExampleConfiguration.committedContext().get("landfall"));
      for (Path example : examples.toList()) {
        every.add(example.toString(), ExampleConfiguration.example(example, downloads));
      }
      return every;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void add(String name, Object configuration) throws IOException {
    App app =
        new App(
            AppProps.builder()
                .analyticsReporting(false)
                .context(ExampleConfiguration.committedContext())
                .build());
    new LandfallStack(app, LandfallConfiguration.of(configuration));
    Path assembly = Path.of(app.synth().getDirectory());
    stacks.put(
        name,
        JSON.readTree(assembly.resolve("manifest.json").toFile())
            .at("/artifacts/" + Names.STACK + "/properties"));
    try (Stream<Path> files = Files.list(assembly)) {
      for (Path file : files.filter(EveryTemplate::mayBeTemplate).toList()) {
        JsonNode json = JSON.readTree(file.toFile());
        if (json.has("Resources")) {
          templates.add(Map.entry(name + ": " + file.getFileName(), json));
        }
      }
    }
  }

  private static boolean mayBeTemplate(Path file) {
    return file.toString().endsWith(".template.json") || file.toString().endsWith(".template");
  }
}
