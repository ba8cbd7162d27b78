package io.github.landfall.refresh.aws;

import io.github.landfall.refresh.FunctionSettings;
import io.github.landfall.refresh.notice.Audience;
import io.github.landfall.refresh.notice.Message;
import io.github.landfall.refresh.notice.NoticeWriter;
import io.github.landfall.refresh.run.Notices;
import io.github.landfall.refresh.run.Run;
import io.github.landfall.refresh.run.Step;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * Publishes notices to the audience's topic, with the attributes {@code partner} and {@code event}
 * for subscription filters.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 */
public final class SnsNotices implements Notices {

  private final Supplier<SnsClient> sns;
  private final FunctionSettings settings;
  private final NoticeWriter writer;
  private final InstantSource clock;

  /**
   * @param sns the client
   * @param settings names the topics, the language and the time zone
   * @param clock the time
   */
  public SnsNotices(Supplier<SnsClient> sns, FunctionSettings settings, InstantSource clock) {
    this.sns = sns;
    this.settings = settings;
    this.writer =
        new NoticeWriter(settings.language(), settings.timeZone(), settings.landingBucket());
    this.clock = clock;
  }

  @Override
  public void publish(Step.Publish notice, Run run) {
    Message message = writer.write(notice.notice(), notice.audience(), run, clock.instant());
    String topic =
        notice.audience() == Audience.PRODUCERS
            ? settings.noticeTopic()
            : settings.operationsTopic();
    sns.get()
        .publish(
            request ->
                request
                    .topicArn(topic)
                    .subject(message.subject())
                    .message(message.text())
                    .messageAttributes(
                        Map.of(
                            "partner", attribute(run.partner()),
                            "event", attribute(notice.notice().event()))));
  }

  private static MessageAttributeValue attribute(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }
}
