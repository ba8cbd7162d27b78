package io.github.landfall.rehearsal.stage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.landfall.localaws.server.QueueSettings;
import io.github.landfall.localaws.template.SynthesizedTemplate;
import io.github.landfall.localaws.template.SynthesizedTemplate.Resource;
import io.github.landfall.localaws.transfer.DthStack;
import io.github.landfall.localaws.transfer.Edition;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The parts of a Data Transfer Hub stack: its template is not Landfall's, so they are made as DTH
 * makes them, with the parameters that Landfall's template gives.
 */
final class DthParts {

  private static final Duration VISIBILITY = Duration.ofMinutes(15);
  private static final int RECEIVES = 5;

  /** CloudFormation ends the names that it makes with a random text. */
  private static final String SUFFIX = "1A2B3C4D5E6F";

  private static final String TABLE =
      """
      {"AttributeDefinitions": [{"AttributeName": "ObjectKey", "AttributeType": "S"}],
       "KeySchema": [{"AttributeName": "ObjectKey", "KeyType": "HASH"}]}
      """;

  private DthParts() {}

  /** The stack that a nested stack of the template makes. */
  static DthStack stack(Resource nested, SynthesizedTemplate template) {
    Map<String, String> parameters = new LinkedHashMap<>();
    nested
        .properties()
        .path("Parameters")
        .properties()
        .forEach(parameter -> parameters.put(parameter.getKey(), text(parameter.getValue())));
    String name = template.name(nested.logicalId());
    return new DthStack(
        name,
        parameters.containsKey("ecsCronExpression") ? Edition.ECS : Edition.EC2,
        parameters,
        name + "-S3TransferQueue-" + SUFFIX,
        name + "-S3TransferQueueDLQ-" + SUFFIX,
        name + "-S3TransferTable-" + SUFFIX,
        "aws-cn",
        template.region(),
        template.account());
  }

  /** A parameter of a list type is written as one text, with commas. */
  private static String text(JsonNode parameter) {
    return parameter.isArray()
        ? parameter.valueStream().map(JsonNode::asText).collect(Collectors.joining(","))
        : parameter.asText();
  }

  /** Its queues, the dead-letter queue first. */
  static List<QueueSettings> queues(DthStack hub) {
    return List.of(
        new QueueSettings(hub.deadLetterQueue(), VISIBILITY, Duration.ZERO, Optional.empty()),
        new QueueSettings(
            hub.queue(),
            VISIBILITY,
            Duration.ZERO,
            Optional.of(new QueueSettings.Redrive(hub.deadLetterQueue(), RECEIVES))));
  }

  /** The properties of its table of objects. */
  static JsonNode table() {
    try {
      return JsonMapper.builder().build().readTree(TABLE);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the text above is JSON", e);
    }
  }
}
