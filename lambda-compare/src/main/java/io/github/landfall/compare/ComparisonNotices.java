package io.github.landfall.compare;

import io.github.landfall.comparison.Tally.Count;
import io.github.landfall.comparison.Verdict;
import io.github.landfall.contract.notice.ShortNotice;
import io.github.landfall.contract.text.ByteSize;
import io.github.landfall.contract.text.MailText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * Tells people of a comparison. A notice comes twice if the function is killed between telling and
 * recording it.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 */
final class ComparisonNotices {

  private final SnsClient sns;
  private final String producers;
  private final String operations;
  private final ComparisonTexts texts;

  /**
   * @param producers the ARN of the producers' topic
   * @param operations the ARN of the platform team's topic
   */
  ComparisonNotices(SnsClient sns, String producers, String operations, ComparisonTexts texts) {
    this.sns = sns;
    this.producers = producers;
    this.operations = operations;
    this.texts = texts;
  }

  /** Says what the drive lacks, or why nobody knows. */
  void tellOperations(Progress progress) {
    List<String> lines = new ArrayList<>();
    lines.add(texts.of("PARTNER", progress.partner()));
    if (progress.outcome().failure() != null) {
      lines.add(texts.of("FAILED", texts.time(progress.ended()), progress.outcome().failure()));
      publish(operations, progress, texts.of("SUBJECT_FAILED"), lines, "comparison-failed");
      return;
    }
    lines.add(texts.of("COMPARED_AT", texts.time(progress.ended())));
    lines.add("");
    for (Verdict verdict : Verdict.values()) {
      Count count = progress.of(verdict);
      if (count.objects() > 0) {
        lines.add(
            texts.of(
                "COUNT",
                texts.of("VERDICT_" + verdict),
                count.objects(),
                ByteSize.decimal(count.bytes())));
      }
    }
    lines.add("");
    if (progress.outcome().sent() > 0) {
      lines.add(texts.of("SENT", progress.outcome().sent()));
    } else if (progress.outcome().notSent() != null) {
      lines.add(texts.of("NOT_SENT", progress.outcome().notSent()));
    } else if (progress.mendable() > 0) {
      lines.add(texts.of("TO_SEND", progress.partner()));
    }
    lines.add(texts.of("REPORT", progress.outcome().report()));
    publish(
        operations,
        progress,
        texts.of("SUBJECT_DIFFERENCES", progress.lacking()),
        lines,
        "comparison");
  }

  /** Says that files are copied again whose old content is on the drive. */
  void tellProducers(Progress progress) {
    long edited = progress.of(Verdict.NEWER_AT_SOURCE).objects();
    publish(
        producers,
        progress,
        texts.of("SUBJECT_EDITED", edited),
        List.of(
            texts.of("PARTNER", progress.partner()),
            texts.of("EDITED", edited),
            texts.of("REPORT", progress.outcome().report())),
        "edited");
  }

  private void publish(
      String topic, Progress progress, String subject, List<String> lines, String event) {
    sns.publish(
        request ->
            request
                .topicArn(topic)
                .subject("[" + progress.partner() + "] " + subject)
                .message(MailText.of(String.join("\n", lines)))
                .messageAttributes(
                    Map.of(
                        "partner",
                        text(progress.partner()),
                        "event",
                        text(event),
                        ShortNotice.ATTRIBUTE,
                        text(brief(progress.partner(), subject, lines).json()))));
  }

  /** The first line is the partner's name, which a chat has in its title. */
  private static ShortNotice brief(String partner, String subject, List<String> lines) {
    return ShortNotice.of(
        partner, subject, lines.stream().skip(1).filter(line -> !line.isEmpty()).toList());
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }
}
