package io.github.landfall.refresh;

import static io.github.landfall.contract.Variables.read;

import io.github.landfall.contract.RefreshVariables;
import io.github.landfall.refresh.notice.Language;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The function's environment, which the infrastructure writes.
 *
 * @param runsTable the name of the runs table
 * @param runQueue the URL of the run queue
 * @param runDeadLetterQueue the URL of the run queue's dead-letter queue
 * @param landingBucket the landing bucket's name
 * @param ledgerBucket the ledger bucket's name
 * @param noticeTopic the ARN of the producers' topic
 * @param operationsTopic the ARN of the platform team's topic
 * @param language the language of the notices
 * @param timeZone the time zone of the times in notices
 * @param refreshDeadline how long after the end of a transfer its refreshes may stay unconfirmed
 * @param quietNights whether producers are told of a night that brought nothing new
 * @param fileShares the ARNs of the shares to refresh; empty means every share on the landing
 *     bucket
 */
public record FunctionSettings(
    String runsTable,
    String runQueue,
    String runDeadLetterQueue,
    String landingBucket,
    String ledgerBucket,
    String noticeTopic,
    String operationsTopic,
    Language language,
    ZoneId timeZone,
    Duration refreshDeadline,
    boolean quietNights,
    List<String> fileShares) {

  /** Copies the list. */
  public FunctionSettings {
    fileShares = List.copyOf(fileShares);
  }

  /**
   * Reads the environment.
   *
   * @param environment the variables
   * @return the settings
   * @throws IllegalArgumentException if a variable is missing or can't be read; the message names
   *     it
   */
  public static FunctionSettings from(Map<String, String> environment) {
    return new FunctionSettings(
        read(environment, RefreshVariables.RUNS_TABLE),
        read(environment, RefreshVariables.RUN_QUEUE),
        read(environment, RefreshVariables.RUN_DEAD_LETTER_QUEUE),
        read(environment, RefreshVariables.LANDING_BUCKET),
        read(environment, RefreshVariables.LEDGER_BUCKET),
        read(environment, RefreshVariables.NOTICE_TOPIC),
        read(environment, RefreshVariables.OPERATIONS_TOPIC),
        read(environment, RefreshVariables.LANGUAGE, Language::of),
        read(environment, RefreshVariables.TIME_ZONE, ZoneId::of),
        read(environment, RefreshVariables.REFRESH_DEADLINE, Duration::parse),
        Boolean.parseBoolean(environment.get(RefreshVariables.QUIET_NIGHTS)),
        Optional.ofNullable(environment.get(RefreshVariables.FILE_SHARES))
            .map(arns -> List.of(arns.split(",")))
            .orElse(List.of()));
  }
}
