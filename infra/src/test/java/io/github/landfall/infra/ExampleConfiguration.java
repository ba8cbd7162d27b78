package io.github.landfall.infra;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.infra.dth.ContractTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Configurations to start from, as the maps and lists that the CDK context holds. */
public final class ExampleConfiguration {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where {@code bin/landfall dth fetch} puts a template: by edition and version. */
  private static final Pattern DOWNLOADED = Pattern.compile("dth/(ecs|ec2)-([0-9.]+)\\.template");

  private ExampleConfiguration() {}

  /** The context of the committed {@code cdk.json}: feature flags, and the object landfall. */
  public static Map<String, Object> committedContext() {
    try {
      Map<String, Map<String, Object>> file =
          JSON.readerFor(new TypeReference<Map<String, Object>>() {})
              .readValue(Path.of("cdk.json").toFile());
      return file.get("context");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The smallest one: a partner of edition ecs, everything else at its default. */
  public static Map<String, Object> smallest() {
    Map<String, Object> landfall = new LinkedHashMap<>();
    landfall.put("region", "cn-northwest-1");
    landfall.put("timeZone", "Asia/Shanghai");
    landfall.put(
        "notices",
        new LinkedHashMap<>(
            Map.of("language", "en", "operationsEmails", List.of("operations@example.com"))));
    landfall.put("partners", new ArrayList<>(List.of(partner("northlight"))));
    return landfall;
  }

  /** A partner of edition ecs, with only what it must have. */
  public static Map<String, Object> partner(String name) {
    Map<String, Object> partner = new LinkedHashMap<>();
    partner.put("name", name);
    partner.put(
        "source",
        new LinkedHashMap<>(
            Map.of("type", "Amazon_S3", "bucket", "deliveries", "region", "us-west-2")));
    partner.put("dailyAt", "00:00");
    return partner;
  }

  /** A partner whose transfer exists already, with finder and merge. */
  public static Map<String, Object> adoptedPartner(String name) {
    Map<String, Object> adopt = new LinkedHashMap<>();
    adopt.put("stack", "DTHS3Stack");
    adopt.put("queue", "DTHS3Stack-S3TransferQueue-1");
    adopt.put("deadLetterQueue", "DTHS3Stack-S3TransferQueueDLQ-1");
    adopt.put("table", "DTHS3Stack-S3TransferTable-1");
    adopt.put("cluster", "dth-cluster");
    adopt.put("finderFamily", "DTHS3Stack-DTHFinderTask");
    adopt.put(
        "mergeStateMachineArn",
        "arn:aws-cn:states:cn-northwest-1:111122223333:stateMachine:DTHS3Stack-MultiPart-ControllerSM");
    Map<String, Object> partner = new LinkedHashMap<>();
    partner.put("name", name);
    partner.put("adopt", adopt);
    return partner;
  }

  /**
   * A file of {@code docs/examples}, with a template to test with in the place of each that {@code
   * bin/landfall dth fetch} downloads.
   *
   * @param directory where the templates are put
   */
  static Map<String, Object> example(Path file, Path directory) {
    try {
      JsonNode example = JSON.readTree(file.toFile());
      for (JsonNode partner : example.path("partners")) {
        if (partner.has("templateFile")) {
          Path template = Path.of(partner.path("templateFile").asText());
          ((ObjectNode) partner).put("templateFile", downloaded(template, directory).toString());
        }
      }
      return JSON.convertValue(example, new TypeReference<>() {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path downloaded(Path file, Path directory) throws IOException {
    Matcher name = DOWNLOADED.matcher(file.toString());
    if (!name.matches()) {
      throw new AssertionError("bin/landfall dth fetch does not put a template into " + file);
    }
    String version = "v" + name.group(2);
    ContractTemplate template =
        name.group(1).equals("ecs") ? ContractTemplate.ecs(version) : ContractTemplate.ec2(version);
    return Files.writeString(directory.resolve(file.getFileName()), template.text());
  }
}
