package io.github.landfall.contract.comparison;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A partner's bucket, as its Data Transfer Hub reads it. A null member is left out of the JSON.
 *
 * @param type the storage service, in Data Transfer Hub's words, for example {@code Amazon_S3}
 * @param bucket the bucket's name
 * @param region the bucket's region, in the storage service's words
 * @param endpoint the service's address; null for the type's own
 * @param secret the name of the secret with the access key; null for a bucket of this account, or
 *     one that anybody may read
 * @param inCurrentAccount whether the bucket is of this account
 * @param requesterPays whether the reader pays
 * @param prefix what keys begin with; null with a list, or for all
 * @param prefixesFile the key of a list of prefixes, one a line; null without one
 * @param prefixesBucket the bucket of this account that the list is in; null for the partner's
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SourceSettings(
    String type,
    String bucket,
    String region,
    String endpoint,
    String secret,
    boolean inCurrentAccount,
    boolean requesterPays,
    String prefix,
    String prefixesFile,
    String prefixesBucket) {}
