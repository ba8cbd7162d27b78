package io.github.landfall.localaws.permissions;

import java.util.regex.Pattern;

/**
 * Compares as IAM does: {@code *} stands for any text, {@code ?} for one character.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html">Wildcards
 *     in resources</a>
 */
final class Wildcards {

  private static final int ARN_PARTS = 6;

  private Wildcards() {}

  static boolean match(String pattern, String text) {
    String regex = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches();
  }

  /** Compares each of an ARN's six parts by itself: no wildcard reaches over a colon. */
  static boolean matchArn(String pattern, String arn) {
    String[] patterns = pattern.split(":", ARN_PARTS);
    String[] parts = arn.split(":", ARN_PARTS);
    if (patterns.length != ARN_PARTS || parts.length != ARN_PARTS) {
      return false;
    }
    for (int part = 0; part < ARN_PARTS; part++) {
      if (!match(patterns[part], parts[part])) {
        return false;
      }
    }
    return true;
  }
}
