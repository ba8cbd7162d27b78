package io.github.landfall.refresh.notice;

import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.ProgressSnapshot;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.text.ByteSize;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What came with a run, in lines for a phone: one fact a line, long names cut.
 *
 * <p>Names come from the partner and may hold any character. None can break a line, or look like a
 * line of Landfall's own.
 */
final class DeliverySummary {

  private final Wording wording;

  DeliverySummary(Wording wording) {
    this.wording = wording;
  }

  /** How much came, what is missing, and where most of it lies. */
  Stream<String> delivered(Run run) {
    Delivery delivery = run.delivery().orElseThrow();
    return Stream.of(figures(delivery), missing(run), largest(run.partner(), delivery))
        .flatMap(lines -> lines);
  }

  private Stream<String> figures(Delivery delivery) {
    if (delivery.known() == Delivery.Known.NOTHING) {
      return Stream.of(wording.notCounted());
    }
    Stream<String> sizes =
        Stream.of(
            wording.objects(delivery.objects()), wording.size(ByteSize.decimal(delivery.bytes())));
    Stream<String> removed =
        delivery.removed() == 0 ? Stream.of() : Stream.of(wording.removed(delivery.removed()));
    Stream<String> detail =
        delivery.known() == Delivery.Known.TOTALS
            ? Stream.of(wording.tooManyToList())
            : Stream.of(wording.foldersChanged(delivery.folders()));
    return Stream.of(sizes, removed, detail).flatMap(lines -> lines);
  }

  /** How many objects are missing, and some of their names; nothing if none are. */
  Stream<String> missing(Run run) {
    if (run.failedObjects() == 0) {
      return Stream.of();
    }
    List<String> named = run.delivery().orElseThrow().failed();
    int more = run.failedObjects() - named.size();
    return Stream.of(
            Stream.of(wording.missing(run.failedObjects())),
            named.stream().map(key -> item(TruncatedPath.of(key))),
            named.isEmpty() || more <= 0
                ? Stream.<String>of()
                : Stream.of(item(wording.more(more))))
        .flatMap(lines -> lines);
  }

  private Stream<String> largest(String partner, Delivery delivery) {
    if (delivery.largest().isEmpty()) {
      return Stream.of();
    }
    return Stream.concat(
        Stream.of("", wording.largestFolders()),
        delivery.largest().stream()
            .map(
                figure ->
                    item(
                        wording.folder(
                            folder(partner, figure.folder()),
                            figure.objects(),
                            ByteSize.decimal(figure.bytes())))));
  }

  private String folder(String partner, String folder) {
    if (folder.equals(partner)) {
      return wording.partnersFolder();
    }
    String home = partner + "/";
    return TruncatedPath.of(folder.startsWith(home) ? folder.substring(home.length()) : folder);
  }

  /** Where the report will lie, told before the drive is refreshed; nothing if there is none. */
  Stream<String> reportToCome(Run run) {
    if (run.delivery().map(Delivery::report).isEmpty()) {
      return Stream.of();
    }
    return run.reportShown()
        ? Stream.of("", wording.reportToCome(), drivePath(run))
        : Stream.of("", wording.reportInBucket(), file(run));
  }

  /** Where the report lies on the drive; nothing if it does not. */
  Stream<String> reportOnDrive(Run run) {
    return run.reportShown() ? Stream.of("", wording.reportOnDrive(), drivePath(run)) : Stream.of();
  }

  /** How far a transfer is that goes on. */
  Stream<String> soFar(Run run) {
    ProgressSnapshot interim = run.progress().orElseThrow();
    Duration lasted = Duration.between(run.start(), interim.at());
    double bytesASecond = interim.bytes() / (double) lasted.toSeconds();
    return Stream.of(
        wording.lasted(wording.duration(lasted)),
        wording.objects(interim.objects()),
        wording.size(ByteSize.decimal(interim.bytes())),
        wording.rate(
            ByteSize.decimal(Math.round(bytesASecond * Duration.ofDays(1).toSeconds())),
            ByteSize.decimal(Math.round(bytesASecond * Duration.ofHours(1).toSeconds()))),
        wording.left(interim.waiting(), interim.finding()));
  }

  private static String item(String text) {
    return "- " + text;
  }

  private static String file(Run run) {
    return run.delivery().orElseThrow().report() + ".html";
  }

  /** As it is typed on Windows. */
  private static String drivePath(Run run) {
    return file(run).replace('/', '\\');
  }
}
