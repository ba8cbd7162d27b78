package io.github.landfall.tools;

import java.util.Locale;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** What AWS, or the way to it, said instead of an answer: in one line, with what to do. */
final class AwsFailure {

  private AwsFailure() {}

  /** The line, without the command's name. */
  static String line(SdkException e) {
    String said = said(e).replaceAll("\\s+", " ").strip();
    return advice(said).map(advice -> said + "; " + advice).orElse(said);
  }

  private static String said(SdkException e) {
    if (e instanceof AwsServiceException refused && refused.awsErrorDetails() != null) {
      AwsErrorDetails details = refused.awsErrorDetails();
      return "%s said %s: %s"
          .formatted(details.serviceName(), details.errorCode(), details.errorMessage());
    }
    return String.valueOf(e.getMessage());
  }

  private static Optional<String> advice(String said) {
    String text = said.toLowerCase(Locale.ROOT);
    if (holds(text, "unable to load region")) {
      return Optional.of("name the stack's region with --region");
    }
    if (holds(
        text, "accessdenied", "unauthorizedoperation", "not authorized", "authorizationerror")) {
      return Optional.of("give your user the permissions that docs/operations.md names");
    }
    if (holds(
        text,
        "unable to load credentials",
        "profile",
        "token",
        "sso",
        "unrecognizedclient",
        "invalidclienttokenid",
        "signaturedoesnotmatch")) {
      return Optional.of("log in, or name another profile with --profile");
    }
    if (holds(text, "unable to execute http request", "unknownhost", "received an unknownhost")) {
      return Optional.of(
          "see that --region is right and that this machine reaches AWS on port 443");
    }
    return Optional.empty();
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
