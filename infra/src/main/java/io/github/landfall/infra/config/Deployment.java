package io.github.landfall.infra.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where Landfall is deployed to: the one place that knows which ARNs of the configuration can be
 * meant.
 *
 * @param region the region, for example {@code cn-northwest-1}
 * @param account the account's twelve digits; absent for whichever account the CDK CLI uses
 */
record Deployment(String region, Optional<String> account) {

  /**
   * The region's partition.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">Partitions</a>
   */
  String partition() {
    if (region.startsWith("cn-")) {
      return "aws-cn";
    }
    return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
  }

  /**
   * Reads an ARN of this deployment, if the key is there.
   *
   * @param service the service as ARNs name it, for example {@code states}
   * @param resource what follows the account, as a regular expression
   * @param what what it is the ARN of, for people
   */
  Optional<String> optionalArn(
      Section section, String key, String service, String resource, String what) {
    return section.optionalText(key, pattern(service, resource), expected(what));
  }

  /** Reads a list of ARNs of this deployment; its parameters are as above. */
  List<String> arns(Section section, String key, String service, String resource, String what) {
    return section.texts(key, pattern(service, resource), expected(what));
  }

  private Pattern pattern(String service, String resource) {
    return Pattern.compile(
        "arn:%s:%s:%s:%s:%s"
            .formatted(partition(), service, region, account.orElse("\\d{12}"), resource));
  }

  private String expected(String what) {
    return "an ARN of partition %s, region %s%s: %s"
        .formatted(
            partition(), region, account.map(digits -> " and account " + digits).orElse(""), what);
  }
}
