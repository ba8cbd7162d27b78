package io.github.landfall.rehearsal;

import io.github.landfall.contract.text.TextBundle;
import io.github.landfall.localaws.drive.Drive;
import io.github.landfall.localaws.drive.SmbDrive;
import io.github.landfall.rehearsal.scenario.DeliveredMedia;
import io.github.landfall.rehearsal.scenario.Expectations.Result;
import io.github.landfall.rehearsal.scenario.Media;
import io.github.landfall.rehearsal.scenario.MediaNames;
import io.github.landfall.rehearsal.scenario.Performance;
import io.github.landfall.rehearsal.scenario.Performance.Outcome;
import io.github.landfall.rehearsal.scenario.Scenario;
import io.github.landfall.rehearsal.scenario.Scenarios;
import io.github.landfall.rehearsal.stage.Ending;
import io.github.landfall.rehearsal.stage.RunSummary;
import io.github.landfall.rehearsal.stage.Stage;
import io.github.landfall.rehearsal.timeline.Entry;
import io.github.landfall.rehearsal.timeline.PrintedTimeline;
import io.github.landfall.rehearsal.timeline.StoryTimeline;
import io.github.landfall.rehearsal.timeline.StoryTimeline.Language;
import io.github.landfall.rehearsal.timeline.TimelineFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command {@code ./rehearse}. */
@Command(
    name = "rehearse",
    description = {
      "Plays the nightly chain on this machine, from the synthesized templates: an ordinary night,"
          + " as people see it. Mails and reports are in the deployment's language unless --lang says another."
    },
    mixinStandardHelpOptions = true,
    sortOptions = false,
    usageHelpAutoWidth = true)
public final class Rehearse implements Callable<Integer> {

  /** The kinds of drives. */
  enum DriveKind {
    listing,
    smb
  }

  /** What is played if nothing is said. */
  private static final String FIRST_LOOK = "ordinary-night";

  /** How many names that can't be delivered are told. */
  private static final int MAX_PROBLEMS = 10;

  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Option(names = "--media", paramLabel = "DIR", description = "Deliver the files of DIR.")
  private Path media;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description = "Play this scenario alone; may be repeated.")
  private List<String> names = new ArrayList<>();

  @Option(names = "--all", description = "Play all scenarios, with a line for each.")
  private boolean all;

  @Option(names = "--verbose", description = "Show the machinery, too.")
  private boolean verbose;

  @Option(
      names = "--lang",
      paramLabel = "zh-CN|en",
      description =
          "The language of the sentences between (default: by this machine's locale), and of mails"
              + " and reports. With --scenario of the sentences alone.")
  private String lang;

  @Option(names = "--list", description = "List the scenarios.")
  private boolean list;

  @Option(
      names = "--minute",
      paramLabel = "MILLIS",
      description =
          "Let a virtual minute last at least so many milliseconds (default: ${DEFAULT-VALUE}).",
      defaultValue = "0")
  private long millisPerMinute;

  @Option(
      names = "--drive",
      paramLabel = "listing|smb",
      description =
          "What the drive is: the gateway's listing, or a real SMB share of rclone and Samba"
              + " (default: ${DEFAULT-VALUE}).",
      defaultValue = "listing")
  private DriveKind drive;

  @Option(names = "--hold", description = "Keep the drive after the play, until Enter is pressed.")
  private boolean hold;

  @Option(
      names = "--timeline",
      paramLabel = "FILE",
      description = "Write what happens into FILE, as JSON lines.")
  private Path timeline;

  private final Path repository;

  /**
   * @param repository the repository's root
   */
  Rehearse(Path repository) {
    this.repository = repository;
  }

  /**
   * Runs the command and exits: 0 when every expectation held, 1 when one did not or something
   * failed, 2 when the options are wrong or a tool is missing.
   *
   * @param arguments the options
   */
  public static void main(String[] arguments) {
    Path repository = Path.of(System.getProperty("landfall.repository", "."));
    System.exit(commandLine(repository).execute(arguments));
  }

  static CommandLine commandLine(Path repository) {
    return new CommandLine(new Rehearse(repository))
        .setParameterExceptionHandler(
            (e, arguments) -> {
              e.getCommandLine().getErr().println("rehearse: " + e.getMessage());
              return CommandLine.ExitCode.USAGE;
            })
        .setExecutionExceptionHandler(
            (e, commandLine, result) -> {
              if (e instanceof CancellationException) {
                commandLine.getErr().println("rehearse: " + e.getMessage());
                return CommandLine.ExitCode.SOFTWARE;
              }
              commandLine.getErr().println("rehearse: the rehearsal broke off");
              e.printStackTrace(commandLine.getErr());
              return CommandLine.ExitCode.SOFTWARE;
            });
  }

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (list) {
      Scenarios.ALL.forEach(s -> out.printf("%-32s %s%n", s.name(), s.title()));
      return CommandLine.ExitCode.OK;
    }
    List<Scenario> scenarios = scenarios();
    checkOptions();
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
    try (Interruption interruption = new Interruption();
        Timelines timelines = new Timelines(timeline)) {
      for (Scenario scenario : scenarios) {
        outcomes.put(
            scenario.name(),
            all
                ? playInALine(scenario, timelines, interruption.ending())
                : play(scenario, timelines, interruption.ending()));
      }
    }
    return all ? total(outcomes.values(), out) : summary(outcomes, out);
  }

  private List<Scenario> scenarios() throws IOException {
    if (all) {
      if (media != null || !names.isEmpty() || hold) {
        throw wrong("--all goes with none of --media, --scenario and --hold");
      }
      return Scenarios.ALL;
    }
    if (media != null) {
      if (!names.isEmpty()) {
        throw wrong("--media and --scenario don't go together");
      }
      if (!Files.isDirectory(media)) {
        throw wrong("--media " + media + ": no such directory");
      }
      List<String> problems = MediaNames.problems(media);
      if (!problems.isEmpty()) {
        throw wrong(
            "--media %s: can't be delivered as it is:%n  %s%s"
                .formatted(
                    media,
                    String.join("%n  ".formatted(), problems.stream().limit(MAX_PROBLEMS).toList()),
                    problems.size() <= MAX_PROBLEMS
                        ? ""
                        : "%n  and %d more".formatted(problems.size() - MAX_PROBLEMS)));
      }
      Media files = Media.in(media);
      if (files.files().isEmpty()) {
        throw wrong("--media " + media + ": holds no file to deliver");
      }
      tellHowLong(files);
      return List.of(new DeliveredMedia(media));
    }
    return names.isEmpty()
        ? List.of(Scenarios.named(FIRST_LOOK).orElseThrow())
        : names.stream()
            .map(
                name ->
                    Scenarios.named(name)
                        .orElseThrow(
                            () ->
                                wrong(
                                    "--scenario "
                                        + name
                                        + ": no such scenario; --list names them")))
            .toList();
  }

  private void tellHowLong(Media files) throws IOException {
    Duration time = DeliveredMedia.estimate(files);
    if (time.compareTo(Duration.ofMinutes(1)) >= 0) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(
          new TextBundle(StoryTimeline.class, "story_" + language() + ".properties")
              .of("HOW_LONG", files.files().size(), time.toMinutes()));
      out.flush();
    }
  }

  private void checkOptions() {
    language();
    if (millisPerMinute < 0) {
      throw wrong("--minute " + millisPerMinute + ": expected 0 or more milliseconds");
    }
    if (timeline != null && Files.isDirectory(timeline)) {
      throw wrong("--timeline " + timeline + ": is a directory, expected a file");
    }
    if (timeline != null && !Files.isDirectory(timeline.toAbsolutePath().getParent())) {
      throw wrong("--timeline " + timeline + ": its directory does not exist");
    }
    if (drive == DriveKind.smb && !SmbDrive.missingTools().isEmpty()) {
      throw wrong(
          "--drive smb: missing here: "
              + String.join(", ", SmbDrive.missingTools())
              + " (Debian's packages rclone, samba, smbclient, fuse3)");
    }
    if (hold && drive != DriveKind.smb) {
      throw wrong("--hold goes with --drive smb");
    }
  }

  /** Scenarios read notices in the template's language; the first look and media do not. */
  private Optional<String> notices() {
    return Optional.ofNullable(lang).filter(tag -> names.isEmpty() && !all);
  }

  private Language language() {
    if (lang == null) {
      return Language.of(Locale.getDefault());
    }
    return Stream.of(Language.values())
        .filter(one -> one.toString().equals(lang))
        .findFirst()
        .orElseThrow(() -> wrong("--lang " + lang + ": expected zh-CN or en"));
  }

  private ParameterException wrong(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  private Outcome play(Scenario scenario, Timelines timelines, Ending ending) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%n=== %s: %s%n%n", scenario.name(), scenario.title());
    out.flush();
    Consumer<Entry> printed =
        verbose
            ? new PrintedTimeline(System.out, ZONE)
            : new StoryTimeline(System.out, ZONE, language());
    return new Performance(scenario, options(ending))
        .play(timelines.of(scenario.name(), printed), stage -> hold(stage, ending));
  }

  /** Prints a line, and what happened only if something did not hold. */
  private Outcome playInALine(Scenario scenario, Timelines timelines, Ending ending)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    PrintedTimeline printed =
        new PrintedTimeline(new PrintStream(kept, true, StandardCharsets.UTF_8), ZONE);
    Outcome outcome =
        new Performance(scenario, options(ending))
            .play(timelines.of(scenario.name(), printed), stage -> {});
    out.printf(
        "%s  %2d/%-2d  %-30s %s%n",
        verdict(outcome.held() == outcome.results().size()),
        outcome.held(),
        outcome.results().size(),
        scenario.name(),
        scenario.title());
    if (outcome.held() < outcome.results().size()) {
      out.println(kept.toString(StandardCharsets.UTF_8));
      details(outcome, out);
    }
    out.flush();
    return outcome;
  }

  private Stage.Options options(Ending ending) {
    return new Stage.Options(
        repository, drive == DriveKind.smb, Duration.ofMillis(millisPerMinute), ending, notices());
  }

  private void hold(Stage stage, Ending ending) {
    if (!hold) {
      return;
    }
    PrintWriter out = spec.commandLine().getOut();
    for (Drive each : stage.drives()) {
      if (each instanceof SmbDrive smb) {
        out.printf(
            "%nThe drive is held. Try:%n  %s%nEnter, or the end of the input, ends it.%n",
            smb.connectLine());
      }
    }
    out.flush();
    CompletableFuture<Integer> input = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                input.complete(System.in.read());
              } catch (IOException e) {
                input.completeExceptionally(e);
              }
            });
    reader.setDaemon(true);
    reader.start();
    ending.await(input);
  }

  static int summary(Map<String, Outcome> outcomes, PrintWriter out) {
    out.printf("%n=== Summary%n%n");
    outcomes.forEach(
        (name, outcome) -> {
          out.println(name);
          for (RunSummary run : outcome.runs()) {
            out.printf("  %-9s %s%n", run.partner(), run.line());
          }
          details(outcome, out);
        });
    return total(outcomes.values(), out);
  }

  private static void details(Outcome outcome, PrintWriter out) {
    for (Result result : outcome.results()) {
      Optional<String> failure = result.failure();
      out.printf("  %s  %s%n", verdict(failure.isEmpty()), result.what());
      failure.ifPresent(found -> out.printf("          %s%n", found));
    }
  }

  /** In colour where it is a terminal that reads. */
  private static String verdict(boolean held) {
    return CommandLine.Help.Ansi.AUTO.string(held ? "@|green held|@  " : "@|bold,red FAILED|@");
  }

  private static int total(Collection<Outcome> outcomes, PrintWriter out) {
    int expected = outcomes.stream().mapToInt(outcome -> outcome.results().size()).sum();
    int held = outcomes.stream().mapToInt(Outcome::held).sum();
    out.printf(
        "%n%d of %d expectations held in %d scenario%s%n",
        held, expected, outcomes.size(), outcomes.size() == 1 ? "" : "s");
    out.flush();
    return held == expected ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  /** The printed timeline, and the file where one is wanted. */
  private static final class Timelines implements AutoCloseable {

    private final Optional<TimelineFile> file;

    Timelines(Path path) throws IOException {
      file = path == null ? Optional.empty() : Optional.of(new TimelineFile(path));
    }

    Consumer<Entry> of(String scenario, Consumer<Entry> printed) {
      return file.map(lines -> printed.andThen(lines.of(scenario))).orElse(printed);
    }

    @Override
    public void close() throws IOException {
      if (file.isPresent()) {
        file.get().close();
      }
    }
  }

  /** Has the rehearsal end, and waits until its stage is taken down, when the process is to end. */
  private static final class Interruption implements AutoCloseable {

    /** A tick, the longest call of the function, and the closing of every part. */
    private static final long PATIENCE_SECONDS = 30;

    private final Ending ending = new Ending();
    private final CountDownLatch down = new CountDownLatch(1);

    Interruption() {
      Runtime.getRuntime().addShutdownHook(new Thread(this::endAndWait));
    }

    Ending ending() {
      return ending;
    }

    private void endAndWait() {
      ending.ask();
      try {
        if (!down.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          System.err.println("rehearse: the stage could not be taken down in time");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public void close() {
      down.countDown();
    }
  }
}
