package io.github.landfall.contract.arrival;

import java.time.Instant;

/**
 * One object that came into the landing bucket, or went from it.
 *
 * @param kind which of the two
 * @param time when, as S3 says
 * @param bytes the object's size; 0 for one that went
 * @param sequencer S3's mark of the event: of two events of a key the later has the greater one
 * @param key the object's key, decoded
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">Event
 *     message structure</a>
 */
public record Arrival(Kind kind, Instant time, long bytes, String sequencer, String key) {

  /** What happened to the object. */
  public enum Kind {
    /** It was created, or overwritten. */
    CREATED,
    /** It was deleted, expired, or hidden by a delete marker. */
    REMOVED
  }

  /** The folder that the object is in, without a slash at the end; empty for none. */
  public String folder() {
    return key.substring(0, Math.max(key.lastIndexOf('/'), 0));
  }

  /** Whether it is the mark that consoles leave for an empty folder, and no file. */
  public boolean folderMarker() {
    return key.endsWith("/");
  }
}
