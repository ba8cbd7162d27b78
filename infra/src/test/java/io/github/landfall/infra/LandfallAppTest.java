package io.github.landfall.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the app as the CDK CLI does, in a JVM of its own. */
class LandfallAppTest {

  @TempDir private Path directory;

  @Test
  void theCommittedExampleBecomesATemplate() throws Exception {
    int status = run(ExampleConfiguration.committedContext());

    assertThat(status).as(errors()).isZero();
    assertThat(directory.resolve("cdk.out/Landfall.template.json")).isNotEmptyFile();
  }

  @Test
  void aWrongConfigurationGivesOneLineAndNoTemplate() throws Exception {
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put("quietMinutes", "five");

    int status = run(Map.of("landfall", landfall));

    assertThat(status).isEqualTo(1);
    assertThat(errors().lines())
        .contains("landfall.quietMinutes: found \"five\", expected a whole number from 3 to 60")
        .noneMatch(line -> line.contains("Exception") || line.startsWith("\tat "));
    assertThat(directory.resolve("cdk.out/Landfall.template.json")).doesNotExist();
  }

  private int run(Map<String, Object> context) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                LandfallApp.class.getName())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(directory.resolve("errors").toFile());
    builder.environment().put("CDK_CONTEXT_JSON", new ObjectMapper().writeValueAsString(context));
    builder.environment().put("CDK_OUTDIR", directory.resolve("cdk.out").toString());
    return builder.start().waitFor();
  }

  private String errors() throws IOException {
    return Files.readString(directory.resolve("errors"));
  }
}
