package io.github.landfall.refresh.run;

import static io.github.landfall.contract.run.Notice.DRIVE_READY;
import static io.github.landfall.contract.run.Notice.NO_FILE_SHARE;
import static io.github.landfall.contract.run.Notice.REFRESH_NOT_CONFIRMED;
import static io.github.landfall.contract.run.Notice.TRANSFER_CONTINUES;
import static io.github.landfall.contract.run.Notice.TRANSFER_ENDED;
import static io.github.landfall.contract.run.Notice.TRANSFER_STARTED;
import static io.github.landfall.refresh.notice.Audience.OPERATIONS;
import static io.github.landfall.refresh.notice.Audience.PRODUCERS;
import static io.github.landfall.refresh.run.SampleRuns.ended;
import static io.github.landfall.refresh.run.SampleRuns.planned;
import static io.github.landfall.refresh.run.SampleRuns.quiet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.Notice;
import io.github.landfall.contract.run.ProgressSnapshot;
import io.github.landfall.contract.run.RefreshCall;
import io.github.landfall.contract.run.Run;
import io.github.landfall.refresh.notice.Audience;
import io.github.landfall.refresh.share.FileShare;
import io.github.landfall.refresh.share.RefreshPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NextStepTest {

  private static final Instant START = Instant.parse("2026-11-22T16:05:00Z");
  private static final Instant QUIET = START.plusSeconds(3600);
  private static final Instant ENDED = QUIET.plusSeconds(60);
  private static final Instant IN_TIME = ENDED.plusSeconds(300);
  private static final Duration DEADLINE = Duration.ofHours(6);
  private static final Instant TOO_LATE = ENDED.plus(DEADLINE);

  private static final Run OPEN = Run.opened("aurora", START);
  private static final Run TOLD = told(OPEN, TRANSFER_STARTED, PRODUCERS);
  private static final Run CLOSED = quiet(TOLD, QUIET);
  private static final Run CONFIRMED = ended(CLOSED, ENDED, 0);
  private static final Run COLLECTED = CONFIRMED.withDelivery(Delivery.uncounted(List.of()), ENDED);
  private static final ProgressSnapshot INTERIM = progress(2, true);
  private static final Run SWEEP = Run.swept("aurora", ENDED);
  private static final Run SWEPT = SWEEP.withDelivery(Delivery.uncounted(List.of()), ENDED);
  private static final Run ONE = told(found(List.of(whole("s1", "g1")), List.of()));
  private static final Run TWO =
      told(found(List.of(whole("s1", "g1"), whole("s2", "g2")), List.of()));
  private static final Run SAME_GATEWAY =
      told(found(List.of(whole("s1", "g1"), whole("s2", "g1")), List.of()));
  private static final Run NONE = told(found(List.of(), List.of()));
  private static final Run UNREAD = told(found(List.of(), List.of("g2")));

  /** A snapshot that is taken as late as the day's last second lets it count as new. */
  private static ProgressSnapshot progress(int day, boolean collected) {
    Instant at = START.plus(Duration.ofDays(day + 1L)).minusSeconds(60);
    return new ProgressSnapshot(day, at, 10, 1000, 5, true, 10, 1000, collected, at, null);
  }

  static Stream<Arguments> cases() {
    return Stream.of(
        row("a new run is announced", OPEN, publish(TRANSFER_STARTED, PRODUCERS)),
        row(
            "a run that closed before it was announced is announced first",
            quiet(OPEN, QUIET),
            publish(TRANSFER_STARTED, PRODUCERS)),
        at("a busy run waits for its OK", TOLD, START.plusSeconds(3599), new Next.Finish()),
        at(
            "it is looked how far a run is that has lasted for an hour",
            TOLD,
            START.plusSeconds(3600),
            new Step.TakeProgress(0)),
        row("a quiet run is confirmed", CLOSED, new Step.ConfirmEnd()),
        row(
            "an end that is not confirmed is looked at later",
            CLOSED,
            new Next.Wait("the transfer is not over"),
            new Step.ConfirmEnd(),
            new Step.TakeProgress(0)),
        row("what arrived is collected after the end", CONFIRMED, new Step.CollectArrivals()),
        row(
            "what can't be collected now is collected later",
            CONFIRMED,
            new Next.Wait("what arrived is not collected"),
            new Step.CollectArrivals()),
        at(
            "people do not wait for the count for more than an hour",
            CONFIRMED,
            ENDED.plus(Duration.ofHours(1)),
            new Step.GiveUpCounting(),
            new Step.CollectArrivals()),
        at(
            "a collection that died is tried again while people can wait",
            CONFIRMED.withStep("collect"),
            ENDED.plus(Duration.ofMinutes(59)),
            new Step.CollectArrivals()),
        at(
            "a collection whose end an outage let nobody record is tried again after the outage",
            CONFIRMED.withStep("collect"),
            ENDED.plus(Duration.ofHours(2)),
            new Step.CollectArrivals()),
        at(
            "a collection that died twice is not tried again when people have waited for an hour",
            CONFIRMED.withStep("collect again"),
            ENDED.plus(Duration.ofHours(1)),
            new Step.GiveUpCounting()),
        at(
            "nobody waits for a sweep's count",
            SWEEP,
            START.plus(Duration.ofDays(3)),
            new Next.Wait("what arrived is not collected"),
            new Step.CollectArrivals()),
        row("shares are looked up after the count", COLLECTED, new Step.FindShares()),
        row(
            "the end is told once it is known whether a share shows the folder",
            found(List.of(), List.of()),
            publish(TRANSFER_ENDED, PRODUCERS)),
        row(
            "nothing to refresh on a share that shows the folder: the drive is ready",
            told(planned(COLLECTED, Map.of(whole("s1", "g1"), List.of()), List.of())),
            publish(DRIVE_READY, PRODUCERS)),
        row("no share: operations are told", NONE, publish(NO_FILE_SHARE, OPERATIONS)),
        row(
            "no share: nothing else to do",
            told(NONE, NO_FILE_SHARE, OPERATIONS),
            new Next.Finish()),
        row("a share is refreshed", ONE, new Step.StartRefresh(0)),
        row(
            "a running refresh is looked at before anything else",
            started(TWO, 0),
            new Step.LookForCompletion(0)),
        row(
            "a gateway gets its next refresh only after the one before",
            started(ONE, 0),
            new Next.Wait("refreshes are open"),
            new Step.LookForCompletion(0)),
        row(
            "another gateway does not wait for the first",
            started(TWO, 0),
            new Step.StartRefresh(2),
            new Step.LookForCompletion(0)),
        row(
            "two shares of one gateway are refreshed one after the other",
            started(SAME_GATEWAY, 0),
            new Next.Wait("refreshes are open"),
            new Step.LookForCompletion(0)),
        row(
            "a gateway that is busy is tried later, the other now",
            TWO,
            new Step.StartRefresh(2),
            new Step.StartRefresh(0)),
        row(
            "a share that was refused twice is tried again",
            refused(ONE, 0, 2),
            new Step.StartRefresh(0)),
        row(
            "a share that was refused three times is looked up, for it may be gone",
            refused(ONE, 0, 3),
            new Step.FindShares()),
        row(
            "a share that is refused is tried after the others of its gateway",
            refused(SAME_GATEWAY, 0, 3),
            new Step.StartRefresh(2),
            new Step.FindShares()),
        row(
            "a share that is refused is tried also when no other needs its gateway",
            refused(ONE, 0, 3),
            new Step.StartRefresh(0),
            new Step.FindShares()),
        at(
            "shares are looked up again when a refresh has been open for an hour",
            started(ONE, 0),
            ENDED.plus(Duration.ofHours(1)),
            new Step.FindShares(),
            new Step.LookForCompletion(0)),
        row(
            "the folder follows the root",
            completed(ONE, 0),
            new Step.StartRefresh(1),
            new Step.LookForCompletion(0)),
        row(
            "all complete: the drive is ready",
            completed(completed(ONE, 0), 1),
            publish(DRIVE_READY, PRODUCERS)),
        row(
            "ready is told once",
            told(completed(completed(ONE, 0), 1), DRIVE_READY, PRODUCERS),
            new Next.Finish()),
        row("a gateway that did not answer is asked again", UNREAD, new Step.FindShares()),
        row(
            "a gateway that does not answer holds the run open",
            UNREAD,
            new Next.Wait("refreshes are open"),
            new Step.FindShares()),
        at(
            "a run is looked at when it has lasted for a day",
            TOLD,
            START.plus(Duration.ofDays(1)),
            new Step.TakeProgress(1)),
        at(
            "a long run that is quiet may be over, and need not be looked at",
            CLOSED,
            START.plus(Duration.ofDays(1)),
            new Step.ConfirmEnd()),
        at(
            "what could not be looked at holds up nothing",
            TOLD,
            START.plus(Duration.ofDays(1)),
            new Next.Finish(),
            new Step.TakeProgress(1)),
        at(
            "what a day brought is looked for again while it is not on the drive",
            TOLD.withProgress(progress(2, false)),
            START.plus(Duration.ofDays(3)).minusSeconds(1),
            new Step.TakeProgress(2)),
        at(
            "a day is not told before what it brought is on the drive",
            TOLD.withProgress(progress(2, false)),
            START.plus(Duration.ofDays(3)).minusSeconds(1),
            new Next.Finish(),
            new Step.TakeProgress(2)),
        at(
            "each day of a long run is told",
            TOLD.withProgress(INTERIM),
            START.plus(Duration.ofDays(3)).minusSeconds(1),
            new Step.Publish(TRANSFER_CONTINUES, PRODUCERS, 2)),
        at(
            "each day of a long run is told once",
            TOLD.withProgress(INTERIM)
                .withPublished(new Step.Publish(TRANSFER_CONTINUES, PRODUCERS, 2).name(), ENDED),
            START.plus(Duration.ofDays(3)).minusSeconds(1),
            new Next.Finish()),
        at(
            "the next day is looked at anew",
            TOLD.withProgress(INTERIM),
            START.plus(Duration.ofDays(3)),
            new Step.TakeProgress(3)),
        row("a sweep tells nobody that it starts", SWEEP, new Step.CollectArrivals()),
        row("a sweep tells nobody that it ends", swept(), new Step.StartRefresh(0)),
        row(
            "a sweep tells nobody that its files are on the drive",
            completed(completed(swept(), 0), 1),
            new Next.Finish()),
        row(
            "a sweep tells nobody that no share shows its files",
            planned(SWEPT, Map.of(), List.of()),
            new Next.Finish()),
        late(
            "too late: of a sweep operations alone are told",
            started(swept(), 0),
            publish(REFRESH_NOT_CONFIRMED, OPERATIONS),
            new Step.LookForCompletion(0)),
        late(
            "too late: producers are told",
            started(ONE, 0),
            publish(REFRESH_NOT_CONFIRMED, PRODUCERS),
            new Step.LookForCompletion(0)),
        late(
            "too late: operations are told",
            told(started(ONE, 0), REFRESH_NOT_CONFIRMED, PRODUCERS),
            publish(REFRESH_NOT_CONFIRMED, OPERATIONS),
            new Step.LookForCompletion(0)),
        late(
            "too late: nobody is told twice",
            told(
                told(started(ONE, 0), REFRESH_NOT_CONFIRMED, PRODUCERS),
                REFRESH_NOT_CONFIRMED,
                OPERATIONS),
            new Next.Finish(),
            new Step.LookForCompletion(0)),
        late(
            "too late: no refresh is started any more",
            ONE,
            publish(REFRESH_NOT_CONFIRMED, PRODUCERS)),
        late(
            "a completion after the deadline is still good news",
            told(completed(completed(ONE, 0), 1), REFRESH_NOT_CONFIRMED, PRODUCERS),
            publish(DRIVE_READY, PRODUCERS)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  void runGoesOn(String name, Run run, Instant now, Set<Step> tried, Next expected) {
    assertThat(NextStep.of(run, now, DEADLINE, tried)).as(name).isEqualTo(expected);
  }

  private static Arguments row(String name, Run run, Next expected, Step... tried) {
    return arguments(name, run, IN_TIME, Set.of(tried), expected);
  }

  private static Arguments at(String name, Run run, Instant now, Next expected, Step... tried) {
    return arguments(name, run, now, Set.of(tried), expected);
  }

  private static Arguments late(String name, Run run, Next expected, Step... tried) {
    return arguments(name, run, TOO_LATE, Set.of(tried), expected);
  }

  private static Step publish(Notice notice, Audience audience) {
    return new Step.Publish(notice, audience);
  }

  private static Run told(Run run, Notice notice, Audience audience) {
    return run.withPublished(new Step.Publish(notice, audience).name(), ENDED);
  }

  private static Run told(Run run) {
    return told(run, TRANSFER_ENDED, PRODUCERS);
  }

  private static Run found(List<FileShare> shares, List<String> unread) {
    return planned(COLLECTED, plans(shares), unread);
  }

  private static Run swept() {
    return planned(SWEPT, plans(List.of(whole("s1", "g1"))), List.of());
  }

  private static Map<FileShare, List<RefreshCall>> plans(List<FileShare> shares) {
    Map<FileShare, List<RefreshCall>> plans = new LinkedHashMap<>();
    shares.forEach(share -> plans.put(share, RefreshPlan.whole(share, "landing", "aurora")));
    return plans;
  }

  private static FileShare whole(String share, String gateway) {
    return new FileShare(share, gateway, "landing", "");
  }

  private static Run refused(Run run, int index, int times) {
    Run refused = run;
    for (int i = 0; i < times; i++) {
      refused =
          refused.withRefresh(
              index, refused.refreshes().orElseThrow().all().get(index).refused("no"));
    }
    return refused;
  }

  private static Run started(Run run, int index) {
    return run.withRefresh(
        index, run.refreshes().orElseThrow().all().get(index).startedAt(ENDED, "id-" + index));
  }

  private static Run completed(Run run, int index) {
    Run started = started(run, index);
    return started.withRefresh(
        index, started.refreshes().orElseThrow().all().get(index).completedAt(IN_TIME));
  }
}
