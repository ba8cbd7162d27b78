package io.github.landfall.contract.transfer;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.landfall.contract.text.Members;

/**
 * The names by which the function watches one partner's transfer.
 *
 * <p>The partner's rules put it, as the member {@code transfer}, into each message of the run
 * queue; a run's item keeps it. A null member is left out of the JSON.
 *
 * @param partner the partner's name, which is also its key prefix in the landing bucket
 * @param queue the name of the transfer queue
 * @param deadLetterQueue the name of the transfer's dead-letter queue
 * @param cluster the name of the ECS cluster that the finder runs on; null where the finder is no
 *     ECS task
 * @param finderFamily the finder's task definition family; null where the finder is no ECS task
 * @param mergeStateMachine the ARN of the state machine that merges the parts of large objects;
 *     null where there is none
 * @param table the name of the table of what became of each object; null in an item of a version
 *     that did not keep it
 * @param finderLogGroup the name of the log group of a finder that is no ECS task; null where it is
 *     one, or nobody knows
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WatchedTransfer(
    String partner,
    String queue,
    String deadLetterQueue,
    String cluster,
    String finderFamily,
    String mergeStateMachine,
    String table,
    String finderLogGroup) {

  /** The names that the members of the same names hold. */
  public static WatchedTransfer of(Members members) {
    return new WatchedTransfer(
        members.requiredText("partner"),
        members.requiredText("queue"),
        members.requiredText("deadLetterQueue"),
        members.text("cluster"),
        members.text("finderFamily"),
        members.text("mergeStateMachine"),
        members.text("table"),
        members.text("finderLogGroup"));
  }
}
