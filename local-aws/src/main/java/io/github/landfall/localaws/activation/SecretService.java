package io.github.landfall.localaws.activation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.localaws.http.AwsFault;
import io.github.landfall.localaws.http.JsonProtocol;
import io.github.landfall.localaws.http.LocalEndpoint;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * AWS Secrets Manager on 127.0.0.1, with secrets that never change unless somebody puts another.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">GetSecretValue</a>
 */
public final class SecretService implements AutoCloseable {

  private final Map<String, String> values;
  private final LocalEndpoint endpoint;

  /**
   * Starts the service with one secret.
   *
   * @param id the secret's ARN or name, by which it is asked for
   * @param value what it holds
   */
  public SecretService(String id, String value) {
    this(Map.of(id, value));
  }

  /**
   * Starts the service.
   *
   * @param values what each secret holds, by its ARN or name
   */
  public SecretService(Map<String, String> values) {
    this.values = new ConcurrentHashMap<>(values);
    this.endpoint =
        LocalEndpoint.start(
            new JsonProtocol(
                "secretsmanager", "1.1", Map.of("GetSecretValue", this::getSecretValue)));
  }

  /** Where clients find the service. */
  public URI endpoint() {
    return endpoint.uri();
  }

  /** Puts a new value into a secret. */
  public void put(String id, String value) {
    values.put(id, value);
  }

  @Override
  public void close() {
    endpoint.close();
  }

  private ObjectNode getSecretValue(ObjectNode input) {
    String id = input.path("SecretId").asText();
    String value = values.get(id);
    if (value == null) {
      throw new AwsFault(
          "ResourceNotFoundException", 400, "Secrets Manager can't find the specified secret.");
    }
    input.removeAll();
    return input
        .put("ARN", id)
        .put("Name", id.replaceFirst(".*:", ""))
        .put("SecretString", value)
        .put("VersionId", "00000000-0000-4000-8000-000000000001");
  }
}
