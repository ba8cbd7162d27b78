package io.github.landfall.infra.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.landfall.contract.Names;
import io.github.landfall.infra.ExampleConfiguration;
import io.github.landfall.infra.LandfallStack;
import io.github.landfall.infra.config.ConfigurationException;
import io.github.landfall.infra.config.LandfallConfiguration;
import io.github.landfall.infra.dth.ContractTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.cxapi.CloudAssembly;
import software.amazon.awscdk.cxapi.CloudFormationStackArtifact;
import software.amazon.awscdk.cxapi.SynthesisMessage;

/** A partner's template from a file, as {@code npx cdk synth} takes it. */
class TransferTemplateTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path directory;

  private Map<String, Object> partner;
  private Path file;

  @BeforeEach
  void aPartnerWithAFile() {
    partner = new LinkedHashMap<>(ExampleConfiguration.partner("northlight"));
    file = directory.resolve("dth.template");
    partner.put("templateFile", file.toString());
  }

  @Test
  void theNestedStackIsMadeOfTheFileBroughtUpToDate() throws IOException {
    write(ContractTemplate.ecs("v2.1.0"));

    CloudFormationStackArtifact stack = synthesized();

    JsonNode nested = nested(stack);
    String url = nested.at("/TemplateURL/Fn::Sub").asText();
    assertThat(url).startsWith("https://s3.cn-northwest-1.${AWS::URLSuffix}/");
    JsonNode published = JSON.readTree(asset(stack, url).toFile());
    assertThat(published.at("/Resources/S3TransferQueue/Type").asText())
        .isEqualTo("AWS::SQS::Queue");
    assertThat(published.toString()).doesNotContain("nodejs10.x", "LaunchConfiguration");
    // What only the removed parts used can't be passed any more.
    assertThat(nested.path("Parameters").has("srcEvent")).isFalse();
    assertThat(nested.at("/Parameters/ecsCronExpression").asText()).isEqualTo("0 16 * * ? *");
    assertThat(messages(stack, "info"))
        .singleElement()
        .asString()
        .contains(file + ": edition ecs, version v2.1.0, brought up to date")
        .contains("changed: launch configuration");
  }

  @Test
  void aFileThatNeedsNothingIsPassedOnByteForByte() throws IOException {
    write(ContractTemplate.current());

    CloudFormationStackArtifact stack = synthesized();

    String url = nested(stack).at("/TemplateURL/Fn::Sub").asText();
    assertThat(asset(stack, url)).hasSameBinaryContentAs(file);
  }

  @Test
  void whatChangesInTheNestedStackIsSeenByCdkDiff() throws IOException {
    write(ContractTemplate.ecs("v2.1.0"));

    CloudFormationStackArtifact stack = synthesized();

    // Where the CDK CLI looks for a nested stack's template.
    JsonNode metadata = JSON.valueToTree(stack.getTemplate()).at("/Resources/northlight/Metadata");
    Path template =
        Path.of(stack.getAssembly().getDirectory(), metadata.path("aws:asset:path").asText());
    assertThat(metadata.path("aws:asset:property").asText()).isEqualTo("TemplateURL");
    assertThat(JSON.readTree(template.toFile()).path("Resources").has("S3TransferQueue")).isTrue();
  }

  @Test
  void anHourlyFinderIsLeftToItsTemplate() throws IOException {
    write(ContractTemplate.ecs("v2.0.2"));
    partner.remove("dailyAt");

    JsonNode parameters = nested(synthesized()).path("Parameters");

    assertThat(parameters.has("ecsCronExpression")).isFalse();
    assertThat(parameters.has("ecsFargateMemory")).isFalse();
    assertThat(parameters.at("/destPrefix").asText()).isEqualTo("northlight");
  }

  @Test
  void aTimeOfDayIsRefusedWhereTheFinderIsHourly() throws IOException {
    write(ContractTemplate.ecs("v2.0.2"));

    refused(
        "landfall.partners[0].dailyAt: found \"00:00\", expected none, since the finder of "
            + file
            + " (edition ecs, version v2.0.2) can't be told when to start; it starts at rate(1 hour)");
  }

  @Test
  void aTimeOfDayIsDemandedWhereTheTemplateTakesOne() throws IOException {
    write(ContractTemplate.ecs("v2.1.0"));
    partner.remove("dailyAt");

    refused("landfall.partners[0].dailyAt: missing, expected a time of day such as 00:00");
  }

  @Test
  void aSettingThatTheTemplateLacksIsRefused() throws IOException {
    write(ContractTemplate.ecs("v2.0.2"));
    partner.remove("dailyAt");
    partner.put("finder", Map.of("memoryGib", 16));

    refused(
        "landfall.partners[0].finder.memoryGib: found \"16384\", expected 8192, for the parameter"
            + " ecsFargateMemory of "
            + file
            + " (edition ecs, version v2.0.2)");
  }

  @Test
  void aValueThatTheTemplateDoesNotTakeIsRefusedByItsKey() throws IOException {
    write(
        ContractTemplate.ecs("v2.1.0")
            .withParameter(
                "destStorageClass", "{\"Type\": \"String\", \"AllowedValues\": [\"GLACIER_IR\"]}"));

    refused(
        "landfall.partners[0].storageClass: found \"STANDARD\", expected one of GLACIER_IR, for the"
            + " parameter destStorageClass of "
            + file
            + " (edition ecs, version v2.1.0)");
  }

  @Test
  void aMistakeOfTheWholeDeploymentIsRefusedByItsOwnKey() throws IOException {
    write(
        ContractTemplate.ecs("v2.1.0")
            .withParameter(
                "alarmEmail", "{\"Type\": \"String\", \"AllowedPattern\": \".*@studio\\\\.cn\"}"));

    assertThatThrownBy(this::synthesized)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("landfall.notices.operationsEmails[0]: found ");
  }

  @Test
  void aTemplateOfTheOtherEditionIsRefused() throws IOException {
    write(ContractTemplate.ec2("v2.6.7"));

    refused("landfall.partners[0].edition: found \"ecs\", expected ec2, as " + file + " is");
  }

  @Test
  void aTemplateThatWasNotPublishedIsRefusedByWhatItWantsToBeTold() throws IOException {
    write(
        ContractTemplate.ecs("v2.1.0")
            .withParameter("AssetParameters12ab", "{\"Type\": \"String\"}")
            .withOutput("Uses", "{\"Value\": {\"Ref\": \"AssetParameters12ab\"}}"));

    assertThatThrownBy(this::synthesized)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("landfall.partners[0].templateFile: found ")
        .hasMessageContaining("wants to be told AssetParameters12ab");
  }

  @Test
  void aFileThatIsNotThereOrNoTemplateIsRefused() throws IOException {
    refused(
        "landfall.partners[0].templateFile: found \""
            + file
            + "\", expected a file that is there; bin/landfall dth fetch downloads a template");

    Files.writeString(file, "{}");
    assertThatThrownBy(this::synthesized)
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("landfall.partners[0].templateFile: found ")
        .hasMessageContaining("but it has no description of Data Transfer Hub's S3 plugin");
  }

  @Test
  void aFileAndAnAddressTogetherAreRefused() {
    partner.put("templateUrl", "https://studio.s3.cn-northwest-1.amazonaws.com.cn/dth.template");

    refused(
        "landfall.partners[0].templateUrl: found"
            + " \"https://studio.s3.cn-northwest-1.amazonaws.com.cn/dth.template\", expected none"
            + " beside templateFile");
  }

  @Test
  void thePublishedAddressComesWithAWarningAndOnesOwnWithout() {
    partner.remove("templateFile");
    assertThat(messages(synthesized(), "warning"))
        .singleElement()
        .asString()
        .contains("no longer deploys", "python3.8", "bin/landfall dth fetch");

    partner.put("templateUrl", "https://studio.s3.cn-northwest-1.amazonaws.com.cn/dth.template");
    assertThat(messages(synthesized(), "warning")).isEmpty();
  }

  private void write(ContractTemplate template) throws IOException {
    Files.writeString(file, template.text());
  }

  private void refused(String message) {
    assertThatThrownBy(this::synthesized)
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }

  private CloudFormationStackArtifact synthesized() {
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put("partners", List.of(partner));
    Map<String, Object> context = new LinkedHashMap<>(ExampleConfiguration.committedContext());
    // As the CDK CLI sets it.
    context.put("aws:cdk:enable-asset-metadata", true);
    App app = new App(AppProps.builder().analyticsReporting(false).context(context).build());
    new LandfallStack(app, LandfallConfiguration.of(landfall));
    CloudAssembly assembly = app.synth();
    return assembly.getStackByName(Names.STACK);
  }

  private static JsonNode nested(CloudFormationStackArtifact stack) {
    JsonNode template = JSON.valueToTree(stack.getTemplate());
    return template.at("/Resources/northlight/Properties");
  }

  /** The asset's file, which is named by its hash as the address is. */
  private static Path asset(CloudFormationStackArtifact stack, String url) {
    String name = url.substring(url.lastIndexOf('/') + 1);
    return Path.of(stack.getAssembly().getDirectory(), "asset." + name);
  }

  // The CDK deprecates its classes of messages and has no others.
  @SuppressWarnings("deprecation")
  private static Stream<String> messages(CloudFormationStackArtifact stack, String level) {
    return stack.getMessages().stream()
        .filter(message -> message.getLevel().toString().equalsIgnoreCase(level))
        .map(SynthesisMessage::getEntry)
        .map(entry -> String.valueOf(entry.getData()));
  }
}
