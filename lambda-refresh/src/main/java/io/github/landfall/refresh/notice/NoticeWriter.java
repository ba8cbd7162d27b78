package io.github.landfall.refresh.notice;

import io.github.landfall.refresh.run.FolderRefresh;
import io.github.landfall.refresh.run.Run;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/** Writes a notice about a run: what happened, when, and what to do next. */
public final class NoticeWriter {

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  private final Wording wording;
  private final ZoneId zone;
  private final String bucket;

  /**
   * @param language the language to write in
   * @param zone the time zone of the times
   * @param bucket the landing bucket's name
   */
  public NoticeWriter(Language language, ZoneId zone, String bucket) {
    this.wording = Wording.in(language);
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
    Stream<String> lines =
        switch (notice) {
          case TRANSFER_STARTED ->
              Stream.of(wording.startedAt(minute(run.start())), "", wording.afterStart());
          case TRANSFER_CONTINUES -> Stream.of(wording.startedAt(minute(run.start())));
          case TRANSFER_ENDED -> Stream.concat(transfer(run), Stream.of("", afterEnd(run)));
          case DRIVE_READY ->
              Stream.concat(
                  transfer(run),
                  Stream.of(
                      wording.readyAt(minute(ready(run, now)), took(run.ended(), ready(run, now))),
                      "",
                      wording.afterReady(run.partner())));
          case REFRESH_NOT_CONFIRMED ->
              Stream.concat(transfer(run), notConfirmed(run, audience, now));
          case NO_FILE_SHARE ->
              Stream.concat(
                  transfer(run), Stream.of("", wording.noShareFor(bucket, run.partner())));
        };
    String subject = wording.subject(notice, run.missing() == null ? 0 : run.missing());
    return new Message(
        "[" + run.partner() + "] " + subject,
        Stream.concat(Stream.of(wording.partner(run.partner())), lines)
            .collect(java.util.stream.Collectors.joining("\n")));
  }

  private Stream<String> transfer(Run run) {
    Stream<String> facts =
        Stream.of(
            wording.startedAt(minute(run.start())),
            wording.endedAt(minute(run.ended()), took(run.start(), run.ended())));
    return run.missing() == 0
        ? facts
        : Stream.concat(facts, Stream.of(wording.missing(run.missing())));
  }

  private String afterEnd(Run run) {
    if (!run.sharesOrNone().isEmpty() || !run.unreadGateways().isEmpty()) {
      return wording.refreshing();
    }
    return wording.noShare();
  }

  private Stream<String> notConfirmed(Run run, Audience audience, Instant now) {
    String since = took(run.ended(), now);
    if (audience == Audience.PRODUCERS) {
      return Stream.of("", wording.notConfirmed(since));
    }
    List<FolderRefresh> refreshes = run.refreshesOrNone();
    return Stream.of(
            Stream.of("", wording.notConfirmedOperations(since)),
            refreshes.stream()
                .filter(refresh -> refresh.completed() == null)
                .map(
                    refresh ->
                        refresh.started() == null
                            ? wording.notStarted(refresh.share(), refresh.call().folders())
                            : wording.notCompleted(
                                refresh.share(),
                                refresh.call().folders(),
                                minute(refresh.started()))),
            run.unreadGateways().stream().map(wording::gatewayUnread),
            Stream.of(wording.refreshByHand()))
        .flatMap(lines -> lines);
  }

  private static Instant ready(Run run, Instant now) {
    return run.allCompleted().orElse(now);
  }

  private String minute(Instant time) {
    return MINUTE.format(time.atZone(zone)) + " (" + zone.getId() + ")";
  }

  private String took(Instant from, Instant until) {
    return wording.duration(Duration.between(from, until));
  }
}
