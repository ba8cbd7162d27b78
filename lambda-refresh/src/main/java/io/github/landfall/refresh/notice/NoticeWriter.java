package io.github.landfall.refresh.notice;

import io.github.landfall.contract.notice.ShortNotice;
import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.DeliveryLists;
import io.github.landfall.contract.run.FolderRefresh;
import io.github.landfall.contract.run.NightNotice;
import io.github.landfall.contract.run.Notice;
import io.github.landfall.contract.run.ProgressSnapshot;
import io.github.landfall.contract.run.Refreshes;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.text.EscapedText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes a notice about a run: what happened, when, and what to do next. */
public final class NoticeWriter {

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  /** How many folders of a refresh are named; its share is what people need. */
  private static final int MAX_FOLDERS = 5;

  private final Texts texts;
  private final DeliverySummary summary;
  private final ZoneId zone;
  private final String bucket;

  /**
   * @param language the language to write in
   * @param zone the time zone of the times
   * @param bucket the landing bucket's name
   */
  public NoticeWriter(Language language, ZoneId zone, String bucket) {
    this.texts = new Texts(language);
    this.summary = new DeliverySummary(texts);
    this.zone = zone;
    this.bucket = bucket;
  }

  /**
   * Writes a notice.
   *
   * @param notice what to tell
   * @param audience whom
   * @param run the run it is about
   * @param now the time
   * @return the message
   */
  public Message write(Notice notice, Audience audience, Run run, Instant now) {
    List<String> lines = new ArrayList<>();
    lines.add(texts.of(Text.PARTNER, run.partner()));
    lines.addAll(times(run));
    switch (notice) {
      case TRANSFER_STARTED -> next(lines, Text.NEXT_AFTER_START);
      case TRANSFER_CONTINUES -> {
        lines.addAll(summary.soFar(run));
        lines.addAll(summary.stalled(run, this::minute));
        next(lines, stalled(run) ? Text.NEXT_STALLED : Text.NEXT_AFTER_PROGRESS);
      }
      case TRANSFER_STALLED -> {
        lines.addAll(summary.stalled(run, this::minute));
        next(lines, Text.NEXT_STALLED);
      }
      case TRANSFER_ENDED -> {
        lines.addAll(summary.delivered(run, audience));
        lines.addAll(summary.report(run, Text.REPORT_TO_COME));
        next(lines, refreshes(run).noShare() ? Text.NEXT_NO_SHARE : Text.NEXT_REFRESHING);
      }
      case DRIVE_READY -> {
        lines.add(ready(run, now));
        lines.addAll(summary.delivered(run, audience));
        lines.addAll(summary.report(run, Text.REPORT_ON_DRIVE));
        next(lines, whenReady(run), run.partner());
      }
      case REFRESH_NOT_CONFIRMED -> {
        lines.addAll(summary.missing(run, audience));
        notConfirmed(lines, run, audience, took(run.end(), now));
      }
      case NO_FILE_SHARE -> {
        lines.addAll(summary.missing(run, audience));
        next(lines, Text.NEXT_CREATE_SHARE, run.partner(), bucket);
      }
    }
    String subject = subject(notice, run);
    boolean delivered = notice == Notice.TRANSFER_ENDED || notice == Notice.DRIVE_READY;
    return message(
        lines,
        new ShortNotice(
            run.partner(),
            subject,
            inShort(notice, audience, run, now),
            delivered ? summary.largestInShort(run) : List.of(),
            delivered ? summary.reportPath(run).orElse(null) : null,
            lines.get(lines.size() - 1)));
  }

  private static Message message(List<String> lines, ShortNotice brief) {
    return new Message(
        "[" + brief.partner() + "] " + brief.title(), String.join("\n", lines), brief);
  }

  /** What a chat shows between the title and what is to be done next. */
  private List<String> inShort(Notice notice, Audience audience, Run run, Instant now) {
    List<String> lines = new ArrayList<>();
    switch (notice) {
      case TRANSFER_STARTED -> lines.addAll(times(run));
      case TRANSFER_CONTINUES -> {
        lines.addAll(summary.soFar(run));
        lines.addAll(summary.stalled(run, this::minute));
      }
      case TRANSFER_STALLED -> lines.addAll(summary.stalled(run, this::minute));
      case TRANSFER_ENDED -> {
        List<String> times = times(run);
        lines.add(times.get(times.size() - 1));
        lines.addAll(summary.deliveredInShort(run, audience));
      }
      case DRIVE_READY -> {
        lines.add(ready(run, now));
        lines.addAll(summary.deliveredInShort(run, audience));
      }
      case REFRESH_NOT_CONFIRMED, NO_FILE_SHARE -> {
        lines.addAll(times(run));
        lines.addAll(summary.missingInShort(run, audience));
      }
    }
    return lines;
  }

  /**
   * Writes a notice of a night without a run, for producers.
   *
   * @param notice what to tell
   * @param partner whose night
   * @param time when the source was listed, or since when no transfer has begun
   * @return the message
   */
  public Message write(NightNotice notice, String partner, Instant time) {
    List<String> lines = new ArrayList<>();
    lines.add(texts.of(Text.PARTNER, partner));
    Text subject;
    switch (notice) {
      case NOTHING_NEW -> {
        subject = Text.SUBJECT_NOTHING_NEW;
        lines.add(texts.of(Text.CHECKED, minute(time)));
        next(lines, Text.NEXT_NOTHING_NEW);
      }
      case NO_TRANSFER -> {
        subject = Text.SUBJECT_NO_TRANSFER;
        lines.add(texts.of(Text.NO_TRANSFER_SINCE, minute(time)));
        next(lines, Text.NEXT_NO_TRANSFER);
      }
      default -> throw new IllegalArgumentException("no text for " + notice);
    }
    return message(
        lines,
        new ShortNotice(
            partner,
            texts.of(subject),
            List.of(lines.get(1)),
            List.of(),
            null,
            lines.get(lines.size() - 1)));
  }

  private String ready(Run run, Instant now) {
    Instant ready = run.onDrive().orElse(now);
    return texts.of(Text.READY, minute(ready), took(run.end(), ready));
  }

  private static boolean stalled(Run run) {
    return run.progress().flatMap(ProgressSnapshot::stalledSince).isPresent();
  }

  private String subject(Notice notice, Run run) {
    return switch (notice) {
      case TRANSFER_STARTED -> texts.of(Text.SUBJECT_TRANSFER_STARTED);
      case TRANSFER_CONTINUES ->
          texts.of(
              Text.SUBJECT_TRANSFER_CONTINUES,
              run.progress().map(ProgressSnapshot::day).orElseThrow());
      case TRANSFER_STALLED -> texts.of(Text.SUBJECT_TRANSFER_STALLED);
      case TRANSFER_ENDED ->
          reservation(
                  run,
                  Text.SUBJECT_TRANSFER_ENDED_MISSING,
                  Text.SUBJECT_TRANSFER_ENDED_NOT_AS_LISTED,
                  Text.SUBJECT_TRANSFER_ENDED_UNLISTED)
              .orElseGet(() -> texts.of(Text.SUBJECT_TRANSFER_ENDED));
      case DRIVE_READY -> ready(run, run.delivery().orElseThrow());
      case REFRESH_NOT_CONFIRMED -> texts.of(Text.SUBJECT_REFRESH_NOT_CONFIRMED);
      case NO_FILE_SHARE -> texts.of(Text.SUBJECT_NO_FILE_SHARE);
    };
  }

  private String ready(Run run, Delivery delivery) {
    long objects = delivery.all().objects();
    if (objects == 0) {
      return texts.of(Text.SUBJECT_DRIVE_READY);
    }
    return reservation(run, Text.BUT_MISSING, Text.BUT_NOT_AS_LISTED, Text.BUT_UNLISTED)
        .or(
            () ->
                Optional.of(delivery.notShown())
                    .filter(names -> names > 0)
                    .map(names -> texts.of(Text.BUT_NOT_SHOWN, names)))
        .map(but -> texts.of(Text.SUBJECT_DRIVE_READY_BUT, objects, but))
        .orElseGet(() -> texts.of(Text.SUBJECT_DRIVE_READY_COUNTED, objects));
  }

  /** What matters more than that files have come: the worst of what is known to be missing. */
  private Optional<String> reservation(Run run, Text missing, Text notAsListed, Text mayLack) {
    if (run.failed().count() > 0) {
      return Optional.of(texts.of(missing, run.failed().count()));
    }
    long different = notAsListed(run);
    if (different > 0) {
      return Optional.of(texts.of(notAsListed, different));
    }
    return run.mayLack() ? Optional.of(texts.of(mayLack)) : Optional.empty();
  }

  private static long notAsListed(Run run) {
    return run.delivery().map(Delivery::lists).map(DeliveryLists::different).orElse(0L);
  }

  private static Text whenReady(Run run) {
    if (run.mayLack()) {
      return Text.NEXT_READY_UNLISTED;
    }
    if (notAsListed(run) > 0) {
      return Text.NEXT_READY_NOT_AS_LISTED;
    }
    return run.delivery().map(Delivery::notShown).orElse(0L) > 0
        ? Text.NEXT_READY_NOT_SHOWN
        : Text.NEXT_READY;
  }

  private void next(List<String> lines, Text text, Object... arguments) {
    lines.addAll(List.of("", texts.of(text, arguments)));
  }

  private List<String> times(Run run) {
    if (run.sweep()) {
      return List.of(texts.of(Text.SWEPT, minute(run.start())));
    }
    List<String> times = new ArrayList<>();
    times.add(texts.of(Text.STARTED, minute(run.start())));
    run.ended()
        .ifPresent(
            ended ->
                times.add(texts.of(Text.ENDED, minute(ended.at()), took(run.start(), ended.at()))));
    return times;
  }

  private void notConfirmed(List<String> lines, Run run, Audience audience, String since) {
    if (audience == Audience.PRODUCERS) {
      next(lines, Text.NEXT_NOT_CONFIRMED, since);
      return;
    }
    next(lines, run.sweep() ? Text.NOT_CONFIRMED_SWEEP : Text.NOT_CONFIRMED, since);
    refreshes(run).open().forEach(refresh -> lines.add(open(refresh)));
    for (String gateway : refreshes(run).unreadGateways()) {
      lines.add(
          gateway.equals(Refreshes.ALL_GATEWAYS)
              ? texts.of(Text.SHARES_UNREAD)
              : texts.of(Text.GATEWAY_UNREAD, gateway));
    }
    lines.add(texts.of(Text.NEXT_BY_HAND));
  }

  private String open(FolderRefresh refresh) {
    List<String> all = refresh.call().folders();
    List<String> named =
        new ArrayList<>(all.stream().limit(MAX_FOLDERS).map(TruncatedPath::of).toList());
    if (all.size() > MAX_FOLDERS) {
      named.add(texts.of(Text.MORE, all.size() - MAX_FOLDERS));
    }
    String folders = String.join(", ", named);
    if (refresh.started() != null) {
      return texts.of(Text.NOT_COMPLETED, refresh.share(), folders, minute(refresh.started()));
    }
    return refresh.said() == null
        ? texts.of(Text.NOT_STARTED, refresh.share(), folders)
        : texts.of(Text.NOT_STARTED_SAID, refresh.share(), folders, EscapedText.of(refresh.said()));
  }

  private static Refreshes refreshes(Run run) {
    return run.refreshes().orElse(Refreshes.NONE);
  }

  private String minute(Instant time) {
    return MINUTE.format(time.atZone(zone)) + " (" + zone.getId() + ")";
  }

  private String took(Instant from, Instant until) {
    return texts.of(Duration.between(from, until));
  }
}
