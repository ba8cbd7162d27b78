package io.github.landfall.contract.transfer;

import java.time.Instant;

/**
 * How a finder's task ended: it lists the source, so a transfer is no more complete than its list.
 *
 * @param task the task's ARN
 * @param started when the task began; when it was asked for, if it never began
 * @param stopped when it stopped
 * @param complete whether it ended well
 * @param reason why it did not, in the words of ECS; empty if it did
 */
public record FinderEnd(
    String task, Instant started, Instant stopped, boolean complete, String reason) {}
