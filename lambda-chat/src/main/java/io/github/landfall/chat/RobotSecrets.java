package io.github.landfall.chat;

import io.github.landfall.chat.robot.RobotSecret;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * The robots' secrets, each read when it is needed and kept for some minutes.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">GetSecretValue</a>
 */
final class RobotSecrets {

  private static final Duration KEPT = Duration.ofMinutes(5);

  private record Kept(RobotSecret secret, Instant read) {}

  private final SecretsManagerClient secrets;
  private final InstantSource clock;
  private final Map<String, Kept> kept = new HashMap<>();

  RobotSecrets(SecretsManagerClient secrets, InstantSource clock) {
    this.secrets = secrets;
    this.clock = clock;
  }

  /**
   * A secret as it is, or was some minutes ago.
   *
   * @throws software.amazon.awssdk.core.exception.SdkException if it can't be read
   * @throws IllegalArgumentException if it holds something else; the message does not say what
   */
  RobotSecret of(String name) {
    Kept known = kept.get(name);
    return known != null && clock.instant().isBefore(known.read().plus(KEPT))
        ? known.secret()
        : readAgain(name);
  }

  /** A secret as it is now; the same goes wrong. */
  RobotSecret readAgain(String name) {
    kept.remove(name);
    RobotSecret secret =
        RobotSecret.read(name, secrets.getSecretValue(get -> get.secretId(name)).secretString());
    kept.put(name, new Kept(secret, clock.instant()));
    return secret;
  }
}
