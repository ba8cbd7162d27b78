package io.github.landfall.infra.dth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets instances start from Amazon Linux 2023 in place of Amazon Linux 2, unless their user data
 * needs something that is not there any more.
 *
 * <p>The user data of edition {@code ecs} needs yum, CloudFormation's helper scripts, curl, tar and
 * the package amazon-cloudwatch-agent, all of which Amazon Linux 2023 has.
 *
 * @see <a href="https://docs.aws.amazon.com/linux/al2023/ug/ec2.html#launch-via-aws-cli">Public
 *     parameters</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/cfn-helper-scripts-reference.html">Helper
 *     scripts</a>
 */
final class AmazonLinux2023 implements Rewrite {

  private static final Pattern AMAZON_LINUX_2 =
      Pattern.compile(
          "/aws/service/ami-amazon-linux-latest/amzn2-ami-(?:kernel-[\\d.]+-)?hvm-(arm64|x86_64)-\\w+");

  @Override
  public void apply(ObjectNode template, Findings findings) {
    for (Map.Entry<String, JsonNode> entry : template.path("Parameters").properties()) {
      Matcher image = AMAZON_LINUX_2.matcher(entry.getValue().path("Default").asText());
      if (!image.matches()) {
        continue;
      }
      List<String> obstacles = obstacles(template, entry.getKey());
      if (obstacles.isEmpty()) {
        String newImage =
            "/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-" + image.group(1);
        ((ObjectNode) entry.getValue()).put("Default", newImage);
        findings.changed("instances start from " + newImage);
      } else {
        findings.left(
            "instances stay on Amazon Linux 2, since Amazon Linux 2023 lacks what they need: "
                + String.join("; ", obstacles));
      }
    }
  }

  private static List<String> obstacles(ObjectNode template, String parameter) {
    List<String> obstacles = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : template.path("Resources").properties()) {
      if (References.of(entry.getValue()).values().contains(parameter)) {
        JsonNode data = entry.getValue().at("/Properties/LaunchTemplateData");
        List<String> missing =
            data.isObject()
                ? UserData.of(data).missingIn2023()
                : List.of("a start of which nothing is known here");
        if (!missing.isEmpty()) {
          obstacles.add("%s uses %s".formatted(entry.getKey(), String.join(", ", missing)));
        }
      }
    }
    return obstacles;
  }
}
