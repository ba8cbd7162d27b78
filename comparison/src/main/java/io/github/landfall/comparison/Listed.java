package io.github.landfall.comparison;

import java.time.Instant;

/**
 * An object in a listing.
 *
 * @param key its key at the source; in the landing bucket without the partner's folder
 * @param bytes its size
 * @param modified its last modification; of an object that was uploaded in parts, when the upload
 *     began
 * @param archived whether it can't be read where it lies
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/UsingMetadata.html">LastModified
 *     of an object</a>
 */
public record Listed(String key, long bytes, Instant modified, boolean archived) {}
