package io.github.landfall.tools;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What AWS, or the way to it, said instead of an answer: in one line, with what to do. */
final class AwsFailure {

  private static final String LOG_IN = "log in, or name another profile with --profile";

  private AwsFailure() {}

  /** The line, without the command's name. */
  static String line(SdkException e) {
    return e instanceof AwsServiceException refused && refused.awsErrorDetails() != null
        ? refusal(refused.awsErrorDetails())
        : noAnswer(String.valueOf(e.getMessage()));
  }

  private static String refusal(AwsErrorDetails details) {
    String code = String.valueOf(details.errorCode());
    String said =
        oneLine("%s said %s: %s".formatted(details.serviceName(), code, details.errorMessage()));
    if (holds(code, "AccessDenied", "UnauthorizedOperation", "AuthorizationError")) {
      return said + "; give your user the permissions that docs/operations.md names";
    }
    if (holds(code, "Token", "UnrecognizedClient", "SignatureDoesNotMatch")) {
      return said + "; " + LOG_IN;
    }
    return said;
  }

  /** The SDK's own words, but for the long lists of where it looked. */
  private static String noAnswer(String message) {
    if (holds(message, "Unable to load region")) {
      return "no AWS region is set; name the stack's region with --region";
    }
    if (holds(message, "Unable to load credentials")) {
      return "no AWS credentials were found; " + LOG_IN;
    }
    if (holds(message, "UnknownHostException")) {
      return "AWS's address is not known here; see that --region is right and that this machine reaches the internet";
    }
    String said = oneLine(message);
    return holds(message, "oken", "rofile", "SSO") ? said + "; " + LOG_IN : said;
  }

  private static String oneLine(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }

  private static boolean holds(String text, String... words) {
    for (String word : words) {
      if (text.contains(word)) {
        return true;
      }
    }
    return false;
  }
}
