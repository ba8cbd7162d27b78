package io.github.landfall.localaws.function;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.landfall.localaws.template.SynthesizedTemplate;
import io.github.landfall.localaws.template.SynthesizedTemplate.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What Lambda knows of a function before it runs.
 *
 * @param name the function's name
 * @param arn the function's ARN
 * @param region the function's region
 * @param code the function's package, a jar or a directory
 * @param handler the handler, as Lambda's setting of that name
 * @param environment the function's own environment variables
 * @param memoryMegabytes the function's memory, in MB; told to the function, not enforced
 * @param timeout how long one call may last
 * @param logFormat {@code Text} or {@code JSON}
 */
public record FunctionDefinition(
    String name,
    String arn,
    String region,
    Path code,
    String handler,
    Map<String, String> environment,
    int memoryMegabytes,
    Duration timeout,
    String logFormat) {

  /**
   * Reads a function from the template, with CloudFormation's defaults for what it leaves out: 128
   * MB, 3 s, logs as text.
   *
   * @param function a resource of type {@code AWS::Lambda::Function}
   * @throws IOException if the template's assets cannot be read
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-lambda-function.html">AWS::Lambda::Function</a>
   */
  public static FunctionDefinition of(SynthesizedTemplate template, Resource function)
      throws IOException {
    JsonNode properties = function.properties();
    Map<String, String> environment = new LinkedHashMap<>();
    properties
        .path("Environment")
        .path("Variables")
        .properties()
        .forEach(variable -> environment.put(variable.getKey(), variable.getValue().asText()));
    return new FunctionDefinition(
        template.name(function.logicalId()),
        template.arn(function.logicalId()),
        template.region(),
        template.code(function),
        properties.required("Handler").asText(),
        environment,
        properties.path("MemorySize").asInt(128),
        Duration.ofSeconds(properties.path("Timeout").asLong(3)),
        properties.path("LoggingConfig").path("LogFormat").asText("Text"));
  }

  /** The same with more environment variables, or others in the place of its own. */
  public FunctionDefinition withVariables(Map<String, String> others) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.putAll(others);
    return new FunctionDefinition(
        name, arn, region, code, handler, more, memoryMegabytes, timeout, logFormat);
  }
}
