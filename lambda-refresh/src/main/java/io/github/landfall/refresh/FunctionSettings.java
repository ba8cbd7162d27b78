package io.github.landfall.refresh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.landfall.contract.RefreshVariables;
import io.github.landfall.contract.transfer.WatchedTransfer;
import io.github.landfall.refresh.notice.Language;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The function's environment, which the infrastructure writes.
 *
 * @param transfers the transfers that are watched
 * @param runsTable the name of the runs table
 * @param runQueue the URL of the run queue
 * @param runDeadLetterQueue the URL of the run queue's dead-letter queue
 * @param landingBucket the landing bucket's name
 * @param ledgerBucket the ledger bucket's name
 * @param arrivalsQueuePrefix what the name of every arrivals queue begins with; a partner's name
 *     follows
 * @param noticeTopic the ARN of the producers' topic
 * @param operationsTopic the ARN of the platform team's topic
 * @param language the language of the notices
 * @param timeZone the time zone of the times in notices
 * @param refreshDeadline how long after the end of a transfer its refreshes may stay unconfirmed
 * @param fileShares the ARNs of the shares to refresh; empty means every share on the landing
 *     bucket
 */
public record FunctionSettings(
    List<WatchedTransfer> transfers,
    String runsTable,
    String runQueue,
    String runDeadLetterQueue,
    String landingBucket,
    String ledgerBucket,
    String arrivalsQueuePrefix,
    String noticeTopic,
    String operationsTopic,
    Language language,
    ZoneId timeZone,
    Duration refreshDeadline,
    List<String> fileShares) {

  /** Copies the lists. */
  public FunctionSettings {
    transfers = List.copyOf(transfers);
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
        read(environment, RefreshVariables.TRANSFERS, FunctionSettings::transfers),
        read(environment, RefreshVariables.RUNS_TABLE, Function.identity()),
        read(environment, RefreshVariables.RUN_QUEUE, Function.identity()),
        read(environment, RefreshVariables.RUN_DEAD_LETTER_QUEUE, Function.identity()),
        read(environment, RefreshVariables.LANDING_BUCKET, Function.identity()),
        read(environment, RefreshVariables.LEDGER_BUCKET, Function.identity()),
        read(environment, RefreshVariables.ARRIVALS_QUEUE_PREFIX, Function.identity()),
        read(environment, RefreshVariables.NOTICE_TOPIC, Function.identity()),
        read(environment, RefreshVariables.OPERATIONS_TOPIC, Function.identity()),
        read(environment, RefreshVariables.LANGUAGE, Language::of),
        read(environment, RefreshVariables.TIME_ZONE, ZoneId::of),
        read(environment, RefreshVariables.REFRESH_DEADLINE, Duration::parse),
        Optional.ofNullable(environment.get(RefreshVariables.FILE_SHARES))
            .map(arns -> List.of(arns.split(",")))
            .orElse(List.of()));
  }

  /** The transfer that an alarm watches; empty for a foreign alarm. */
  public Optional<WatchedTransfer> byAlarm(String alarm) {
    return transfers.stream().filter(transfer -> transfer.alarm().equals(alarm)).findFirst();
  }

  /** The transfer of a partner; empty for one that is no longer configured. */
  public Optional<WatchedTransfer> byPartner(String partner) {
    return transfers.stream().filter(transfer -> transfer.partner().equals(partner)).findFirst();
  }

  private static <T> T read(
      Map<String, String> environment, String name, Function<String, T> reader) {
    String value = environment.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("the environment variable " + name + " is not set");
    }
    try {
      return reader.apply(value);
    } catch (DateTimeException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "the environment variable %s is '%s': %s".formatted(name, value, e.getMessage()), e);
    }
  }

  private static List<WatchedTransfer> transfers(String text) {
    try {
      return JsonMapper.builder()
          .build()
          .readValue(text, new TypeReference<List<WatchedTransfer>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(
          "expected a JSON array of transfers: " + e.getOriginalMessage(), e);
    }
  }
}
