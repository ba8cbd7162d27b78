package io.github.landfall.chat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.github.landfall.chat.robot.ChatMessage;
import io.github.landfall.chat.robot.Robot;
import io.github.landfall.chat.robot.RobotSecret;
import io.github.landfall.chat.robot.Verdict;
import io.github.landfall.contract.notice.RobotKind;
import io.github.landfall.contract.notice.RobotSettings;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;

/**
 * The Lambda function behind the robots' queues: a message becomes one post. What the robot does
 * not take stays in its queue, and comes again. Messages may come in another order than they were
 * published, and after a lost answer a post may come twice.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html">Partial
 *     batch responses</a>
 */
public final class ChatHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {

  private static final Duration READING_A_SECRET = Duration.ofSeconds(10);

  private final Map<String, RobotSettings> robots;
  private final NotificationReader reader;
  private final RobotSecrets secrets;
  private final RobotPosts posts = new RobotPosts();
  private final Map<String, Throttle> throttles = new HashMap<>();
  private final InstantSource clock;
  private final ChatLog log;

  /** For Lambda: everything from the environment. */
  public ChatHandler() {
    this(
        System.getenv(),
        // A rehearsal puts its own clock on the class path; on AWS there is none but the system's.
        ServiceLoader.load(InstantSource.class).findFirst().orElse(InstantSource.system()),
        builder -> {},
        System.out);
  }

  /**
   * For a rehearsal.
   *
   * @param environment the function's variables
   * @param clock the time
   * @param amendment is shown the client's builder last, to send the client elsewhere
   * @param out where the log goes
   * @throws IllegalArgumentException if a variable is missing or wrong; the message names it
   */
  public ChatHandler(
      Map<String, String> environment,
      InstantSource clock,
      Consumer<AwsClientBuilder<?, ?>> amendment,
      PrintStream out) {
    ChatSettings settings = ChatSettings.from(environment);
    this.robots = settings.robots();
    this.reader = new NotificationReader(new Words(settings.language(), settings.timeZone()));
    SecretsManagerClientBuilder builder =
        SecretsManagerClient.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .overrideConfiguration(override -> override.apiCallTimeout(READING_A_SECRET));
    amendment.accept(builder);
    this.secrets = new RobotSecrets(builder.build(), clock);
    this.clock = clock;
    this.log = new ChatLog(out);
  }

  @Override
  public SQSBatchResponse handleRequest(SQSEvent batch, Context context) {
    List<BatchItemFailure> again = new ArrayList<>();
    for (SQSMessage message : batch.getRecords()) {
      RobotSettings robot = robots.get(message.getEventSourceArn());
      if (robot == null) {
        throw new IllegalArgumentException("no robot has the queue " + message.getEventSourceArn());
      }
      Optional<String> failure = post(robot, message);
      if (failure.isPresent()) {
        log.notPosted(robot.name(), failure.get(), message);
        again.add(new BatchItemFailure(message.getMessageId()));
      } else {
        log.posted(robot.name(), message);
      }
    }
    return new SQSBatchResponse(again);
  }

  /** Why a message was not posted; nothing if it was. */
  private Optional<String> post(RobotSettings settings, SQSMessage message) {
    Robot robot = Robot.of(RobotKind.of(settings.kind()));
    try {
      ChatMessage chat = reader.read(message.getBody());
      RobotSecret secret = secrets.of(settings.secret());
      Verdict verdict = post(settings, robot, chat, secret);
      if (verdict instanceof Verdict.KeyRefused) {
        RobotSecret current = secrets.readAgain(settings.secret());
        if (!current.equals(secret)) {
          secret = current;
          verdict = post(settings, robot, chat, secret);
        }
      }
      return failure(verdict).map(secret::hiddenIn);
    } catch (UnreadableMessageException | IllegalArgumentException | SdkException e) {
      return Optional.of(e.getMessage());
    }
  }

  private Verdict post(
      RobotSettings settings, Robot robot, ChatMessage message, RobotSecret secret) {
    Throttle throttle =
        throttles.computeIfAbsent(settings.name(), name -> new Throttle(robot.pace()));
    if (!throttle.take(clock.instant())) {
      return new Verdict.Busy("this instance has posted enough for now");
    }
    try {
      return robot.verdict(posts.post(robot.post(message, secret, clock.instant())));
    } catch (IOException e) {
      return new Verdict.Failed(e.toString());
    }
  }

  private static Optional<String> failure(Verdict verdict) {
    if (verdict instanceof Verdict.Busy busy) {
      return Optional.of("busy, " + busy.reason());
    }
    if (verdict instanceof Verdict.KeyRefused refused) {
      return Optional.of("the address or the signature is refused, " + refused.reason());
    }
    return verdict instanceof Verdict.Failed failed
        ? Optional.of(failed.reason())
        : Optional.empty();
  }
}
