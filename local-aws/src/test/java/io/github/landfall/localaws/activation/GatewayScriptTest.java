package io.github.landfall.localaws.activation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayScriptTest {

  @Test
  void toolsThatAreMissingAreNamed(@TempDir Path directory) throws Exception {
    for (String tool : List.of("bash", "curl")) {
      Files.createFile(
          directory.resolve(tool),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    Files.createFile(directory.resolve("jq"));

    assertThat(GatewayScript.missingTools(":/nowhere:" + directory)).containsExactly("aws", "jq");
  }

  @Test
  void thePersonsOwnAwsSettingsStayOutAndNoCallLeavesTheMachine(@TempDir Path directory) {
    GatewayScript script =
        new GatewayScript(
            Path.of(".."),
            "activate.sh",
            Map.of("STORAGE_GATEWAY", URI.create("http://127.0.0.1:1")),
            Map.of("LANDFALL_POLL_SECONDS", "0"));

    Map<String, String> environment =
        script.process(directory, directory.resolve("output"), List.of()).environment();

    assertThat(environment).containsEntry("AWS_ENDPOINT_URL", "http://127.0.0.1:1");
    assertThat(environment.keySet())
        .filteredOn(name -> name.matches("(?i)(AWS|LANDFALL)_.*|.*_PROXY"))
        .containsExactlyInAnyOrder(
            "AWS_ACCESS_KEY_ID",
            "AWS_SECRET_ACCESS_KEY",
            "AWS_CONFIG_FILE",
            "AWS_SHARED_CREDENTIALS_FILE",
            "AWS_EC2_METADATA_DISABLED",
            "AWS_ENDPOINT_URL",
            "AWS_ENDPOINT_URL_STORAGE_GATEWAY",
            "LANDFALL_POLL_SECONDS");
  }
}
