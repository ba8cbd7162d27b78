package io.github.landfall.infra.transfer;

import io.github.landfall.contract.Names;
import io.github.landfall.contract.transfer.WatchedTransfer;
import io.github.landfall.infra.config.PartnerTransfer.AdoptedTransfer;
import io.github.landfall.infra.config.PartnerTransfer.FinderTask;
import java.util.Optional;

/**
 * A partner's transfer as the rest of the stack sees it: by names, which may be tokens.
 *
 * @param partner the partner's name
 * @param queueName the transfer queue
 * @param deadLetterQueueName where objects end that could not be copied
 * @param tableName where each object's latest copy is recorded
 * @param cluster the cluster of the finder's ECS task; absent where the finder is no ECS task
 * @param finderFamily the task definition family of the finder's ECS task, if it is one
 * @param mergeStateMachineArn what merges the parts of large objects; absent where nothing does
 * @param finderLogGroup the log group of a finder that is no ECS task; absent where it is one, or
 *     nobody knows
 */
public record Transfer(
    String partner,
    String queueName,
    String deadLetterQueueName,
    String tableName,
    Optional<String> cluster,
    Optional<String> finderFamily,
    Optional<String> mergeStateMachineArn,
    Optional<String> finderLogGroup) {

  /**
   * How long a transfer queue keeps what is still to be copied, in both editions: the longest that
   * SQS can.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">Attributes
   *     of a queue</a>
   */
  public static final int QUEUE_RETENTION_DAYS = 14;

  /** A transfer that exists already, as the configuration names its parts. */
  public static Transfer adopted(String partner, AdoptedTransfer adopted) {
    return new Transfer(
        partner,
        adopted.queue(),
        adopted.deadLetterQueue(),
        adopted.table(),
        adopted.finder().map(FinderTask::cluster),
        adopted.finder().map(FinderTask::family),
        adopted.mergeStateMachineArn(),
        Optional.empty());
  }

  /** The name of the alarm that tells the transfer's activity. */
  public String alarmName() {
    return Names.TRANSFER_ALARM + partner;
  }

  /** What the refresh function needs to know of it. */
  public WatchedTransfer watched() {
    return new WatchedTransfer(
        partner,
        queueName,
        deadLetterQueueName,
        cluster.orElse(null),
        finderFamily.orElse(null),
        mergeStateMachineArn.orElse(null),
        tableName,
        finderLogGroup.orElse(null));
  }
}
