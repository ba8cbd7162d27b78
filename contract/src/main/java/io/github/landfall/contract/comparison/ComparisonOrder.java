package io.github.landfall.contract.comparison;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.landfall.contract.transfer.WatchedTransfer;

/**
 * The message of the comparison queue: compare this partner's source with the landing bucket.
 *
 * @param time when it was ordered, in UTC, such as {@code 2026-11-22T04:00:00Z}
 * @param transfer the partner's transfer
 * @param source the partner's bucket
 * @param repair whether what a copy would mend is put into the transfer queue
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ComparisonOrder(
    String time, WatchedTransfer transfer, SourceSettings source, boolean repair) {}
