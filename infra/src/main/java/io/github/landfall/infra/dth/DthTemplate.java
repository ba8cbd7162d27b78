package io.github.landfall.infra.dth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.infra.config.Edition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A template of Data Transfer Hub's S3 plugin that Landfall recognised: it has the resources and
 * outputs that Landfall reads.
 *
 * @param edition which of the two editions it is
 * @param version its version, for example {@code v2.1.0}
 * @param json its content, which nobody may change
 */
public record DthTemplate(Edition edition, String version, ObjectNode json) {

  private static final Pattern DESCRIPTION =
      Pattern.compile("\\(SO8002\\) - Data Transfer Hub - S3 Plugin - Template version (v\\d\\S*)");

  /** The end of the description of a template that was synthesized and not built. */
  private static final Pattern UNBUILT =
      Pattern.compile("\\(SO8002\\).* - Template version (undefined|%%VERSION%%)");

  /** The versions that were brought up to date and looked at. */
  private static final Map<Edition, List<String>> KNOWN =
      Map.of(Edition.ECS, List.of("v2.0.2", "v2.1.0"), Edition.EC2, List.of("v2.6.7"));

  /** What keeps data or is known by name, in every edition and version. */
  private static final Map<String, String> RESOURCES =
      Map.of(
          "S3TransferQueue", "AWS::SQS::Queue",
          "S3TransferQueueDLQ", "AWS::SQS::Queue",
          "S3TransferTable", "AWS::DynamoDB::Table",
          "S3TransferAlarmTopic", "AWS::SNS::Topic");

  private static final List<String> OUTPUTS =
      List.of(
          "CommonQueueNameEB26B1B7",
          "CommonDLQQueueName98D51C56",
          "CommonTableName4099A6E9",
          "CommonAlarmTopicName54A80B94");

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Recognises a template.
   *
   * @param text the file's content
   * @throws TemplateException if it is anything but a template of Data Transfer Hub's S3 plugin,
   *     with what Landfall reads from one
   */
  public static DthTemplate of(String text) {
    if (!(parsed(text) instanceof ObjectNode template)) {
      throw new TemplateException("is no JSON object");
    }
    String version = version(template);
    Edition edition = edition(template);
    RESOURCES.forEach(
        (id, type) -> {
          if (!template.path("Resources").path(id).path("Type").asText().equals(type)) {
            throw new TemplateException("has no resource %s of type %s".formatted(id, type));
          }
        });
    requireObjects(template.path("Resources"));
    OUTPUTS.forEach(output -> requireOutput(template, output));
    requireOutput(
        template,
        switch (edition) {
          case ECS -> "ECSStackTaskDefinitionNameE8E07C57";
          case EC2 -> "MultiPartStateMachineSfnArnFA9E5135";
        });
    return new DthTemplate(edition, version, template);
  }

  /** The template's parameter of a name. */
  public Optional<TemplateParameter> parameter(String name) {
    JsonNode parameter = json.path("Parameters").path(name);
    return parameter.isObject() ? Optional.of(TemplateParameter.of(parameter)) : Optional.empty();
  }

  /** The names of the parameters that CloudFormation wants to be passed. */
  public List<String> parametersWithoutDefault() {
    return json.path("Parameters").properties().stream()
        .filter(parameter -> !parameter.getValue().has("Default"))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * The schedule of the template's first rule that has one of its own, for example {@code rate(1
   * hour)}; absent where a parameter gives it.
   */
  public Optional<String> fixedSchedule() {
    return json.path("Resources").properties().stream()
        .map(Map.Entry::getValue)
        .filter(resource -> resource.path("Type").asText().equals("AWS::Events::Rule"))
        .map(rule -> rule.at("/Properties/ScheduleExpression"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .findFirst();
  }

  /** The edition's versions that Landfall knows, if this is none of them. */
  Optional<List<String>> knownInsteadOfItsVersion() {
    List<String> known = KNOWN.get(edition);
    return known.contains(version) ? Optional.empty() : Optional.of(known);
  }

  /** What it is, for people, for example {@code edition ecs, version v2.1.0}. */
  public String described() {
    return "edition %s, version %s".formatted(edition.key(), version);
  }

  private static JsonNode parsed(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new TemplateException("is not JSON: " + e.getOriginalMessage());
    }
  }

  private static String version(JsonNode template) {
    String description = template.path("Description").asText();
    Matcher matcher = DESCRIPTION.matcher(description);
    if (matcher.matches()) {
      return matcher.group(1);
    }
    Matcher unbuilt = UNBUILT.matcher(description);
    if (unbuilt.matches()) {
      throw new TemplateException(
          "is an unbuilt template from Data Transfer Hub's source repository: where its build puts the version, it says \"%s\", and what it loads was never published; bin/landfall dth fetch downloads a published one"
              .formatted(unbuilt.group(1)));
    }
    throw new TemplateException(
        description.contains("Data Transfer Hub")
            ? "is another template of Data Transfer Hub than the S3 plugin's: \"%s\""
                .formatted(description)
            : "has no description of Data Transfer Hub's S3 plugin, such as "
                + "\"(SO8002) - Data Transfer Hub - S3 Plugin - Template version v2.1.0\"");
  }

  private static Edition edition(JsonNode template) {
    boolean ecs = template.path("Parameters").has("ecsClusterName");
    boolean ec2 = template.path("Parameters").has("ec2VpcId");
    if (ecs == ec2) {
      throw new TemplateException(
          "has %s of the parameters ecsClusterName (edition ecs) and ec2VpcId (edition ec2)"
              .formatted(ecs ? "both" : "neither"));
    }
    return ecs ? Edition.ECS : Edition.EC2;
  }

  private static void requireObjects(JsonNode resources) {
    for (Map.Entry<String, JsonNode> resource : resources.properties()) {
      if (!resource.getValue().isObject()) {
        throw new TemplateException(
            "has the resource %s, which is no JSON object".formatted(resource.getKey()));
      }
    }
  }

  private static void requireOutput(JsonNode template, String output) {
    if (!template.path("Outputs").path(output).has("Value")) {
      throw new TemplateException("has no output " + output);
    }
  }
}
