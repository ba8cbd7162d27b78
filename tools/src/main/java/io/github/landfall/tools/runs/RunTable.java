package io.github.landfall.tools.runs;

import io.github.landfall.contract.run.DeliveryLists;
import io.github.landfall.contract.text.ByteSize;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Runs for a terminal: a line of headings, then a line for each run; {@code -} is "not known". */
public final class RunTable {

  private static final String MISSING = "-";

  private final DateTimeFormatter times;
  private final List<Column> columns;

  /** A column; numbers end below each other. */
  private record Column(
      String heading, boolean number, Function<RunFigures, Optional<String>> value) {

    private String shown(RunFigures run) {
      return value.apply(run).orElse(MISSING);
    }
  }

  /**
   * @param zone the zone in which times are shown
   */
  public RunTable(ZoneId zone) {
    times = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT).withZone(zone);
    columns =
        List.of(
            new Column("PARTNER", false, run -> Optional.of(run.partner())),
            new Column("START", false, run -> time(run.start())),
            new Column("END", false, run -> time(run.end())),
            new Column("H:MM", true, run -> duration(run.seconds())),
            new Column("KIND", false, run -> Optional.of(run.kind().word())),
            new Column("OBJECTS", true, run -> count(run.objects())),
            new Column("SIZE", true, run -> size(run.bytes())),
            new Column("FAILED", true, run -> count(run.failedObjects())),
            new Column(
                "LISTING",
                false,
                run -> Optional.ofNullable(run.listing()).map(RunFigures.Listing::word)),
            new Column("UNACCOUNTED", true, run -> count(run.unaccounted())),
            new Column("NOT SHOWN", true, run -> count(run.notShown())),
            new Column(
                "LISTS", true, run -> Optional.ofNullable(run.lists()).map(RunTable::complete)),
            new Column("ON THE DRIVE", false, run -> time(run.onDrive())),
            new Column("REPORT", false, run -> Optional.ofNullable(run.report())));
  }

  /** The lines, headings first. */
  public List<String> lines(List<RunFigures> runs) {
    List<List<String>> rows =
        Stream.concat(
                Stream.of(columns.stream().map(Column::heading).toList()),
                runs.stream()
                    .map(run -> columns.stream().map(column -> column.shown(run)).toList()))
            .toList();
    String format =
        IntStream.range(0, columns.size())
            .mapToObj(
                i -> {
                  int width = rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0);
                  return columns.get(i).number() ? "%" + width + "s" : "%-" + width + "s";
                })
            .collect(Collectors.joining("  "));
    return rows.stream().map(row -> format.formatted(row.toArray()).stripTrailing()).toList();
  }

  private Optional<String> time(Instant time) {
    return Optional.ofNullable(time).map(times::format);
  }

  private static Optional<String> duration(Long seconds) {
    return Optional.ofNullable(seconds)
        .map(Duration::ofSeconds)
        .map(took -> String.format(Locale.ROOT, "%d:%02d", took.toHours(), took.toMinutesPart()));
  }

  private static Optional<String> count(Number number) {
    return Optional.ofNullable(number).map(some -> String.format(Locale.ROOT, "%,d", some));
  }

  /** How many delivery lists are complete, of all. */
  private static String complete(DeliveryLists lists) {
    return lists.complete() + "/" + (lists.complete() + lists.incomplete().size());
  }

  private static Optional<String> size(Long bytes) {
    return Optional.ofNullable(bytes).map(ByteSize::decimal);
  }
}
