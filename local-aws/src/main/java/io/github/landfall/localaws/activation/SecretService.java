package io.github.landfall.localaws.activation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.localaws.http.AwsFault;
import io.github.landfall.localaws.http.JsonProtocol;
import io.github.landfall.localaws.http.LocalEndpoint;
import java.net.URI;
import java.util.Map;

/**
 * AWS Secrets Manager on 127.0.0.1, with one secret.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">GetSecretValue</a>
 */
public final class SecretService implements AutoCloseable {

  private final String arn;
  private final String value;
  private final LocalEndpoint endpoint;

  /**
   * Starts the service.
   *
   * @param arn the secret's ARN
   * @param value what it holds
   */
  public SecretService(String arn, String value) {
    this.arn = arn;
    this.value = value;
    this.endpoint =
        LocalEndpoint.start(
            new JsonProtocol(
                "secretsmanager", "1.1", Map.of("GetSecretValue", this::getSecretValue)));
  }

  /** Where clients find the service. */
  public URI endpoint() {
    return endpoint.uri();
  }

  @Override
  public void close() {
    endpoint.close();
  }

  private ObjectNode getSecretValue(ObjectNode input) {
    if (!input.path("SecretId").asText().equals(arn)) {
      throw new AwsFault(
          "ResourceNotFoundException", 400, "Secrets Manager can't find the specified secret.");
    }
    input.removeAll();
    return input
        .put("ARN", arn)
        .put("Name", arn.replaceFirst(".*:", ""))
        .put("SecretString", value)
        .put("VersionId", "00000000-0000-4000-8000-000000000001");
  }
}
