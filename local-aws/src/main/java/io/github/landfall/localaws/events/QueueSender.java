package io.github.landfall.localaws.events;

/** Puts an event into a queue, as EventBridge does for a rule's SQS target. */
@FunctionalInterface
public interface QueueSender {

  /**
   * Sends a message.
   *
   * @param queueArn the target's ARN
   * @param body the message's body
   */
  void send(String queueArn, String body);
}
