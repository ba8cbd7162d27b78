package io.github.landfall.localaws.activation;

import java.io.File;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One of the scripts of {@code gateway/}, run with the real AWS CLI as a person in the studio runs
 * it; the CLI is led to the stand-ins by its own variables.
 *
 * @param repository the repository's root
 * @param name the script's file name
 * @param endpoints for each service, as the variables {@code AWS_ENDPOINT_URL_…} name it, where its
 *     stand-in is
 * @param settings further variables, for example {@code LANDFALL_POLL_SECONDS}
 * @see <a
 *     href="https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html">Service-specific
 *     endpoints</a>
 */
public record GatewayScript(
    Path repository, String name, Map<String, URI> endpoints, Map<String, String> settings) {

  /** For services without a stand-in: a script that asks one is not to reach AWS. */
  private static final String NOWHERE = "http://127.0.0.1:1";

  private static final List<String> TOOLS = List.of("bash", "aws", "curl", "jq");

  /** What this machine lacks for the scripts: names of programs; empty when nothing is missing. */
  public static List<String> missingTools() {
    return missingTools(System.getenv().getOrDefault("PATH", ""));
  }

  static List<String> missingTools(String path) {
    List<String> directories = List.of(path.split(File.pathSeparator, -1));
    return TOOLS.stream()
        .filter(
            tool ->
                directories.stream()
                    .filter(directory -> !directory.isEmpty())
                    .noneMatch(directory -> Files.isExecutable(Path.of(directory, tool))))
        .toList();
  }

  /**
   * Prepares to run it without a terminal, in a directory that also takes what it leaves.
   *
   * @param directory its working directory
   * @param output the file that takes what it prints, in both streams
   * @param arguments its arguments
   * @return what starts it
   */
  public ProcessBuilder process(Path directory, Path output, List<String> arguments) {
    List<String> command = new ArrayList<>(List.of("bash", script().toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    builder.redirectInput(new File("/dev/null"));
    Map<String, String> environment = builder.environment();
    // A person's own settings, a proxy's among them, are not meant for 127.0.0.1.
    environment.keySet().removeIf(name -> name.matches("(?i)(AWS|LANDFALL)_.*|.*_PROXY"));
    environment.put("AWS_ACCESS_KEY_ID", "rehearsal");
    environment.put("AWS_SECRET_ACCESS_KEY", "rehearsal");
    environment.put("AWS_CONFIG_FILE", directory.resolve("no-config").toString());
    environment.put("AWS_SHARED_CREDENTIALS_FILE", directory.resolve("no-credentials").toString());
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("AWS_ENDPOINT_URL", NOWHERE);
    endpoints.forEach(
        (service, endpoint) -> environment.put("AWS_ENDPOINT_URL_" + service, endpoint.toString()));
    environment.putAll(settings);
    return builder;
  }

  private Path script() {
    return repository.resolve("gateway").resolve(name).toAbsolutePath().normalize();
  }
}
