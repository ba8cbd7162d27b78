package io.github.landfall.infra.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.landfall.contract.Names;
import io.github.landfall.contract.RefreshVariables;
import io.github.landfall.infra.config.ConfigurationException;
import io.github.landfall.infra.config.Edition;
import io.github.landfall.infra.config.LandfallConfiguration;
import io.github.landfall.infra.config.Partner;
import io.github.landfall.infra.config.PartnerTransfer.AdoptedTransfer;
import io.github.landfall.infra.config.PartnerTransfer.ImportedTransfer;
import io.github.landfall.infra.transfer.Transfer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Refuses at synthesis what Lambda would refuse in the middle of a deployment: names that do not
 * fit the refresh function's environment.
 *
 * <p>Names that CloudFormation makes up are counted at their greatest length: the stack's name, the
 * logical id and a random suffix, with a hyphen between.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda
 *     quotas</a>
 */
public final class EnvironmentBudget {

  /** Lambda's limit for all variables together, measured as one JSON object. */
  static final int LIMIT = 4096;

  private static final int SUFFIX = 13;
  private static final int QUEUE_NAME = 80;
  private static final int STATE_MACHINE_NAME = 80;
  private static final int BUCKET_NAME = 63;

  private static final ObjectMapper JSON = new ObjectMapper();

  private EnvironmentBudget() {}

  /**
   * Refuses a configuration that does not fit.
   *
   * @throws ConfigurationException if the names in it are too long together
   */
  public static void check(LandfallConfiguration configuration) {
    int size = greatestSize(configuration);
    if (size > LIMIT) {
      throw new ConfigurationException(
          "landfall: the function's environment may need %d bytes, expected at most %d, Lambda's limit; shorten the names of partners or adopted transfers, or leave out fileShares"
              .formatted(size, LIMIT));
    }
  }

  /** The size in bytes of the environment as JSON when every made-up name is as long as can be. */
  static int greatestSize(LandfallConfiguration configuration) {
    Arns arns = new Arns(configuration.region());
    List<Map<String, Object>> transfers =
        configuration.partners().stream()
            .map(partner -> longest(partner, arns))
            .map(Transfer::watched)
            .map(RefreshFunction::members)
            .toList();
    Map<String, String> environment = new TreeMap<>();
    environment.put(RefreshVariables.TRANSFERS, json(transfers));
    environment.put(RefreshVariables.RUNS_TABLE, made("RunsTable12345678"));
    environment.put(RefreshVariables.RUN_QUEUE, queueUrl(configuration, "RunQueue12345678"));
    environment.put(
        RefreshVariables.RUN_DEAD_LETTER_QUEUE,
        queueUrl(configuration, "RunQueueDeadLetters12345678"));
    environment.put(
        RefreshVariables.LANDING_BUCKET, configuration.bucket().orElse("x".repeat(BUCKET_NAME)));
    environment.put(RefreshVariables.LEDGER_BUCKET, made("Ledger12345678"));
    environment.put(RefreshVariables.ARRIVALS_QUEUE_PREFIX, Names.ARRIVALS_QUEUE);
    environment.put(RefreshVariables.NOTICE_TOPIC, arns.of("sns", made("TopicsNotices12345678")));
    environment.put(
        RefreshVariables.OPERATIONS_TOPIC, arns.of("sns", made("TopicsOperations12345678")));
    environment.put(RefreshVariables.LANGUAGE, configuration.notices().language());
    environment.put(RefreshVariables.TIME_ZONE, configuration.timeZone().getId());
    environment.put(RefreshVariables.REFRESH_DEADLINE, configuration.refreshDeadline().toString());
    environment.put(RefreshVariables.FILE_SHARES, String.join(",", configuration.fileShares()));
    return json(environment).length();
  }

  private static Transfer longest(Partner partner, Arns arns) {
    if (partner.transfer() instanceof AdoptedTransfer adopted) {
      return Transfer.adopted(partner.name(), adopted);
    }
    boolean ecs = ((ImportedTransfer) partner.transfer()).edition() == Edition.ECS;
    String stack = made(partner.logicalName());
    return new Transfer(
        partner.name(),
        cut(stack + "-S3TransferQueue-" + "x".repeat(SUFFIX), QUEUE_NAME),
        cut(stack + "-S3TransferQueueDLQ-" + "x".repeat(SUFFIX), QUEUE_NAME),
        "not in the environment",
        ecs ? Optional.of(made("TransferNetworkCluster12345678")) : Optional.empty(),
        ecs ? Optional.of(stack + "-DTHFinderTask") : Optional.empty(),
        ecs
            ? Optional.empty()
            : Optional.of(
                arns.of(
                    "states",
                    "stateMachine:" + cut(stack + "-MultiPart-ControllerSM", STATE_MACHINE_NAME))));
  }

  private static String queueUrl(LandfallConfiguration configuration, String logicalId) {
    return "https://sqs.%s.amazonaws.com.cn/123456789012/%s"
        .formatted(configuration.region(), made(logicalId));
  }

  private static String made(String logicalId) {
    return "%s-%s-%s".formatted(Names.STACK, logicalId, "x".repeat(SUFFIX));
  }

  private static String cut(String name, int limit) {
    return name.substring(0, Math.min(name.length(), limit));
  }

  private static String json(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("maps and lists of text can always be written", e);
    }
  }

  private record Arns(String region) {

    String of(String service, String resource) {
      return "arn:aws-cn:%s:%s:123456789012:%s".formatted(service, region, resource);
    }
  }
}
