package io.github.landfall.infra.dth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.infra.config.DthAssets;
import io.github.landfall.infra.config.Edition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets instances load their program from the studio's bucket, and tasks their image from its
 * registry, each by its digest. As published, instances load from a bucket of AWS's at each start:
 * if that were gone, they would be replaced for ever, and nothing would be copied.
 *
 * <p>The bucket is private, so that the program is fetched with the instance's role, which is
 * allowed just that, and not by its address.
 */
final class OwnAssets implements Rewrite {

  /** What the studio's bucket holds is under the same keys as in AWS's. */
  private static final String FOLDER = "data-transfer-hub-cli/";

  private static final String DOMAIN = "assetDomain";
  private static final String PROGRAM_POLICY = "LandfallProgram";
  private static final String IMAGE_POLICY = "LandfallImage";

  private static final Pattern FETCH = Pattern.compile("(?s)(.*)curl -LO \"");

  private static final Pattern FILE =
      Pattern.compile("(?s)/(data-transfer-hub-cli/[\\w./-]+/(dthcli_[\\w.-]+\\.tar\\.gz))\"(.*)");

  private static final Pattern IMAGE =
      Pattern.compile("public\\.ecr\\.aws/aws-gcr-solutions/data-transfer-hub-cli:.*");

  private final DthAssets assets;
  private final Edition edition;

  OwnAssets(DthAssets assets, Edition edition) {
    this.assets = assets;
    this.edition = edition;
  }

  @Override
  public void apply(ObjectNode template, Findings findings) {
    ObjectNode resources = (ObjectNode) template.required("Resources");
    boolean loads = false;
    for (Map.Entry<String, JsonNode> resource : resources.properties()) {
      if (resource.getValue().path("Type").asText().equals("AWS::EC2::LaunchTemplate")) {
        loads |= loadsOwn(resource.getKey(), resource.getValue(), findings);
      }
    }
    if (!loads || resources.findValues("Fn::FindInMap").stream().anyMatch(OwnAssets::domain)) {
      throw new TemplateException(
          "has an instance that does not load data-transfer-hub-cli as Landfall knows it, so that dth.assets can't be put in its place");
    }
    allowProgram(resources);
    if (edition == Edition.ECS) {
      ownImage(resources, findings);
    }
  }

  private static boolean domain(JsonNode findInMap) {
    return findInMap.path(2).asText().equals(DOMAIN);
  }

  private boolean loadsOwn(String id, JsonNode launchTemplate, Findings findings) {
    boolean changed = false;
    for (JsonNode parts :
        launchTemplate.at("/Properties/LaunchTemplateData/UserData").findValues("Fn::Join")) {
      changed |= parts.path(1) instanceof ArrayNode script && loadsOwn(script);
    }
    if (changed) {
      findings.changed("%s loads its program from the bucket %s".formatted(id, assets.bucket()));
    }
    return changed;
  }

  /** Where the script fetches from the domain of AWS's bucket, three parts follow each other. */
  private boolean loadsOwn(ArrayNode script) {
    for (int i = 1; i + 1 < script.size(); i++) {
      Matcher fetch = FETCH.matcher(script.get(i - 1).asText());
      Matcher file = FILE.matcher(script.get(i + 1).asText());
      if (domain(script.get(i).path("Fn::FindInMap")) && fetch.matches() && file.matches()) {
        String key = file.group(1);
        String name = file.group(2);
        script.set(
            i - 1,
            "%saws s3 cp \"s3://%s/%s\" . --region "
                .formatted(fetch.group(1), assets.bucket(), key));
        script.set(i, JsonNodeFactory.instance.objectNode().put("Ref", "AWS::Region"));
        script.set(
            i + 1,
            " && echo \"%s  %s\" | sha256sum --check || rm -f %s%s"
                .formatted(sha256(), name, name, file.group(3)));
        return true;
      }
    }
    return false;
  }

  private String sha256() {
    String sum = assets.sha256().get(edition);
    if (sum == null) {
      throw new TemplateException(
          "is of edition %s, for which landfall.dth.assets.%sSha256 is missing"
              .formatted(edition.key(), edition.key()));
    }
    return sum;
  }

  /** Instances start when their group is made, so it waits for the policy. */
  private void allowProgram(ObjectNode resources) {
    Set<String> roles = new TreeSet<>();
    for (Map.Entry<String, JsonNode> resource : resources.properties()) {
      String type = resource.getValue().path("Type").asText();
      if (type.equals("AWS::IAM::InstanceProfile")) {
        resource
            .getValue()
            .at("/Properties/Roles")
            .forEach(role -> roles.add(role.path("Ref").asText()));
      } else if (type.equals("AWS::AutoScaling::AutoScalingGroup")) {
        waitFor((ObjectNode) resource.getValue(), PROGRAM_POLICY);
      }
    }
    ObjectNode statement = JsonNodeFactory.instance.objectNode();
    statement.put("Effect", "Allow").put("Action", "s3:GetObject");
    statement
        .putObject("Resource")
        .put("Fn::Sub", "arn:${AWS::Partition}:s3:::%s/%s*".formatted(assets.bucket(), FOLDER));
    resources.set(PROGRAM_POLICY, policy("LandfallProgram", List.of(statement), roles));
  }

  private static void waitFor(ObjectNode resource, String id) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode();
    JsonNode before = resource.path("DependsOn");
    if (before.isArray()) {
      all.addAll((ArrayNode) before);
    } else if (before.isTextual()) {
      all.add(before);
    }
    resource.set("DependsOn", all.add(id));
  }

  private void ownImage(ObjectNode resources, Findings findings) {
    String image =
        assets
            .finderImage()
            .orElseThrow(
                () ->
                    new TemplateException(
                        "is of edition ecs, for which landfall.dth.assets.finderImage is missing"));
    Set<String> roles = new TreeSet<>();
    for (Map.Entry<String, JsonNode> resource : resources.properties()) {
      JsonNode properties = resource.getValue().path("Properties");
      for (JsonNode container : properties.path("ContainerDefinitions")) {
        if (IMAGE.matcher(container.path("Image").asText()).matches()) {
          ((ObjectNode) container).put("Image", image);
          roles.add(properties.at("/ExecutionRoleArn/Fn::GetAtt/0").asText());
          findings.changed("%s runs the image %s".formatted(resource.getKey(), image));
        }
      }
    }
    if (roles.isEmpty() || roles.contains("")) {
      throw new TemplateException(
          "has no task with an execution role that runs data-transfer-hub-cli as Landfall knows it, so that dth.assets.finderImage can't be put in its place");
    }
    resources.set(IMAGE_POLICY, policy("LandfallImage", pull(image), roles));
  }

  /**
   * What pulls an image.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policy-examples.html">Policies
   *     of ECR</a>
   */
  private static List<ObjectNode> pull(String image) {
    ObjectNode token = JsonNodeFactory.instance.objectNode();
    token.put("Effect", "Allow").put("Action", "ecr:GetAuthorizationToken").put("Resource", "*");
    ObjectNode layers = JsonNodeFactory.instance.objectNode();
    layers.put("Effect", "Allow");
    layers
        .putArray("Action")
        .add("ecr:BatchCheckLayerAvailability")
        .add("ecr:BatchGetImage")
        .add("ecr:GetDownloadUrlForLayer");
    String account = image.substring(0, image.indexOf('.'));
    String repository = image.substring(image.indexOf('/') + 1, image.indexOf('@'));
    layers
        .putObject("Resource")
        .put(
            "Fn::Sub",
            "arn:${AWS::Partition}:ecr:${AWS::Region}:%s:repository/%s"
                .formatted(account, repository));
    return List.of(token, layers);
  }

  private static ObjectNode policy(String name, List<ObjectNode> statements, Set<String> roles) {
    ObjectNode policy = JsonNodeFactory.instance.objectNode();
    policy.put("Type", "AWS::IAM::Policy");
    ObjectNode properties = policy.putObject("Properties");
    properties.put("PolicyName", name);
    ObjectNode document = properties.putObject("PolicyDocument");
    document.put("Version", "2012-10-17");
    document.putArray("Statement").addAll(statements);
    ArrayNode attached = properties.putArray("Roles");
    roles.forEach(role -> attached.addObject().put("Ref", role));
    return policy;
  }
}
