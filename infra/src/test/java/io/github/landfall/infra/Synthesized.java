package io.github.landfall.infra;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.landfall.infra.config.LandfallConfiguration;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awscdk.App;
import software.amazon.awscdk.AppProps;
import software.amazon.awscdk.assertions.Template;

/**
 * A synthesized stack: to assert on, and as JSON to search.
 *
 * @param stack the stack
 * @param template its template
 * @param json the same, as JSON
 */
public record Synthesized(LandfallStack stack, Template template, JsonNode json) {

  private static Synthesized committed;

  /** The stack of the committed {@code cdk.json}; synthesized once, since it can't be changed. */
  public static synchronized Synthesized committed() {
    if (committed == null) {
      committed = of(ExampleConfiguration.committedContext().get("landfall"));
    }
    return committed;
  }

  /** The stack of a configuration, with the feature flags of the committed {@code cdk.json}. */
  public static Synthesized of(Object configuration) {
    App app =
        new App(
            AppProps.builder()
                .analyticsReporting(false)
                .context(ExampleConfiguration.committedContext())
                .build());
    LandfallStack stack = new LandfallStack(app, LandfallConfiguration.of(configuration));
    Template template = Template.fromStack(stack);
    return new Synthesized(stack, template, new ObjectMapper().valueToTree(template.toJSON()));
  }

  /** The only resource of a type. */
  public JsonNode only(String type) {
    return resources(type).reduce((one, other) -> fail(type)).orElseGet(() -> fail(type));
  }

  /** The only resource of a type whose properties are as wanted. */
  public JsonNode only(String type, Predicate<JsonNode> properties) {
    return resources(type)
        .filter(resource -> properties.test(resource.path("Properties")))
        .reduce((one, other) -> fail(type))
        .orElseGet(() -> fail(type));
  }

  /** The landing bucket, the only one that tells of its objects. */
  public JsonNode landingBucket() {
    return only("AWS::S3::Bucket", bucket -> bucket.has("NotificationConfiguration"));
  }

  /** The ledger bucket. */
  public JsonNode ledgerBucket() {
    return only("AWS::S3::Bucket", bucket -> !bucket.has("NotificationConfiguration"));
  }

  /** The properties of the function whose handler is of a class. */
  public JsonNode function(Class<?> handler) {
    return only(
            "AWS::Lambda::Function",
            function -> function.path("Handler").asText().startsWith(handler.getName() + "::"))
        .path("Properties");
  }

  /** The properties of the role that a function has. */
  public JsonNode roleOf(JsonNode function) {
    return json.path("Resources")
        .path(function.at("/Role/Fn::GetAtt/0").asText())
        .path("Properties");
  }

  /** All resources of a type. */
  public Stream<JsonNode> resources(String type) {
    return all().map(Map.Entry::getValue).filter(r -> r.path("Type").asText().equals(type));
  }

  /** All resources by logical id. */
  public Stream<Map.Entry<String, JsonNode>> all() {
    return json.path("Resources").properties().stream();
  }

  /** All statements of all policies: of roles, buckets, queues, topics and keys. */
  public Stream<JsonNode> statements() {
    return json.findValues("Statement").stream()
        .flatMap(statements -> StreamSupport.stream(statements.spliterator(), false));
  }

  private static JsonNode fail(String type) {
    throw new AssertionError("there is not exactly one " + type);
  }
}
