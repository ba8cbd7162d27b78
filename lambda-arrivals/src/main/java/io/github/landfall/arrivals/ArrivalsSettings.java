package io.github.landfall.arrivals;

import io.github.landfall.contract.ArrivalsVariables;
import java.util.Map;

/**
 * The function's environment, which the infrastructure writes.
 *
 * @param landingBucket the landing bucket's name
 * @param ledgerBucket the ledger bucket's name
 * @param queuePrefix what the name of every arrivals queue begins with; a partner's name follows
 */
public record ArrivalsSettings(String landingBucket, String ledgerBucket, String queuePrefix) {

  /**
   * Reads the environment.
   *
   * @param environment the variables
   * @return the settings
   * @throws IllegalArgumentException if a variable is missing; the message names it
   */
  public static ArrivalsSettings from(Map<String, String> environment) {
    return new ArrivalsSettings(
        read(environment, ArrivalsVariables.LANDING_BUCKET),
        read(environment, ArrivalsVariables.LEDGER_BUCKET),
        read(environment, ArrivalsVariables.QUEUE_PREFIX));
  }

  /**
   * The partner whose arrivals a queue brings.
   *
   * @param queueArn the queue's ARN, whose last part is its name
   * @return the partner's name
   * @throws IllegalArgumentException if it is no arrivals queue
   */
  public String partner(String queueArn) {
    String queue = queueArn == null ? "" : queueArn.substring(queueArn.lastIndexOf(':') + 1);
    if (!queue.startsWith(queuePrefix) || queue.length() == queuePrefix.length()) {
      throw new IllegalArgumentException(
          "a message came from the queue '%s'; expected a name of '%s' and a partner"
              .formatted(queueArn, queuePrefix));
    }
    return queue.substring(queuePrefix.length());
  }

  private static String read(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("the environment variable " + name + " is not set");
    }
    return value;
  }
}
