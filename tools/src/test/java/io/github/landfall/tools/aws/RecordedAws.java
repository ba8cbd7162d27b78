package io.github.landfall.tools.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.localaws.http.AwsFault;
import io.github.landfall.localaws.http.JsonProtocol;
import io.github.landfall.localaws.http.LocalEndpoint;
import io.github.landfall.localaws.http.Protocol;
import io.github.landfall.localaws.http.QueryProtocol;
import io.github.landfall.localaws.model.ModelValidator;
import io.github.landfall.tools.AwsClients;
import io.github.landfall.tools.Tool;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import picocli.CommandLine;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.regions.Region;

/**
 * AWS on 127.0.0.1 for a command of {@code bin/}: answers as told, and records what it is asked.
 * What goes over the wire in JSON is checked against AWS's own models.
 */
final class RecordedAws implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** The services that speak JSON: what their requests are headed with, and their models. */
  private static final Map<String, ModelValidator> MODELS =
      Map.of(
          "AmazonEC2ContainerServiceV20141113", ModelValidator.of("ecs-2014-11-13"),
          "secretsmanager", ModelValidator.of("secretsmanager-2017-10-17"),
          "AWSEvents", ModelValidator.of("events-2015-10-07"),
          "AmazonSQS", ModelValidator.of("sqs-2012-11-05"),
          "AWSStepFunctions", ModelValidator.of("states-2016-11-23"));

  private final Map<String, Function<SortedMap<String, String>, Map<String, ?>>> queries =
      new TreeMap<>();
  private final Map<String, String> answers = new TreeMap<>();
  private final Map<String, Map<String, Object>> stacks = new LinkedHashMap<>();
  private final Map<String, List<Map<String, String>>> resources = new LinkedHashMap<>();
  private final List<String> calls = new ArrayList<>();
  private final LocalEndpoint endpoint = LocalEndpoint.start(this::answer);

  RecordedAws() {
    queries.put("DescribeStacks", form -> Map.of("Stacks", List.of(stack(form))));
    queries.put(
        "ListStackResources",
        form -> Map.of("StackResourceSummaries", resources.get(stack(form).get("StackName"))));
  }

  /** What a command did. */
  record Result(int status, String out, String err) {}

  /** A stack. */
  RecordedAws stack(String name, Map<String, String> parameters, Map<String, String> outputs) {
    String arn = arn("cloudformation", "stack/" + name + "/0a1b2c3d");
    Map<String, Object> stack =
        Map.of(
            "StackName",
            name,
            "StackId",
            arn,
            "StackStatus",
            "CREATE_COMPLETE",
            "CreationTime",
            "2026-11-20T10:00:00Z",
            "Parameters",
            pairs("Parameter", parameters),
            "Outputs",
            pairs("Output", outputs));
    stacks.put(name, stack);
    stacks.put(arn, stack);
    resources.put(name, new ArrayList<>());
    return this;
  }

  /** A resource of a stack. */
  RecordedAws resource(String stack, String logicalId, String type, String physicalId) {
    resources
        .get(stack)
        .add(
            Map.of(
                "LogicalResourceId", logicalId,
                "PhysicalResourceId", physicalId,
                "ResourceType", type,
                "ResourceStatus", "CREATE_COMPLETE",
                "LastUpdatedTimestamp", "2026-11-20T10:00:00Z"));
    return this;
  }

  /** The answer, as JSON in single quotes, to a call of a service that speaks JSON. */
  RecordedAws json(String target, String answer) {
    answers.put(target, answer.replace('\'', '"'));
    return this;
  }

  /** The answer to a call of a service that speaks forms and XML. */
  RecordedAws query(String action, Map<String, ?> answer) {
    queries.put(action, form -> answer);
    return this;
  }

  /** A refusal of a call of a service that speaks forms and XML. */
  RecordedAws refuse(String action, String code, String message) {
    queries.put(
        action,
        form -> {
          throw new AwsFault(code, 403, message);
        });
    return this;
  }

  /** Where clients find it. */
  URI uri() {
    return endpoint.uri();
  }

  static String arn(String service, String resource) {
    return "arn:aws-cn:%s:cn-northwest-1:111122223333:%s".formatted(service, resource);
  }

  /** Runs a command with options. */
  Result run(Function<AwsClients.Factory, Object> command, String... options) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line =
        Tool.commandLine(command.apply((region, profile) -> this::configure))
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    int status = line.execute(options);
    return new Result(status, out.toString(), err.toString());
  }

  /** The names of the calls so far, in their order. */
  List<String> calls() {
    return calls.stream().map(call -> call.replaceFirst(" .*", "")).toList();
  }

  /** What the only call of an operation said. */
  JsonNode call(String operation) throws JsonProcessingException {
    List<String> found = calls.stream().filter(call -> call.startsWith(operation + " ")).toList();
    if (found.size() != 1) {
      throw new AssertionError(found.size() + " calls of " + operation + " in " + calls());
    }
    return JSON.readTree(found.get(0).substring(operation.length() + 1));
  }

  @Override
  public void close() {
    endpoint.close();
  }

  private void configure(AwsClientBuilder<?, ?> builder) {
    builder
        .endpointOverride(endpoint.uri())
        .region(Region.CN_NORTHWEST_1)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create("tools", "tools")));
  }

  private Protocol.Answer answer(String target, byte[] body) {
    if (target == null) {
      Map<String, Function<SortedMap<String, String>, Map<String, ?>>> recorded = new TreeMap<>();
      queries.forEach(
          (action, answer) ->
              recorded.put(
                  action,
                  form -> {
                    calls.add(action + " " + JSON.valueToTree(form));
                    return answer.apply(form);
                  }));
      return new QueryProtocol("urn:aws", recorded).answer(null, body);
    }
    String service = target.substring(0, target.indexOf('.'));
    String operation = target.substring(target.indexOf('.') + 1);
    return new JsonProtocol(
            service, "1.1", Map.of(operation, input -> answer(service, operation, input)))
        .answer(target, body);
  }

  private ObjectNode answer(String service, String operation, ObjectNode input) {
    calls.add(operation + " " + input);
    String answer = answers.get(operation);
    List<String> violations = MODELS.get(service).inputViolations(operation, input);
    if (answer == null || !violations.isEmpty()) {
      throw new AwsFault("ValidationException", 400, operation + " " + input + " " + violations);
    }
    try {
      return (ObjectNode) JSON.readTree(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(answer, e);
    }
  }

  private Map<String, Object> stack(SortedMap<String, String> form) {
    Map<String, Object> stack = stacks.get(form.get("StackName"));
    if (stack == null) {
      throw new AwsFault(
          "ValidationError", 400, "Stack with id " + form.get("StackName") + " does not exist");
    }
    return stack;
  }

  private static List<Map<String, String>> pairs(String kind, Map<String, String> values) {
    return values.entrySet().stream()
        .map(value -> Map.of(kind + "Key", value.getKey(), kind + "Value", value.getValue()))
        .toList();
  }
}
