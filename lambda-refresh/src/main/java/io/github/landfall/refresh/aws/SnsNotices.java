package io.github.landfall.refresh.aws;

import io.github.landfall.contract.notice.ShortNotice;
import io.github.landfall.contract.run.NightNotice;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.run.StepName;
import io.github.landfall.contract.text.MailText;
import io.github.landfall.refresh.notice.Audience;
import io.github.landfall.refresh.notice.Message;
import io.github.landfall.refresh.notice.NoticeWriter;
import io.github.landfall.refresh.run.Notices;
import io.github.landfall.refresh.run.Step;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * Publishes notices to the audience's topic, with the attributes {@code partner} and {@code event}
 * for subscription filters, and with the notice in short for group robots.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 */
public final class SnsNotices implements Notices {

  private final Supplier<SnsClient> sns;
  private final String producers;
  private final String operations;
  private final NoticeWriter writer;
  private final InstantSource clock;

  /**
   * @param sns the client
   * @param producers the ARN of the producers' topic
   * @param operations the ARN of the platform team's topic
   * @param writer writes the notices
   * @param clock the time
   */
  public SnsNotices(
      Supplier<SnsClient> sns,
      String producers,
      String operations,
      NoticeWriter writer,
      InstantSource clock) {
    this.sns = sns;
    this.producers = producers;
    this.operations = operations;
    this.writer = writer;
    this.clock = clock;
  }

  @Override
  public void publish(Step.Publish notice, Run run) {
    Message message = writer.write(notice.notice(), notice.audience(), run, clock.instant());
    String topic = notice.audience() == Audience.PRODUCERS ? producers : operations;
    publish(topic, message, run.partner(), notice.notice());
  }

  @Override
  public void publish(NightNotice notice, String partner, Instant time) {
    publish(producers, writer.write(notice, partner, time), partner, notice);
  }

  private void publish(String topic, Message message, String partner, StepName event) {
    sns.get()
        .publish(
            request ->
                request
                    .topicArn(topic)
                    .subject(message.subject())
                    .message(MailText.of(message.text()))
                    .messageAttributes(
                        Map.of(
                            "partner",
                            attribute(partner),
                            "event",
                            attribute(event.text()),
                            ShortNotice.ATTRIBUTE,
                            attribute(message.brief().json()))));
  }

  private static MessageAttributeValue attribute(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }
}
