package io.github.landfall.contract.run;

/**
 * A file share that shows the partner's folder, or a part of it.
 *
 * @param arn the share's ARN
 * @param prefix the key prefix it shows, with a trailing slash; empty for the whole bucket
 */
public record PartnerShare(String arn, String prefix) {}
