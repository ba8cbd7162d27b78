package io.github.landfall.localaws.server;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.AbstractActor;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.CreateQueueData;
import org.elasticmq.ElasticMQError;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.msg.CreateQueue;
import org.elasticmq.msg.DeleteQueue;
import org.elasticmq.msg.LookupQueue;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.util.Either;
import scala.util.Right;

/**
 * Stands between ElasticMQ's REST server and its keeper of queues, and hands out a {@link
 * VirtualTimeQueue} in place of each queue.
 */
final class VirtualTimeQueues extends AbstractActor {

  private static final Duration REPLY_WITHIN = Duration.ofSeconds(20);

  private final NowProvider now;
  private final ActorSystem actors;
  private final ActorRef queues;
  private final Map<String, ActorRef> virtualTimeQueues = new ConcurrentHashMap<>();

  private VirtualTimeQueues(NowProvider now) {
    this.now = now;
    this.actors = getContext().getSystem();
    this.queues =
        getContext()
            .actorOf(
                Props.create(
                    QueueManagerActor.class,
                    () -> new QueueManagerActor(now, StrictSQSLimits$.MODULE$, Option.empty())));
  }

  static Props following(NowProvider now) {
    return Props.create(VirtualTimeQueues.class, () -> new VirtualTimeQueues(now));
  }

  @Override
  public Receive createReceive() {
    return receiveBuilder()
        .match(CreateQueue.class, this::create)
        .match(LookupQueue.class, this::lookUp)
        .match(DeleteQueue.class, this::delete)
        .matchAny(request -> queues.forward(request, getContext()))
        .build();
  }

  private void create(CreateQueue create) {
    Patterns.pipe(
            Patterns.ask(queues, create, REPLY_WITHIN)
                .thenApply(reply -> created(create.request(), (Either<?, ?>) reply)),
            getContext().dispatcher())
        .to(sender());
  }

  private Either<?, ?> created(CreateQueueData settings, Either<?, ?> reply) {
    return reply instanceof Right<?, ?> right
        ? new Right<ElasticMQError, ActorRef>(
            virtualTimeQueues.computeIfAbsent(
                settings.name(), name -> virtualTimeQueue(settings, (ActorRef) right.value())))
        : reply;
  }

  private ActorRef virtualTimeQueue(CreateQueueData settings, ActorRef queue) {
    Duration delay = settings.delay().getOrElse(() -> Duration.ZERO);
    return actors.actorOf(VirtualTimeQueue.before(queue, delay, now));
  }

  private void lookUp(LookupQueue lookUp) {
    sender().tell(Option.apply(virtualTimeQueues.get(lookUp.queueName())), self());
  }

  private void delete(DeleteQueue delete) {
    ActorRef virtualTimeQueue = virtualTimeQueues.remove(delete.queueName());
    if (virtualTimeQueue != null) {
      actors.stop(virtualTimeQueue);
    }
    queues.forward(delete, getContext());
  }
}
