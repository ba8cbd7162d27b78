package io.github.landfall.rehearsal.scenario;

import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.text.ByteSize;
import io.github.landfall.localaws.notices.Notice;
import io.github.landfall.localaws.robots.ChatPost;
import io.github.landfall.rehearsal.stage.RunSummary;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.timeline.Entry.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What must hold in a scenario, and whether it did. */
public final class Expectations {

  /**
   * One expectation.
   *
   * @param what what must hold
   * @param failure what was found instead; empty if it held
   */
  public record Result(String what, Optional<String> failure) {}

  private final Stage stage;
  private final List<Result> results = new ArrayList<>();

  /**
   * @param stage the stage that is looked at
   */
  public Expectations(Stage stage) {
    this.stage = stage;
  }

  /** The results so far. */
  public List<Result> results() {
    return List.copyOf(results);
  }

  /** Expects something to hold. */
  public void that(String what, boolean holds, Object found) {
    results.add(new Result(what, holds ? Optional.empty() : Optional.of("found " + found)));
  }

  /** Expects two things to be equal. */
  public void equal(String what, Object expected, Object found) {
    results.add(
        new Result(
            what,
            expected.equals(found)
                ? Optional.empty()
                : Optional.of("expected " + expected + ", found " + found)));
  }

  /** Expects exactly these notices about a partner, in this order. */
  public void notices(String partner, String... events) {
    equal("people are told of " + partner + ", once each", List.of(events), told(partner));
  }

  /** Expects a drive to show exactly these files, byte for byte. */
  public void driveShows(String what, int drive, Map<String, Path> files) throws IOException {
    DriveContent content = showDrive(what, drive);
    List<String> differences = content.differences(DriveContent.expected(files));
    results.add(
        new Result(
            what
                + (files.size() == 1 ? " (1 file" : " (" + files.size() + " files")
                + ", by SHA-256)",
            differences.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join("; ", differences))));
  }

  /** Looks at a drive, and takes down what it shows. */
  public DriveContent showDrive(String when, int drive) throws IOException {
    DriveContent content = DriveContent.of(stage.drives().get(drive));
    stage
        .timeline()
        .add(
            Kind.DRIVE,
            "",
            "%s: %d files on the drive (%s)%n%s"
                .formatted(
                    when,
                    content.sums().size(),
                    stage.drives().get(drive).describe(),
                    content.listing()));
    return content;
  }

  /**
   * Expects what is counted of a partner's runs and sweeps to be these files, each once, and each
   * report to lie on a drive, with every object and in the list of runs.
   *
   * @param drive a drive that shows the whole bucket
   * @param files the files, by their keys
   */
  public void counted(String partner, int drive, Map<String, Path> files) throws IOException {
    DriveContent content = DriveContent.of(stage.drives().get(drive));
    long bytes = 0;
    for (Path file : files.values()) {
      bytes += Files.size(file);
    }
    List<Run> runs = stage.runs(partner);
    List<Delivery> deliveries = runs.stream().flatMap(run -> run.delivery().stream()).toList();
    equal(
        "every file of " + partner + " is counted once",
        RunSummary.amount(files.size(), bytes),
        RunSummary.amount(
            deliveries.stream().mapToLong(Delivery::objects).sum(),
            deliveries.stream().mapToLong(Delivery::bytes).sum()));
    List<String> named = new ArrayList<>();
    List<String> unlisted = new ArrayList<>();
    for (Delivery delivery : deliveries) {
      if (delivery.report() != null) {
        String index = delivery.report().replaceFirst("[^/]+$", "index.html");
        String name = delivery.report().replaceFirst(".+/", "");
        if (!content.reports().containsKey(delivery.report() + ".html")
            || !content.reports().getOrDefault(index, "").contains(name)) {
          unlisted.add(name);
        }
        CsvTable.rows(content.reports().getOrDefault(delivery.report() + ".csv", ""))
            .forEach(row -> named.add(row.get("key")));
      }
    }
    named.sort(null);
    equal("the reports on the drive name each of them", List.copyOf(files.keySet()), named);
    equal("and the list of runs leads to each report", List.of(), unlisted);
  }

  /** Expects a notice to tell how much came, and where its report lies. */
  public void digest(String partner, String event) {
    Delivery delivery = stage.runs(partner).get(0).delivery().orElseThrow();
    String text = notice(partner, event).message();
    that(
        "the mail " + event + " tells how much came, and where the report lies",
        text.contains(Long.toString(delivery.objects()))
            && text.contains(
                delivery.largest().get(0).folder().replaceFirst("^" + partner + "/?", ""))
            && text.contains(delivery.report().replace('/', '\\') + ".html"),
        text);
  }

  /** Expects the group of a robot to read how much came, where most lies, and the report's path. */
  public void chat(String robot, String partner) {
    Delivery delivery = stage.runs(partner).get(0).delivery().orElseThrow();
    List<String> texts = stage.robot(robot).posts().stream().map(ChatPost::text).toList();
    String last = texts.isEmpty() ? "" : texts.get(texts.size() - 1);
    that(
        "the group " + robot + " reads how much came, and where the report lies",
        last.contains(Long.toString(delivery.objects()))
            && last.contains(ByteSize.decimal(delivery.largest().get(0).bytes()))
            && last.contains(delivery.report().replace('/', '\\') + ".html"),
        texts);
  }

  /** The events of the notices about a partner, in order. */
  public List<String> told(String partner) {
    return stage.notices().stream()
        .filter(notice -> partner.equals(notice.attributes().get("partner")))
        .map(notice -> notice.attributes().get("event"))
        .toList();
  }

  /** Whether people were told an event of a partner. */
  public boolean isTold(String partner, String event) {
    return told(partner).contains(event);
  }

  /** The last notice of an event of a partner. */
  public Notice notice(String partner, String event) {
    return stage.notices().stream()
        .filter(notice -> partner.equals(notice.attributes().get("partner")))
        .filter(notice -> event.equals(notice.attributes().get("event")))
        .reduce((first, second) -> second)
        .orElseThrow(() -> new IllegalStateException("no notice " + event + " of " + partner));
  }
}
