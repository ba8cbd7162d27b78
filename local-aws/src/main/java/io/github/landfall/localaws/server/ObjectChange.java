package io.github.landfall.localaws.server;

/**
 * An object that was created in a bucket, or removed from it.
 *
 * @param bucket the bucket
 * @param key the object's key
 * @param how by which request
 * @param size its bytes; 0 if it was removed
 * @param entityTag its entity tag, without quotes; empty if it was removed
 */
public record ObjectChange(String bucket, String key, How how, long size, String entityTag) {

  /** The requests that create and remove objects. */
  public enum How {
    /** PutObject. */
    PUT,
    /** CopyObject. */
    COPY,
    /** CompleteMultipartUpload. */
    COMPLETE_MULTIPART_UPLOAD,
    /** DeleteObject, or DeleteObjects that names it. */
    DELETE
  }
}
