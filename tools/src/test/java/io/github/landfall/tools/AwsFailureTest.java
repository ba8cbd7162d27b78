package io.github.landfall.tools;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.SqsException;

class AwsFailureTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ExpiredTokenException|The security token included in the request is expired|log in, or name another profile with --profile",
        "InvalidClientTokenId|The security token is invalid|log in, or name another profile with --profile",
        "AccessDenied|User x is not authorized to perform sqs:Y|give your user the permissions that docs/operations.md names"
      })
  void aRefusalIsOneLineWithWhatToDo(String code, String message, String advice) {
    assertThat(AwsFailure.line(refused(code, message)))
        .isEqualTo("Sqs said %s: %s; %s", code, message, advice);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Unable to load region from any of the providers in the chain [a, b]|no AWS region is set; name the stack's region with --region",
        "Unable to load credentials from any of the providers [a, b]|no AWS credentials were found; log in, or name another profile with --profile",
        "Token is expired|Token is expired; log in, or name another profile with --profile",
        "Received an UnknownHostException when attempting to interact with a service|AWS's address is not known here; see that --region is right and that this machine reaches the internet",
        "Unable to execute HTTP request: Connect to 127.0.0.1 failed|Unable to execute HTTP request: Connect to 127.0.0.1 failed"
      })
  void aCallThatAwsDidNotAnswerIsOneLineWithWhatToDo(String message, String line) {
    assertThat(AwsFailure.line(SdkClientException.create(message))).isEqualTo(line);
  }

  @Test
  void whatNobodyForesawIsStillOneLine() {
    assertThat(AwsFailure.line(refused("Throttling", "Rate\n  exceeded ")))
        .isEqualTo("Sqs said Throttling: Rate exceeded");
  }

  private static SqsException refused(String code, String message) {
    return (SqsException)
        SqsException.builder()
            .awsErrorDetails(
                AwsErrorDetails.builder()
                    .serviceName("Sqs")
                    .errorCode(code)
                    .errorMessage(message)
                    .build())
            .build();
  }
}
