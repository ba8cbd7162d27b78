package io.github.landfall.rehearsal.faults;

import io.github.landfall.contract.Names;
import io.github.landfall.contract.arrival.PartName;
import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.Run;
import io.github.landfall.localaws.notices.Notice;
import io.github.landfall.rehearsal.scenario.Expectations;
import io.github.landfall.rehearsal.scenario.Media;
import io.github.landfall.rehearsal.stage.Ending;
import io.github.landfall.rehearsal.stage.Servers;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.stage.StageSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * A night of a few files, which can be played again and again: each time on an empty stage, a day
 * after the one before.
 */
final class SmallNight implements AutoCloseable {

  static final String PARTNER = "aurora";

  private static final List<String> FILES =
      List.of("镜头 001/背景.png", "plates/a.exr", "plates/b.exr", "plates/sc 2/c.exr", "notes.txt");

  /** So long after the night's end a second notice or refresh would have come. */
  private static final Duration AFTERWARDS = Duration.ofMinutes(35);

  private static final Duration AT_MOST = Duration.ofHours(12);

  private final Stage.Options options =
      new Stage.Options(Path.of(".."), false, Duration.ZERO, new Ending());
  private final Servers servers;
  private final Media media;
  private Instant begin = Instant.parse("2026-11-22T15:57:00Z");

  /**
   * Starts the servers.
   *
   * @param directory where the files are written that the partner delivers
   * @throws IOException if a server does not start, or a file can't be written
   */
  SmallNight(Path directory) throws IOException {
    for (String name : FILES) {
      Path file = directory.resolve(name);
      Files.createDirectories(file.getParent());
      Files.writeString(file, name);
    }
    this.media = Media.in(directory);
    this.servers = Servers.toLend(options, begin);
  }

  /** When the next night begins; the one that is played first begins so much earlier. */
  Instant begin() {
    return begin;
  }

  /**
   * Plays a night.
   *
   * @param plan what happens to which call; empty for a night without faults
   */
  NightResult play(Optional<FaultPlan> plan) throws IOException {
    FunctionsInProcess functions = new FunctionsInProcess(plan, List.of("borealis", "cascade"));
    try (Stage stage =
        new Stage(options, StageSettings.ordinary(), begin, entry -> {}, functions, servers)) {
      media.deliver(stage, PARTNER);
      // An artist has looked: the gateway knows the folders as they were before.
      stage.drives().get(0).walk();
      boolean over = stage.advanceUntil(() -> open(stage).isEmpty(), AT_MOST);
      if (over) {
        stage.advance(AFTERWARDS);
      }
      List<String> broken = new ArrayList<>(open(stage));
      broken.addAll(wrong(stage));
      return new NightResult(
          functions.aws().calls(),
          stage.notices().stream()
              .filter(notice -> event(notice).equals("drive-ready"))
              .map(Notice::time)
              .findFirst()
              .orElse(null),
          stage.notices().stream().map(SmallNight::event).toList(),
          stage.refreshes().size(),
          stage.runs(PARTNER).size(),
          broken);
    } finally {
      begin = begin.plus(Duration.ofDays(1));
    }
  }

  private static String event(Notice notice) {
    return notice.attributes().getOrDefault("event", "a notice without event");
  }

  /** What is not over yet, the cheapest question first. */
  private static List<String> open(Stage stage) {
    if (stage.notices().stream().noneMatch(notice -> event(notice).equals("drive-ready"))) {
      return List.of("people are not told that the files are on the drive");
    }
    if (!stage.messages().isEmpty()) {
      return List.of("messages are left: " + stage.messages());
    }
    List<String> open = new ArrayList<>();
    for (Run run : stage.runs(PARTNER)) {
      if (run.steps().inProgress().isPresent()
          || run.delivery().isEmpty()
          || run.onDrive().isEmpty()) {
        open.add("a run is open: " + run);
      }
    }
    keys(stage, stage.ledgerBucket(), PartName.home(PARTNER)).stream()
        .filter(key -> key.endsWith("/taken.txt") || key.contains("/new/"))
        .forEach(key -> open.add("left in the ledger: " + key));
    stage.held().forEach(key -> open.add("still held: " + key));
    return open;
  }

  /** What is wrong in the end, whatever the fault. */
  private List<String> wrong(Stage stage) throws IOException {
    Expectations expect = new Expectations(stage);
    Map<String, Path> files = media.onDrive(stage, PARTNER);
    expect.driveShows("the drive shows every file", 0, files);
    expect.counted(PARTNER, 0, files);
    expect.equal(
        "reports in the bucket", reports(stage), keys(stage, stage.landingBucket(), Names.REPORTS));
    return expect.results().stream()
        .filter(result -> result.failure().isPresent())
        .map(result -> result.what() + ": " + result.failure().get())
        .toList();
  }

  /** Where the reports of the runs lie, and the list of runs. */
  private static Set<String> reports(Stage stage) {
    Set<String> keys = new TreeSet<>();
    for (Run run : stage.runs(PARTNER)) {
      Delivery delivery = run.delivery().orElse(null);
      if (delivery != null && delivery.report() != null) {
        keys.add(delivery.report() + ".html");
        keys.add(delivery.report() + ".csv");
        keys.add(Names.REPORTS + PARTNER + "/index.html");
      }
    }
    return keys;
  }

  private static Set<String> keys(Stage stage, String bucket, String prefix) {
    Set<String> keys = new TreeSet<>();
    stage
        .s3()
        .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
        .contents()
        .stream()
        .map(S3Object::key)
        .forEach(keys::add);
    return keys;
  }

  @Override
  public void close() {
    servers.close();
  }
}
