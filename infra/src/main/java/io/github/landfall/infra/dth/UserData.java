package io.github.landfall.infra.dth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The script that an instance runs at its first start, and what it takes for granted.
 *
 * @param script its text, with what CloudFormation fills in left out
 */
record UserData(String script) {

  private static final Pattern WITHOUT_TOKEN =
      Pattern.compile(
          "(?s)(?!.*x-aws-ec2-metadata-token).*169\\.254\\.169\\.254.*", Pattern.CASE_INSENSITIVE);

  /**
   * Something that Amazon Linux 2 has and Amazon Linux 2023 has not.
   *
   * @param name what it is
   * @param sign what betrays it in a script
   */
  private record Missing(String name, Pattern sign) {}

  /**
   * What is gone.
   *
   * @see <a href="https://docs.aws.amazon.com/linux/al2/ug/prepare-for-al2023.html">Migration</a>
   * @see <a href="https://docs.aws.amazon.com/linux/al2023/ug/compare-with-al2.html">Comparison</a>
   */
  private static final List<Missing> NOT_IN_2023 =
      List.of(
          new Missing("cron", Pattern.compile("cron\\b|crontab|crond|@reboot")),
          new Missing("amazon-linux-extras", Pattern.compile("amazon-linux-extras")),
          new Missing("EPEL", Pattern.compile("\\bepel\\b")),
          new Missing("Python 2", Pattern.compile("\\bpython(2(\\.\\d)?)?(?![\\w.-])")),
          new Missing("rsyslog", Pattern.compile("rsyslog|/var/log/messages")));

  /** The user data of launch configuration or launch template data; empty without any. */
  static UserData of(JsonNode properties) {
    StringBuilder script = new StringBuilder();
    collect(properties.path("UserData"), script);
    return new UserData(script.toString());
  }

  /** Whether it asks for instance metadata as IMDSv1 did. */
  boolean asksForMetadataWithoutToken() {
    return WITHOUT_TOKEN.matcher(script).matches();
  }

  /** What it uses that Amazon Linux 2023 has not, or does not allow. */
  List<String> missingIn2023() {
    List<String> missing =
        new ArrayList<>(
            NOT_IN_2023.stream()
                .filter(thing -> thing.sign().matcher(script).find())
                .map(Missing::name)
                .toList());
    if (asksForMetadataWithoutToken()) {
      missing.add("instance metadata without a token");
    }
    return List.copyOf(missing);
  }

  private static void collect(JsonNode node, StringBuilder script) {
    if (node.isTextual()) {
      script.append(node.asText());
    } else if (!node.has("Ref") && !node.has("Fn::GetAtt")) {
      node.forEach(part -> collect(part, script));
    }
  }
}
