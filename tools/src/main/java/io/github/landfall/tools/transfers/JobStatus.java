package io.github.landfall.tools.transfers;

/**
 * What became of the latest attempt to transfer an object, in DTH's own words.
 *
 * @see <a href="https://github.com/aws-solutions/data-transfer-hub-cli">DTH's workers, which write
 *     the words</a>
 */
public enum JobStatus {
  /** A worker has begun, and has not said how it ended. */
  STARTED,
  /** The object is in the target bucket. */
  DONE,
  /** The attempt failed; the message comes again, or has gone to the dead-letter queue. */
  ERROR,
  /** There was nothing to copy any more: the object is gone from the source. */
  CANCEL,
  /** The object is split into parts, which are not merged yet. */
  SPLIT_DONE
}
