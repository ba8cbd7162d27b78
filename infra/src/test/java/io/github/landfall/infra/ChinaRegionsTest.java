package io.github.landfall.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.landfall.infra.ChinaRegions.Action;
import io.github.landfall.infra.ChinaRegions.Lack;
import io.github.landfall.infra.ChinaRegions.Property;
import io.github.landfall.infra.ChinaRegions.ResourceType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Holds everything that is synthesized against what the China regions lack. */
class ChinaRegionsTest {

  @Test
  void noTemplateAsksForWhatChinaLacks() {
    assertThat(EveryTemplate.all().templates())
        .anyMatch(template -> template.getKey().startsWith("cdk.json: "))
        .anyMatch(template -> template.getValue().at("/Resources/S3TransferQueue").isObject())
        .allSatisfy(
            template -> assertThat(lacking(template.getValue())).as(template.getKey()).isEmpty());
  }

  @Test
  void noTagOfAStackIsHandedToWhatCannotBeTagged() {
    assertThat(EveryTemplate.all().stacks())
        .containsKey("cdk.json")
        .allSatisfy((name, stack) -> assertThat(stack.has("tags")).as(name).isFalse());
    assertThat(
            EveryTemplate.all().templates().stream()
                .flatMap(template -> template.getValue().path("Resources").valueStream())
                .filter(
                    resource -> resource.path("Type").asText().equals("AWS::CloudFormation::Stack"))
                .filter(stack -> stack.path("Properties").has("Tags")))
        .isEmpty();
  }

  @Test
  void whatChinaLacksIsSeenWhereverATemplateHasIt() throws JsonProcessingException {
    JsonNode template =
        new ObjectMapper()
            .readTree(
                """
                {"Resources": {
                  "Mapping": {"Type": "AWS::Lambda::EventSourceMapping", "Properties": {"Tags": []}},
                  "Function": {"Type": "AWS::Lambda::Function", "Properties": {"Code": {"SourceKMSKeyArn": "key"}}},
                  "Robot": {"Type": "AWS::Chatbot::SlackChannelConfiguration"},
                  "Role": {"Type": "AWS::IAM::Role", "Properties": {"Policies": [{"PolicyDocument": {
                    "Statement": [{"Action": ["sqs:SendMessage", "sqs:StartMessageMoveTask"]}]}}]}}
                }}
                """);

    assertThat(lacking(template))
        .containsExactlyInAnyOrder(
            "Mapping: Tags",
            "Function: Code/SourceKMSKeyArn",
            "Robot: AWS::Chatbot::",
            "Role: sqs:StartMessageMoveTask");
  }

  @Test
  void eachLackNamesThePageThatSaysSo() {
    assertThat(ChinaRegions.LACKING)
        .extracting(Lack::address)
        .allMatch(address -> address.startsWith("https://docs.amazonaws.cn/"));
  }

  /** What a template has of it, as logical id and what it is. */
  private static List<String> lacking(JsonNode template) {
    return template
        .path("Resources")
        .propertyStream()
        .flatMap(
            resource ->
                ChinaRegions.LACKING.stream()
                    .flatMap(lack -> found(lack, resource.getValue()).stream())
                    .map(found -> resource.getKey() + ": " + found))
        .toList();
  }

  private static List<String> found(Lack lack, JsonNode resource) {
    String type = resource.path("Type").asText();
    if (lack instanceof Property property) {
      boolean has = !resource.at("/Properties/" + property.name()).isMissingNode();
      return type.equals(property.type()) && has ? List.of(property.name()) : List.of();
    }
    if (lack instanceof ResourceType missing) {
      boolean is =
          missing.name().endsWith("::")
              ? type.startsWith(missing.name())
              : type.equals(missing.name());
      return is ? List.of(missing.name()) : List.of();
    }
    String action = ((Action) lack).name();
    return resource.toString().contains('"' + action + '"') ? List.of(action) : List.of();
  }
}
