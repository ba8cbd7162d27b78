package io.github.landfall.localaws.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;

/**
 * The stack that the CDK app synthesized, read as the rehearsal's embedded parts need it: every
 * intrinsic function replaced by the name, ARN or URL that a thing has in the rehearsal.
 *
 * <p>Functions are computed when a resource is asked for. So a resource that the rehearsal does not
 * touch may hold functions that it does not know.
 */
public final class SynthesizedTemplate {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Types whose Ref is an ARN; a queue's is its URL, and any other's is its name. */
  private static final Set<String> REF_IS_ARN =
      Set.of("AWS::CloudFormation::Stack", "AWS::SNS::Topic", "AWS::SecretsManager::Secret");

  private final Path assembly;
  private final String stackName;
  private final String region;
  private final JsonNode template;
  private final ResourceNames names;
  private final UnaryOperator<String> queueUrls;
  private final BinaryOperator<String> nestedOutputs;

  private SynthesizedTemplate(
      Path assembly,
      String stackName,
      String region,
      JsonNode template,
      UnaryOperator<String> queueUrls,
      BinaryOperator<String> nestedOutputs) {
    this.assembly = assembly;
    this.stackName = stackName;
    this.region = region;
    this.template = template;
    this.names = new ResourceNames(stackName, region);
    this.queueUrls = queueUrls;
    this.nestedOutputs = nestedOutputs;
  }

  /**
   * One resource of the stack.
   *
   * @param logicalId its id in the template
   * @param type its CloudFormation type
   * @param properties its properties, without intrinsic functions
   */
  public record Resource(String logicalId, String type, JsonNode properties) {}

  /**
   * Reads the stack of a cloud assembly.
   *
   * @param assembly the directory {@code cdk.out}, which holds exactly one stack, for a named
   *     region
   * @param queueUrls gives the URL of the queue of a name
   * @param nestedOutputs gives the value of a nested stack's output, by the nested stack's logical
   *     id and the output's name
   * @throws IOException if a file cannot be read
   * @throws TemplateException if there is not one stack, or no region
   */
  public static SynthesizedTemplate read(
      Path assembly, UnaryOperator<String> queueUrls, BinaryOperator<String> nestedOutputs)
      throws IOException {
    JsonNode artifacts = read(assembly, "manifest.json").path("artifacts");
    List<String> stacks = new ArrayList<>();
    for (Map.Entry<String, JsonNode> artifact : artifacts.properties()) {
      if (artifact.getValue().path("type").asText().equals("aws:cloudformation:stack")) {
        stacks.add(artifact.getKey());
      }
    }
    if (stacks.size() != 1) {
      throw new TemplateException("%s: expected one stack, found %s".formatted(assembly, stacks));
    }
    JsonNode stack = artifacts.get(stacks.get(0));
    String environment = stack.path("environment").asText();
    String region = environment.substring(environment.lastIndexOf('/') + 1);
    if (!region.matches("cn-[a-z]+-\\d")) {
      throw new TemplateException(
          "%s: expected a stack for a region of AWS China, found %s"
              .formatted(assembly, environment));
    }
    JsonNode properties = stack.path("properties");
    return new SynthesizedTemplate(
        assembly,
        properties.path("stackName").asText(stacks.get(0)),
        region,
        read(assembly, properties.required("templateFile").asText()),
        queueUrls,
        nestedOutputs);
  }

  private static JsonNode read(Path assembly, String file) throws IOException {
    return JSON.readTree(assembly.resolve(file).toFile());
  }

  /** The stack's name. */
  public String stackName() {
    return stackName;
  }

  /** The stack's region. */
  public String region() {
    return region;
  }

  /** The account that the rehearsal plays in. */
  public String account() {
    return Pseudo.ACCOUNT;
  }

  /** The resources of a type, for example {@code AWS::SQS::Queue}, in the template's order. */
  public List<Resource> resources(String type) {
    List<Resource> resources = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : template.path("Resources").properties()) {
      if (entry.getValue().path("Type").asText().equals(type)) {
        resources.add(resource(entry.getKey()));
      }
    }
    return resources;
  }

  /**
   * One resource.
   *
   * @throws TemplateException if there is none of that id, or if it holds a function, attribute or
   *     reference that the rehearsal does not know
   */
  public Resource resource(String logicalId) {
    JsonNode resource = raw(logicalId);
    return new Resource(
        logicalId,
        resource.path("Type").asText(),
        intrinsics(logicalId).resolve(resource.path("Properties")));
  }

  /** The stack's outputs by their names, in the template's order. */
  public Map<String, String> outputs() {
    Map<String, String> outputs = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> output : template.path("Outputs").properties()) {
      JsonNode value =
          intrinsics("output " + output.getKey()).resolve(output.getValue().path("Value"));
      outputs.put(output.getKey(), value.asText());
    }
    return outputs;
  }

  /** The name of a resource: the one that the template sets, or stack name and logical id. */
  public String name(String logicalId) {
    JsonNode resource = raw(logicalId);
    // The name alone is resolved: other properties may point back here.
    return names.name(
        logicalId,
        resource.path("Type").asText(),
        property -> intrinsics(logicalId).resolve(resource.path("Properties").path(property)));
  }

  /** The ARN of a resource. */
  public String arn(String logicalId) {
    return names.arn(logicalId, raw(logicalId).path("Type").asText(), name(logicalId));
  }

  /**
   * The file or directory that is a function's code.
   *
   * @param function a resource of type {@code AWS::Lambda::Function}
   * @throws IOException if the stack's list of assets cannot be read
   * @throws TemplateException if the code is no asset of this assembly
   */
  public Path code(Resource function) throws IOException {
    String key = function.properties().path("Code").path("S3Key").asText();
    try (DirectoryStream<Path> lists = Files.newDirectoryStream(assembly, "*.assets.json")) {
      for (Path list : lists) {
        for (JsonNode file : JSON.readTree(list.toFile()).path("files")) {
          for (JsonNode destination : file.path("destinations")) {
            if (!key.isEmpty() && destination.path("objectKey").asText().equals(key)) {
              return assembly.resolve(file.path("source").path("path").asText());
            }
          }
        }
      }
    }
    throw new TemplateException(
        "resource %s: its code is no asset of %s: %s"
            .formatted(function.logicalId(), assembly, function.properties().path("Code")));
  }

  private JsonNode raw(String logicalId) {
    JsonNode resource = template.path("Resources").path(logicalId);
    if (resource.isMissingNode()) {
      throw new TemplateException("stack %s has no resource %s".formatted(stackName, logicalId));
    }
    return resource;
  }

  private Intrinsics intrinsics(String asking) {
    return new Intrinsics(
        asking,
        new Intrinsics.References() {
          @Override
          public String ref(String name) {
            return SynthesizedTemplate.this.ref(asking, name);
          }

          @Override
          public String attribute(String logicalId, String attribute) {
            return SynthesizedTemplate.this.attribute(asking, logicalId, attribute);
          }
        });
  }

  private String ref(String asking, String name) {
    return switch (name) {
      case "AWS::AccountId" -> Pseudo.ACCOUNT;
      case "AWS::Partition" -> Pseudo.PARTITION;
      case "AWS::Region" -> region;
      case "AWS::StackName" -> stackName;
      case "AWS::URLSuffix" -> Pseudo.URL_SUFFIX;
      default -> template.path("Parameters").has(name) ? parameter(asking, name) : ref(name);
    };
  }

  private String parameter(String asking, String name) {
    JsonNode parameter = template.path("Parameters").path(name);
    if (!parameter.path("Type").asText().equals("String") || !parameter.has("Default")) {
      throw new TemplateException(
          "resource %s: the rehearsal has no value for the parameter %s".formatted(asking, name));
    }
    return parameter.get("Default").asText();
  }

  /** What {@code Ref} gives for a resource: a name, a topic's ARN, or a queue's URL. */
  public String ref(String logicalId) {
    String type = raw(logicalId).path("Type").asText();
    if (type.equals("AWS::SQS::Queue")) {
      return queueUrls.apply(name(logicalId));
    }
    return REF_IS_ARN.contains(type) ? arn(logicalId) : name(logicalId);
  }

  private String attribute(String asking, String logicalId, String attribute) {
    String type = raw(logicalId).path("Type").asText();
    if (type.equals("AWS::CloudFormation::Stack") && attribute.startsWith("Outputs.")) {
      return nestedOutputs.apply(logicalId, attribute.substring("Outputs.".length()));
    }
    return switch (type + "." + attribute) {
      case "AWS::SNS::Topic.TopicArn" -> arn(logicalId);
      case "AWS::SNS::Topic.TopicName", "AWS::SQS::Queue.QueueName" -> name(logicalId);
      case "AWS::SQS::Queue.QueueUrl" -> ref(logicalId);
      default -> {
        if (!attribute.equals("Arn")) {
          throw new TemplateException(
              "resource %s: the rehearsal does not know the attribute %s of %s, a %s"
                  .formatted(asking, attribute, logicalId, type));
        }
        yield arn(logicalId);
      }
    };
  }
}
