package io.github.landfall.localaws.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.landfall.localaws.function.FunctionDefinition;
import io.github.landfall.localaws.server.QueueSettings;
import io.github.landfall.localaws.template.SynthesizedTemplate.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SynthesizedTemplateTest {

  private static final Path ASSEMBLY = Path.of("src/test/resources/assembly");

  private SynthesizedTemplate template;

  @BeforeEach
  void read() throws IOException {
    template =
        SynthesizedTemplate.read(
            ASSEMBLY,
            queue -> "http://127.0.0.1:1/" + queue,
            (nestedStack, output) -> nestedStack + "'s " + output);
  }

  @Test
  void functionRunsWithTheTemplatesSettingsAndTheRehearsalsNames() throws IOException {
    FunctionDefinition function =
        FunctionDefinition.of(template, template.resources("AWS::Lambda::Function").get(0));

    assertThat(function)
        .isEqualTo(
            new FunctionDefinition(
                "Landfall-Refresh",
                "arn:aws-cn:lambda:cn-northwest-1:111122223333:function:Landfall-Refresh",
                "cn-northwest-1",
                ASSEMBLY.resolve("asset.0123abcd.jar"),
                "io.github.landfall.refresh.RefreshHandler",
                Map.of(
                    "RUNS_TABLE",
                    "Landfall-Runs",
                    "LANDING_BUCKET",
                    "landfall-landing",
                    "NOTICE_TOPIC",
                    "arn:aws-cn:sns:cn-northwest-1:111122223333:Landfall-Notices",
                    "RUN_DEAD_LETTER_QUEUE",
                    "http://127.0.0.1:1/runs-night",
                    "TRANSFERS",
                    "[{\"queue\":\"Landfall-RunQueue\"}]",
                    "SUBSTITUTED",
                    "Landfall runs-night ${literal} amazonaws.com.cn"),
                512,
                Duration.ofSeconds(30),
                "JSON"));
  }

  @Test
  void queueKeepsItsTimeoutAndItsDeadLetterQueuesName() {
    assertThat(
            QueueSettings.of(template.name("RunQueue"), template.resource("RunQueue").properties()))
        .isEqualTo(
            new QueueSettings(
                "Landfall-RunQueue",
                Duration.ofMinutes(6),
                Duration.ZERO,
                Optional.of(new QueueSettings.Redrive("runs-night", 1000))));
  }

  @Test
  void alarmWatchesTheQueueThatTheNestedStackNames() {
    Resource alarm = template.resource("Busy");

    assertThat(alarm.properties().at("/Dimensions/0/Value").asText())
        .isEqualTo("Aurora's QueueName");
    assertThat(template.name("Busy")).isEqualTo("aurora-transfer");
  }

  @Test
  void outputsTellTheScriptsWhatThingsAreCalled() {
    assertThat(template.outputs())
        .containsExactly(
            Map.entry("LandingBucketName", "landfall-landing"),
            Map.entry("LandingBucketArn", "arn:aws-cn:s3:::landfall-landing"));
  }

  @Test
  void arnsLieInThePartitionOfAwsChina() {
    List<String> arns = new ArrayList<>();
    for (JsonNode arn : template.resource("Policies").properties().path("Resource")) {
      arns.add(arn.asText());
    }

    assertThat(arns)
        .containsExactly(
            "arn:aws-cn:s3:::landfall-landing",
            "arn:aws-cn:dynamodb:cn-northwest-1:111122223333:table/Landfall-Runs",
            "arn:aws-cn:cloudwatch:cn-northwest-1:111122223333:alarm:aurora-transfer",
            "arn:aws-cn:iam::111122223333:root");
  }

  @ParameterizedTest
  @CsvSource({
    "Zones, function Fn::GetAZs",
    "Streamed, attribute StreamArn of Runs",
    "Bootstrapped, parameter BootstrapVersion",
  })
  void whatTheRehearsalDoesNotKnowIsNamedWithItsResource(String resource, String unknown) {
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> template.resource(resource))
        .withMessageContaining("resource " + resource)
        .withMessageContaining(unknown);
  }

  @Test
  void missingResourceIsNamed() {
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> template.resource("Dangling"))
        .withMessage("stack Landfall has no resource Nowhere");
  }

  @Test
  void assemblyWithoutOneStackForChinaIsRefused(@TempDir Path assembly) throws IOException {
    Files.writeString(assembly.resolve("manifest.json"), "{\"artifacts\":{}}");
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> SynthesizedTemplate.read(assembly, name -> name, (a, b) -> a))
        .withMessageContaining("expected one stack, found []");

    Files.writeString(
        assembly.resolve("manifest.json"),
        """
        {"artifacts": {"Sample": {"type": "aws:cloudformation:stack",
         "environment": "aws://unknown-account/unknown-region"}}}
        """);
    assertThatExceptionOfType(TemplateException.class)
        .isThrownBy(() -> SynthesizedTemplate.read(assembly, name -> name, (a, b) -> a))
        .withMessageContaining("unknown-region");
  }
}
