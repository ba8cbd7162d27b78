package io.github.landfall.compare;

import static io.github.landfall.contract.Variables.read;

import io.github.landfall.contract.CompareVariables;
import java.time.ZoneId;
import java.util.Map;

/**
 * The function's environment, which the infrastructure writes.
 *
 * @param runsTable the name of the runs table
 * @param queue the URL of the comparison queue
 * @param landingBucket the landing bucket's name
 * @param ledgerBucket the ledger bucket's name
 * @param noticeTopic the ARN of the producers' topic
 * @param operationsTopic the ARN of the platform team's topic
 * @param language the tag of the notices' language
 * @param timeZone the time zone of the times in notices
 */
record CompareSettings(
    String runsTable,
    String queue,
    String landingBucket,
    String ledgerBucket,
    String noticeTopic,
    String operationsTopic,
    String language,
    ZoneId timeZone) {

  /**
   * Reads the environment.
   *
   * @throws IllegalArgumentException if a variable is missing or can't be read; the message names
   *     it
   */
  static CompareSettings from(Map<String, String> environment) {
    return new CompareSettings(
        read(environment, CompareVariables.RUNS_TABLE),
        read(environment, CompareVariables.COMPARISON_QUEUE),
        read(environment, CompareVariables.LANDING_BUCKET),
        read(environment, CompareVariables.LEDGER_BUCKET),
        read(environment, CompareVariables.NOTICE_TOPIC),
        read(environment, CompareVariables.OPERATIONS_TOPIC),
        read(environment, CompareVariables.LANGUAGE),
        read(environment, CompareVariables.TIME_ZONE, ZoneId::of));
  }
}
