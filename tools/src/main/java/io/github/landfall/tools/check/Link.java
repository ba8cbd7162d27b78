package io.github.landfall.tools.check;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a deployment's chain consists of, in the order in which the data passes it. */
public enum Link {
  /** CloudFormation's stacks: Landfall's own, and a transfer stack a partner. */
  STACK,
  /** The time zone that people are told times in. */
  CLOCK,
  /** A partner's access key in Secrets Manager. */
  SECRET,
  /** The partner's bucket. */
  SOURCE,
  /** What compares the two buckets, and when. */
  FINDER,
  /** What copies. */
  WORKERS,
  /** The queues, and who may send to them. */
  QUEUE,
  /** The landing bucket, which tells what arrives in it. */
  LANDING,
  /** EventBridge's rules. */
  RULE,
  /** Lambda's functions, and what calls them. */
  FUNCTION,
  /** The runs table. */
  TABLE,
  /** Who hears of what happens. */
  SUBSCRIPTION,
  /** The group robots. */
  ROBOT,
  /** The gateways in the studio. */
  GATEWAY,
  /** The file shares on the landing bucket. */
  SHARE,
  /** CloudWatch's alarms. */
  ALARM,
  /** The dead-letter queues. */
  DEAD_LETTERS;

  /** Its name in lists. */
  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
