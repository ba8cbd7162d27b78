package io.github.landfall.localaws.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.github.landfall.localaws.clock.VirtualClock;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.QueueStatistics;
import org.elasticmq.actor.reply.Replyable;
import org.elasticmq.msg.GetQueueStatistics;
import org.elasticmq.msg.LookupQueue;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import scala.Option;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * SQS on 127.0.0.1 (ElasticMQ) whose visibility timeouts, delays and timestamps follow the virtual
 * clock.
 *
 * <p>Standard queues only. What depends on real time is left out: a receive never waits, and
 * messages have no retention period.
 */
public final class QueueServer implements AutoCloseable {

  private static final Config ACTORS =
      ConfigFactory.parseString(
              """
              pekko {
                loglevel = WARNING
                log-dead-letters = off
                loggers = ["org.apache.pekko.event.slf4j.Slf4jLogger"]
                logging-filter = "org.apache.pekko.event.slf4j.Slf4jLoggingFilter"
                daemonic = on
                jvm-shutdown-hooks = off
                coordinated-shutdown.run-by-jvm-shutdown-hook = off
                actor.default-dispatcher.fork-join-executor { parallelism-min = 2, parallelism-max = 4 }
              }
              """)
          .withFallback(ConfigFactory.load());

  private static final Duration REPLY_WITHIN = Duration.ofSeconds(20);

  private final ActorSystem actors;
  private final ActorRef queues;
  private final URI endpoint;
  private final SqsClient client;
  private final String arnPrefix;
  private final Map<String, ActorRef> queuesByName = new ConcurrentHashMap<>();

  private QueueServer(
      ActorSystem actors, ActorRef queues, int port, String region, String account) {
    this.actors = actors;
    this.queues = queues;
    this.endpoint = URI.create("http://127.0.0.1:" + port);
    this.client = EmbeddedClients.client(SqsClient.builder(), endpoint, region);
    this.arnPrefix = "arn:aws-cn:sqs:" + region + ":" + account + ":";
  }

  /**
   * How many messages a queue holds, by state; the numbers are exact here.
   *
   * @param visible ready to be received
   * @param inFlight received and neither deleted nor timed out
   * @param delayed sent and not yet ready
   */
  public record Counts(int visible, int inFlight, int delayed) {}

  /**
   * Starts a server on a free port; it answers when this returns.
   *
   * @param clock the time that visibility timeouts and delays follow
   * @param region the region in the queues' ARNs, a region of AWS China
   * @param account the account in the queues' ARNs and URLs
   */
  public static QueueServer start(VirtualClock clock, String region, String account) {
    ActorSystem actors = ActorSystem.create("queues", ACTORS);
    ActorRef queues = actors.actorOf(VirtualTimeQueues.following(new VirtualNow(clock)));
    int port =
        SQSRestServerBuilder.withActorSystem(actors)
            .withQueueManagerActor(queues)
            .withInterface("127.0.0.1")
            .withDynamicPort()
            .withAWSRegion(region)
            .withAWSAccountId(account)
            .start()
            .waitUntilStarted()
            .localAddress()
            .getPort();
    return new QueueServer(actors, queues, port, region, account);
  }

  /**
   * Creates a queue.
   *
   * @param settings its name and settings; a dead-letter queue must exist already
   * @return the queue's URL
   */
  public String create(QueueSettings settings) {
    Map<QueueAttributeName, String> attributes = new HashMap<>();
    attributes.put(
        QueueAttributeName.VISIBILITY_TIMEOUT,
        Long.toString(settings.visibilityTimeout().toSeconds()));
    attributes.put(QueueAttributeName.DELAY_SECONDS, Long.toString(settings.delay().toSeconds()));
    settings
        .redrive()
        .ifPresent(
            redrive ->
                attributes.put(
                    QueueAttributeName.REDRIVE_POLICY,
                    "{\"deadLetterTargetArn\":\"%s\",\"maxReceiveCount\":%d}"
                        .formatted(arn(redrive.deadLetterQueue()), redrive.maxReceiveCount())));
    return client
        .createQueue(request -> request.queueName(settings.name()).attributes(attributes))
        .queueUrl();
  }

  /**
   * The ARN of a queue, in partition {@code aws-cn}. (The server's own attribute QueueArn always
   * has partition {@code aws}.)
   */
  public String arn(String queueName) {
    return arnPrefix + queueName;
  }

  /**
   * The three counts of a queue at the present virtual time, as CloudWatch's metrics get them: from
   * the service itself. Clients ask for the queue's attributes and get the same numbers.
   *
   * @throws IllegalArgumentException if there is no such queue
   */
  public Counts counts(String queueUrl) {
    QueueStatistics statistics = ask(queue(queueUrl), new GetQueueStatistics(0));
    return new Counts(
        Math.toIntExact(statistics.approximateNumberOfVisibleMessages()),
        Math.toIntExact(statistics.approximateNumberOfInvisibleMessages()),
        Math.toIntExact(statistics.approximateNumberOfMessagesDelayed()));
  }

  /**
   * How many messages have been sent to a queue since it was created. As in SQS's own metric, those
   * that moved there from a queue whose dead-letter queue it is are not among them.
   *
   * @throws IllegalArgumentException if there is no such queue
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html">Dead-letter
   *     queues</a>
   */
  public int sent(String queueUrl) {
    return ask(queue(queueUrl), new VirtualTimeQueue.GetSent());
  }

  private ActorRef queue(String queueUrl) {
    String name = queueUrl.substring(queueUrl.lastIndexOf('/') + 1);
    return queuesByName.computeIfAbsent(
        name,
        unknown -> {
          Option<ActorRef> queue = ask(queues, new LookupQueue(unknown));
          if (queue.isEmpty()) {
            throw new IllegalArgumentException("there is no queue " + queueUrl);
          }
          return queue.get();
        });
  }

  @SuppressWarnings("unchecked")
  private static <T> T ask(ActorRef actor, Replyable<T> request) {
    return (T) Patterns.ask(actor, request, REPLY_WITHIN).toCompletableFuture().join();
  }

  /** Removes every queue with all that is in it. */
  public void clear() {
    for (String url : client.listQueues().queueUrls()) {
      client.deleteQueue(request -> request.queueUrl(url));
    }
    queuesByName.clear();
  }

  /** The endpoint. */
  public URI endpoint() {
    return endpoint;
  }

  /** A client of this server, closed with it. */
  public SqsClient client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
    actors.terminate();
    try {
      actors.getWhenTerminated().toCompletableFuture().get(10, TimeUnit.SECONDS);
      // ElasticMQ registers its metrics for the whole JVM and would keep the queues in memory.
      ManagementFactory.getPlatformMBeanServer()
          .unregisterMBean(new ObjectName("org.elasticmq:name=Queues"));
    } catch (InstanceNotFoundException e) {
      // Another server of this JVM had registered it, and closed before this one.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the SQS server stopped", e);
    } catch (JMException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("the SQS server did not stop", e);
    }
  }
}
