package io.github.landfall.refresh.collect;

import io.github.landfall.contract.Names;
import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.Run;
import io.github.landfall.refresh.bucket.BucketObjects;
import io.github.landfall.refresh.notice.Language;
import io.github.landfall.refresh.report.DeliveryReport;
import io.github.landfall.refresh.report.RunIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** Puts runs' reports into the partner's folder of reports, with the list of all runs. */
final class RunReports {

  private static final String HTML = "text/html; charset=utf-8";

  private static final String CSV = "text/csv; charset=utf-8";

  private static final Delivery NOT_COLLECTED = Delivery.uncounted(List.of());

  private final BucketObjects objects;
  private final ZoneId zone;
  private final Language language;
  private final DateTimeFormatter names;

  RunReports(BucketObjects objects, ZoneId zone, Language language) {
    this.objects = objects;
    this.zone = zone;
    this.language = language;
    this.names = DateTimeFormatter.ofPattern("yyyy-MM-dd-HHmmss").withZone(zone);
  }

  /** The folder of a partner's reports, without a slash at the end. */
  static String folder(String partner) {
    return Names.REPORTS + partner;
  }

  /** The key of a run's report, without its extension. */
  String key(Run run) {
    return folder(run.partner()) + "/" + name(run);
  }

  DeliveryReport begin(Run run, TemporaryFolder temporary) throws IOException {
    return DeliveryReport.begin(
        temporary.path(),
        new DeliveryReport.Head(
            run.partner(),
            name(run),
            run.start(),
            run.end(),
            zone,
            run.sweep(),
            run.failed().count(),
            run.listingFailure(),
            language));
  }

  /**
   * Puts a report, and the list of runs with it.
   *
   * @param run the report's run
   * @param report its files
   * @param delivery its figures
   * @param earlier the partner's other runs; those that have not ended are not listed
   */
  void put(
      Run run,
      DeliveryReport.Report report,
      Delivery delivery,
      List<Run> earlier,
      TemporaryFolder temporary) {
    for (Path table : report.tables()) {
      objects.put(folder(run.partner()) + "/" + table.getFileName(), table, CSV);
    }
    objects.put(delivery.report() + ".html", report.page(), HTML);
    putIndex(run, delivery, earlier, temporary);
  }

  /**
   * Takes the report of a run away that was given up, if it has got as far; the list of runs shows
   * the run as it is recorded.
   *
   * @param run the run as it is recorded
   * @param earlier the partner's other runs; those that have not ended are not listed
   */
  void withdraw(Run run, List<Run> earlier, TemporaryFolder temporary) {
    putIndex(run, run.delivery().orElseThrow(), earlier, temporary);
    objects.delete(
        DeliveryReport.files(name(run), Collector.MAX_ARRIVALS)
            .map(file -> folder(run.partner()) + "/" + file)
            .toList());
  }

  private void putIndex(Run run, Delivery delivery, List<Run> earlier, TemporaryFolder temporary) {
    String key = folder(run.partner()) + "/index.html";
    Path index = temporary.file("index.html");
    List<RunIndex.Entry> entries = new ArrayList<>();
    entries.add(entry(run, delivery));
    earlier.stream()
        .filter(other -> other.ended().isPresent() && !other.id().equals(run.id()))
        .forEach(other -> entries.add(entry(other, other.delivery().orElse(NOT_COLLECTED))));
    try (Writer out = Files.newBufferedWriter(index)) {
      RunIndex.write(out, run.partner(), entries, zone, language);
    } catch (IOException e) {
      throw new UncheckedIOException(key + " can't be written: " + e.getMessage(), e);
    }
    objects.put(key, index, HTML);
  }

  private static RunIndex.Entry entry(Run run, Delivery delivery) {
    String report = delivery.report();
    return new RunIndex.Entry(
        report == null ? null : report.substring(report.lastIndexOf('/') + 1),
        run.start(),
        run.end(),
        run.sweep(),
        delivery.objects(),
        delivery.bytes(),
        delivery.removed(),
        run.failed().count());
  }

  private String name(Run run) {
    return names.format(run.start()) + (run.sweep() ? "-sweep" : "");
  }
}
