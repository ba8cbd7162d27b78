package io.github.landfall.refresh.collect;

import io.github.landfall.contract.arrival.PartName;
import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.DeliveryLists;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.run.RunId;
import io.github.landfall.refresh.bucket.BucketObjects;
import io.github.landfall.refresh.list.ListCheck;
import io.github.landfall.refresh.notice.Language;
import io.github.landfall.refresh.report.DeliveryReport;
import io.github.landfall.refresh.run.Arrivals;
import io.github.landfall.refresh.share.ChangedFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Collects what arrived into a run's delivery: parts in; report and changed folders out.
 *
 * <p>It keeps its files beside the parts in the ledger bucket ({@link PartName#home}): which parts
 * a run has taken, and which folders changed in a run. Each write is whole or not at all, and the
 * same when it is done again, so a collection may die anywhere and be begun again.
 *
 * <p>A run of more than {@value #MAX_ARRIVALS} objects and removals, or {@value #MAX_PARTS} parts,
 * is more than one invocation reads in its time. Its delivery has the totals that the parts' names
 * tell, and no report.
 */
public final class Collector implements Arrivals {

  /** How many objects and removals a run may have to be read one by one. */
  static final long MAX_ARRIVALS = 10_000_000;

  /** How many parts they may be in. */
  static final int MAX_PARTS = 40_000;

  private final ToIntFunction<String> unread;
  private final TakenParts taken;
  private final PartsReader parts;
  private final BucketObjects landing;
  private final RunReports reports;
  private final FolderIndex folders;

  /**
   * @param unread how many messages wait in a partner's arrivals queue
   * @param ledger the ledger bucket, where parts and changed folders are kept
   * @param landing the landing bucket, where reports are kept and delivery lists lie
   * @param zone the time zone of the times in reports
   * @param language the language in which reports open
   */
  public Collector(
      ToIntFunction<String> unread,
      BucketObjects ledger,
      BucketObjects landing,
      ZoneId zone,
      Language language) {
    this.unread = unread;
    this.taken = new TakenParts(ledger);
    this.parts = new PartsReader(ledger);
    this.landing = landing;
    this.reports = new RunReports(landing, zone, language);
    this.folders = new FolderIndex(ledger);
  }

  @Override
  public int unread(String partner) {
    return unread.applyAsInt(partner);
  }

  @Override
  public Waiting waiting(String partner) {
    return sum(taken.waiting(partner));
  }

  @Override
  public Optional<RunId> taken(String partner) {
    return taken.holder(partner);
  }

  @Override
  public Delivery collect(
      Run run, List<String> failed, List<Run> earlier, UnaryOperator<Delivery> finish) {
    try (TemporaryFolder temporary = TemporaryFolder.create()) {
      List<PartName> own = taken.take(run.id(), temporary);
      Waiting sum = sum(own);
      if (sum.arrivals() > MAX_ARRIVALS || sum.parts() > MAX_PARTS) {
        return finish.apply(totals(sum, failed));
      }
      if (own.isEmpty() && run.sweep()) {
        folders.keep(run, Stream.empty(), temporary);
        return finish.apply(new ArrivalCount(run.partner(), 0, none -> {}).delivery(failed, null));
      }
      return report(run, own, failed, earlier, finish, temporary);
    }
  }

  @Override
  public ChangedFolders changed(RunId run) {
    return folders.changed(run);
  }

  @Override
  public void forget(RunId run) {
    taken.forget(run);
  }

  @Override
  public void release(Run run, List<Run> earlier) {
    if (!holds(run.id())) {
      return;
    }
    try (TemporaryFolder temporary = TemporaryFolder.create()) {
      reports.withdraw(run, earlier, temporary);
    }
    taken.release(run.id());
  }

  private boolean holds(RunId run) {
    return taken(run.partner()).filter(run::equals).isPresent();
  }

  private Delivery report(
      Run run,
      List<PartName> own,
      List<String> failed,
      List<Run> earlier,
      UnaryOperator<Delivery> finish,
      TemporaryFolder temporary) {
    String key = reports.key(run);
    try (DeliveryReport report = reports.begin(run, temporary)) {
      ArrivalCount count =
          new ArrivalCount(run.partner(), sum(own).arrivals(), report::addNotShown);
      DueLists lists = new DueLists(run, earlier);
      parts.read(
          own,
          arrival -> {
            if (count.add(arrival)) {
              report.add(arrival);
              lists.add(arrival);
            }
          });
      DeliveryLists checked =
          lists.check(new ListCheck(landing, temporary.path(), report::addListDifference));
      Delivery delivery = finish.apply(count.delivery(failed, key).withLists(checked));
      reports.put(run, report.finish(delivery), delivery, earlier, temporary);
      folders.keep(
          run,
          Stream.concat(
              count.changed(), Stream.of(new FolderLine(RunReports.folder(run.partner()), false))),
          temporary);
      return delivery;
    } catch (IOException e) {
      throw new UncheckedIOException("%s can't be written: %s".formatted(key, e.getMessage()), e);
    }
  }

  private static Waiting sum(List<PartName> parts) {
    return new Waiting(
        parts.size(),
        parts.stream().mapToLong(PartName::objects).sum(),
        parts.stream().mapToLong(PartName::bytes).sum(),
        parts.stream().mapToLong(PartName::removed).sum(),
        parts.stream().map(PartName::first).min(Instant::compareTo).orElse(null),
        parts.stream().map(PartName::first).max(Instant::compareTo).orElse(null));
  }

  private static Delivery totals(Waiting sum, List<String> failed) {
    return new Delivery(
        Delivery.Known.TOTALS,
        sum.objects(),
        sum.bytes(),
        sum.removed(),
        0,
        sum.first(),
        null,
        List.of(),
        failed,
        null);
  }
}
