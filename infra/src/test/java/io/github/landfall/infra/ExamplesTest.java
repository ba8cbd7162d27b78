package io.github.landfall.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.landfall.infra.config.LandfallConfiguration;
import io.github.landfall.infra.config.Partner;
import io.github.landfall.infra.config.PartnerTransfer.ImportedTransfer;
import io.github.landfall.infra.config.TemplateLocation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file of {@code docs/examples}, and what {@code docs/configuration.md} says of them. */
class ExamplesTest {

  private static final Path DOCUMENT = Path.of("docs/configuration.md");
  private static final Path EXAMPLES = Path.of("docs/examples");
  private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#]+)[^)]*\\)");
  private static final Pattern OBJECT =
      Pattern.compile("^```json\\n(\\{.*?^})\\n```$", Pattern.MULTILINE | Pattern.DOTALL);

  /** Which of Data Transfer Hub's parameters a setting of a source becomes. */
  private static final Map<String, String> PARAMETERS =
      Map.of(
          "type", "srcType",
          "bucket", "srcBucket",
          "prefix", "srcPrefix",
          "prefixesFile", "srcPrefixsListFile",
          "prefixesBucket", "srcPrefixListBucket",
          "region", "srcRegion",
          "endpoint", "srcEndpoint",
          "credentials", "srcCredentials",
          "inCurrentAccount", "srcInCurrentAccount",
          "requesterPays", "isPayerRequest");

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleBecomesTheTransfersThatItDescribes(Path file) {
    JsonNode example = read(file);

    Synthesized synthesized = Synthesized.of(ExampleConfiguration.example(file, directory));

    List<String> stacks =
        synthesized
            .all()
            .filter(e -> e.getValue().path("Type").asText().equals("AWS::CloudFormation::Stack"))
            .map(Map.Entry::getKey)
            .toList();
    List<JsonNode> imported =
        example.path("partners").valueStream().filter(partner -> partner.has("source")).toList();
    assertThat(stacks)
        .containsExactlyInAnyOrderElementsOf(
            imported.stream().map(ExamplesTest::logicalId).toList());
    for (JsonNode partner : imported) {
      JsonNode parameters =
          synthesized.json().at("/Resources/" + logicalId(partner) + "/Properties/Parameters");
      assertThatSourceIsPassed(partner.path("source"), parameters);
      assertThatNetworkIsPassed(example.path("network"), partner, parameters);
    }
    for (JsonNode adopted : example.findValues("adopt")) {
      assertThat(synthesized.json().toString()).contains(adopted.path("queue").asText());
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExampleTakesNoTemplateThatIsKnownNotToDeploy(Path file) {
    LandfallConfiguration example =
        LandfallConfiguration.of(JSON.convertValue(read(file), Object.class));

    assertThat(example.partners())
        .extracting(Partner::transfer)
        .allMatch(
            transfer ->
                !(transfer instanceof ImportedTransfer imported)
                    || !(imported.template() instanceof TemplateLocation.Published));
  }

  @Test
  void everyKindOfSourceHasAnExample() throws IOException {
    List<JsonNode> sources =
        examples().flatMap(file -> read(file).findValues("source").stream()).toList();

    assertThat(sources)
        .extracting(source -> source.path("type").asText())
        .contains("Amazon_S3", "Aliyun_OSS", "Tencent_COS", "Qiniu_Kodo");
    assertThat(sources.stream().flatMap(source -> source.propertyStream().map(Map.Entry::getKey)))
        .containsAll(PARAMETERS.keySet());
  }

  @Test
  void theDocumentNamesOnlyFilesThatExist() throws IOException {
    assertThat(links())
        .isNotEmpty()
        .allSatisfy(link -> assertThat(DOCUMENT.resolveSibling(link)).exists());
  }

  @Test
  void theDocumentNamesEveryExample() throws IOException {
    assertThat(links().stream().map(link -> DOCUMENT.resolveSibling(link).normalize()))
        .containsAll(examples().toList());
  }

  @Test
  void anExampleInTheDocumentIsAConfiguration() throws IOException {
    assertThat(
            OBJECT
                .matcher(Files.readString(DOCUMENT))
                .results()
                .map(
                    object ->
                        LandfallConfiguration.of(
                            JSON.convertValue(parse(object.group(1)), Object.class))))
        .isNotEmpty();
  }

  private static void assertThatSourceIsPassed(JsonNode source, JsonNode parameters) {
    PARAMETERS.forEach(
        (setting, parameter) -> {
          String absent = setting.equals("inCurrentAccount") ? "false" : "";
          assertThat(parameters.path(parameter).asText())
              .as(parameter)
              .isEqualTo(source.has(setting) ? source.path(setting).asText() : absent);
        });
  }

  private static void assertThatNetworkIsPassed(
      JsonNode network, JsonNode partner, JsonNode parameters) {
    String edition = partner.path("edition").asText("ecs");
    if (network.has("vpcId")) {
      assertThat(parameters.path(edition + "VpcId")).isEqualTo(network.path("vpcId"));
      assertThat(parameters.path(edition + "Subnets").asText().split(","))
          .containsExactlyElementsOf(
              network.path("subnetIds").valueStream().map(JsonNode::asText).toList());
    } else {
      assertThat(parameters.at("/" + edition + "VpcId/Ref").asText()).isNotEmpty();
    }
  }

  static Stream<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(EXAMPLES)) {
      return files.sorted().toList().stream();
    }
  }

  private static List<String> links() throws IOException {
    return LINK.matcher(Files.readString(DOCUMENT)).results().map(link -> link.group(1)).toList();
  }

  private static JsonNode read(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String logicalId(JsonNode partner) {
    return partner.path("name").asText().replace("-", "");
  }
}
