package io.github.landfall.compare;

/** How far a comparison is; each phase is over before the next is recorded. */
enum Phase {
  /** The transfer may be under way. */
  WAITING,
  /** Both sides are being listed. */
  COMPARING,
  /** All is compared; the report is not there yet. */
  COMPARED,
  /** The report is there; what a copy would mend is not sent yet. */
  REPORTED,
  /** Some of what a copy would mend may be in the transfer queue. */
  SENDING,
  /** What was to be sent is sent; operations are not told yet. */
  SENT,
  /** Operations are told; producers are not told yet. */
  OPERATIONS_TOLD,
  /** It is over. */
  DONE
}
