package io.github.landfall.infra.compare;

import io.github.landfall.infra.config.WeeklyComparison;
import io.github.landfall.infra.transfer.Transfer;

/**
 * A partner whose source is compared.
 *
 * @param transfer its transfer
 * @param comparison when, with what, and what is done then
 */
public record ComparedPartner(Transfer transfer, WeeklyComparison comparison) {}
