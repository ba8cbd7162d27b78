package io.github.landfall.arrivals;

import static io.github.landfall.contract.Variables.read;

import io.github.landfall.contract.ArrivalsVariables;
import io.github.landfall.contract.Names;
import java.util.Map;

/**
 * The function's environment, which the infrastructure writes.
 *
 * @param landingBucket the landing bucket's name
 * @param ledgerBucket the ledger bucket's name
 */
public record ArrivalsSettings(String landingBucket, String ledgerBucket) {

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
        read(environment, ArrivalsVariables.LEDGER_BUCKET));
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
    if (!queue.startsWith(Names.ARRIVALS_QUEUE)
        || queue.length() == Names.ARRIVALS_QUEUE.length()) {
      throw new IllegalArgumentException(
          "a message came from the queue '%s'; expected a name of '%s' and a partner"
              .formatted(queueArn, Names.ARRIVALS_QUEUE));
    }
    return queue.substring(Names.ARRIVALS_QUEUE.length());
  }
}
