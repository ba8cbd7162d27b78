package io.github.landfall.refresh.notice;

import io.github.landfall.contract.run.FolderRefresh;
import io.github.landfall.contract.run.Notice;
import io.github.landfall.contract.run.Refreshes;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.text.EscapedText;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes a notice about a run: what happened, when, and what to do next. */
public final class NoticeWriter {

  private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

  /** How many folders of a refresh are named; its share is what people need. */
  private static final int MAX_FOLDERS = 5;

  private final Wording wording;
  private final DeliverySummary digest;
  private final ZoneId zone;
  private final String bucket;

  /**
   * @param language the language to write in
   * @param zone the time zone of the times
   * @param bucket the landing bucket's name
   */
  public NoticeWriter(Language language, ZoneId zone, String bucket) {
    this.wording = Wording.in(language);
    this.digest = new DeliverySummary(wording);
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
    Stream<Stream<String>> parts =
        switch (notice) {
          case TRANSFER_STARTED ->
              Stream.of(
                  Stream.of(wording.startedAt(minute(run.start()))),
                  Stream.of("", wording.afterStart()));
          case TRANSFER_CONTINUES ->
              Stream.of(
                  Stream.of(wording.startedAt(minute(run.start()))),
                  digest.soFar(run),
                  Stream.of("", wording.afterInterim()));
          case TRANSFER_ENDED ->
              Stream.of(
                  times(run),
                  digest.delivered(run),
                  digest.reportToCome(run),
                  Stream.of("", afterEnd(run)));
          case DRIVE_READY ->
              Stream.of(
                  times(run),
                  Stream.of(
                      wording.readyAt(minute(ready(run, now)), took(run.end(), ready(run, now)))),
                  digest.delivered(run),
                  digest.reportOnDrive(run),
                  Stream.of("", wording.afterReady(run.partner())));
          case REFRESH_NOT_CONFIRMED ->
              Stream.of(times(run), digest.missing(run), notConfirmed(run, audience, now));
          case NO_FILE_SHARE ->
              Stream.of(
                  times(run),
                  digest.missing(run),
                  Stream.of("", wording.noShareFor(bucket, run.partner())));
        };
    return new Message(
        "[" + run.partner() + "] " + wording.subject(notice, run),
        Stream.concat(Stream.of(wording.partner(run.partner())), parts.flatMap(lines -> lines))
            .collect(Collectors.joining("\n")));
  }

  private Stream<String> times(Run run) {
    return run.sweep()
        ? Stream.of(wording.sweptAt(minute(run.start())))
        : Stream.of(
            wording.startedAt(minute(run.start())),
            wording.endedAt(minute(run.end()), took(run.start(), run.end())));
  }

  private String afterEnd(Run run) {
    return refreshes(run).noShare() ? wording.noShare() : wording.refreshing();
  }

  private Stream<String> notConfirmed(Run run, Audience audience, Instant now) {
    String since = took(run.end(), now);
    if (audience == Audience.PRODUCERS) {
      return Stream.of("", wording.notConfirmed(since));
    }
    return Stream.of(
            Stream.of(
                "",
                run.sweep()
                    ? wording.notConfirmedSweep(since)
                    : wording.notConfirmedOperations(since)),
            refreshes(run).open().stream().map(this::open),
            refreshes(run).unreadGateways().stream().map(wording::gatewayUnread),
            Stream.of(wording.refreshByHand()))
        .flatMap(lines -> lines);
  }

  private String open(FolderRefresh refresh) {
    List<String> all = refresh.call().folders();
    List<String> folders =
        new ArrayList<>(all.stream().limit(MAX_FOLDERS).map(TruncatedPath::of).toList());
    if (all.size() > MAX_FOLDERS) {
      folders.add(wording.more(all.size() - MAX_FOLDERS));
    }
    return refresh.started() == null
        ? wording.notStarted(
            refresh.share(),
            folders,
            refresh.said() == null ? null : EscapedText.of(refresh.said()))
        : wording.notCompleted(refresh.share(), folders, minute(refresh.started()));
  }

  private static Refreshes refreshes(Run run) {
    return run.refreshes().orElse(Refreshes.NONE);
  }

  private static Instant ready(Run run, Instant now) {
    return run.onDrive().orElse(now);
  }

  private String minute(Instant time) {
    return MINUTE.format(time.atZone(zone)) + " (" + zone.getId() + ")";
  }

  private String took(Instant from, Instant until) {
    return wording.duration(Duration.between(from, until));
  }
}
