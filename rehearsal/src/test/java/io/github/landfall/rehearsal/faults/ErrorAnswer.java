package io.github.landfall.rehearsal.faults;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Errors as services answer them.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3's
 *     errors</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Programming.Errors.html">DynamoDB's
 *     errors</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html">SNS's errors</a>
 */
final class ErrorAnswer {

  private ErrorAnswer() {}

  /** Something went wrong in the service. */
  static HttpExecuteResponse internal(String service) {
    return switch (service) {
      case "S3" -> xml(500, "<Error><Code>InternalError</Code></Error>");
      case "Sns" -> query(500, "Receiver", "InternalFailure");
      default -> json(500, "InternalServerError");
    };
  }

  /** The service can't be reached. */
  static HttpExecuteResponse unavailable(String service) {
    return switch (service) {
      case "S3" -> xml(503, "<Error><Code>ServiceUnavailable</Code></Error>");
      case "Sns" -> query(503, "Receiver", "ServiceUnavailable");
      default -> json(503, "ServiceUnavailable");
    };
  }

  /** There were too many calls. */
  static HttpExecuteResponse throttled(String service) {
    return switch (service) {
      case "S3" -> xml(503, "<Error><Code>SlowDown</Code></Error>");
      case "Sns" -> query(400, "Sender", "Throttling");
      default -> json(400, "ThrottlingException");
    };
  }

  private static HttpExecuteResponse json(int status, String code) {
    return answer(status, "application/x-amz-json-1.0", "{\"__type\":\"%s\"}".formatted(code));
  }

  private static HttpExecuteResponse query(int status, String type, String code) {
    return xml(
        status,
        "<ErrorResponse><Error><Type>%s</Type><Code>%s</Code></Error></ErrorResponse>"
            .formatted(type, code));
  }

  private static HttpExecuteResponse xml(int status, String body) {
    return answer(status, "application/xml", body);
  }

  private static HttpExecuteResponse answer(int status, String type, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpResponse.builder()
                .statusCode(status)
                .putHeader("Content-Type", type)
                .putHeader("Content-Length", Integer.toString(bytes.length))
                .build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(bytes)))
        .build();
  }
}
