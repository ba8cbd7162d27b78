package io.github.landfall.localaws.cloudwatch;

/** The three states of a CloudWatch alarm, by AWS's names. */
public enum AlarmState {
  /** Within the threshold. */
  OK,
  /** Outside of it. */
  ALARM,
  /** Just created, not evaluated yet. */
  INSUFFICIENT_DATA
}
