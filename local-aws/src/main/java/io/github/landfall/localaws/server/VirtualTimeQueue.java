package io.github.landfall.localaws.server;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.elasticmq.MessageId;
import org.elasticmq.NeverReceived$;
import org.elasticmq.NewMessageData;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.actor.reply.Replyable;
import org.elasticmq.msg.GetQueueStatistics;
import org.elasticmq.msg.RestoreMessages;
import org.elasticmq.msg.SendMessage;
import org.elasticmq.util.NowProvider;
import scala.collection.mutable.ArrayBuffer;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Stands before an ElasticMQ queue and keeps it to the virtual time everywhere.
 *
 * <p>The queue asks its {@link NowProvider} when messages are received and when their visibility
 * changes, but asks the machine's clock when a message is sent and when messages are counted. Those
 * two requests are changed here; all others pass. What is sent is counted too, which the queue does
 * not do; a message that comes back after a receive, or moves to a dead-letter queue, is not sent.
 */
final class VirtualTimeQueue extends AbstractActor {

  /** Asks how many messages have been sent since the queue was created. */
  record GetSent() implements Replyable<Integer> {}

  private final ActorRef queue;
  private final Duration delay;
  private final NowProvider now;
  private int sent;

  private VirtualTimeQueue(ActorRef queue, Duration delay, NowProvider now) {
    this.queue = queue;
    this.delay = delay;
    this.now = now;
  }

  static Props before(ActorRef queue, Duration delay, NowProvider now) {
    return Props.create(VirtualTimeQueue.class, () -> new VirtualTimeQueue(queue, delay, now));
  }

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(SendMessage.class, this::send)
        .match(GetQueueStatistics.class, this::count)
        .match(GetSent.class, request -> sender().tell(sent, self()))
        .matchAny(request -> queue.forward(request, getContext()))
        .build();
  }

  private void send(SendMessage send) {
    InternalMessage message = sentNow(send.message());
    // A restored message keeps the times it comes with.
    queue.tell(
        new RestoreMessages(CollectionConverters.asScala(List.of(message)).toList()),
        ActorRef.noSender());
    sent++;
    sender().tell(message.toMessageData(), self());
  }

  private void count(GetQueueStatistics count) {
    // Counting takes a message as visible after its time, receiving already at its time.
    queue.forward(new GetQueueStatistics(now.nowMillis() + 1), getContext());
  }

  private InternalMessage sentNow(NewMessageData message) {
    return new InternalMessage(
        message.id().getOrElse(() -> new MessageId(UUID.randomUUID().toString())).id(),
        new ArrayBuffer<>(),
        message.nextDelivery().toMillis(now.nowMillis(), delay.toMillis()).millis(),
        message.content(),
        message.messageAttributes(),
        now.now(),
        message.orderIndex(),
        NeverReceived$.MODULE$,
        0,
        false,
        message.messageGroupId(),
        message.messageDeduplicationId(),
        message.tracingId(),
        message.sequenceNumber(),
        message.deadLetterSourceQueueName());
  }
}
