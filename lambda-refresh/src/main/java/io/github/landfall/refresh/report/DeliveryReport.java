package io.github.landfall.refresh.report;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import io.github.landfall.contract.arrival.Arrival;
import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.DeliveryLists;
import io.github.landfall.contract.run.DriveNames.NotShown;
import io.github.landfall.refresh.list.ListCheck;
import io.github.landfall.refresh.notice.Language;
import io.github.landfall.refresh.notice.Texts;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The report of what came with a run: a page for people, and beside it a table of every object, and
 * one of those that a Windows drive may not show under their own names, and one of those that are
 * not as a delivery list says.
 *
 * <p>Objects are added one by one and written at once, so that a report of ten million takes no
 * more memory than one of {@value #MAX_ROWS}: up to so many are in the page, and so many folders.
 * Above it the page lists folders, and the table alone has every object.
 */
public final class DeliveryReport implements AutoCloseable {

  /** How many objects, or folders, a page lists. */
  static final int MAX_ROWS = 100_000;

  /** How many objects a page lists that a Windows drive may not show under their own names. */
  static final int MAX_NAMES = 1_000;

  private static final Texts CHINESE = new Texts(Language.CHINESE);
  private static final Texts ENGLISH = new Texts(Language.ENGLISH);
  private static final List<String> COLUMNS = List.of("time", "what", "bytes", "folder", "key");
  private static final List<String> NAMES_COLUMNS = List.of("problem", "folder", "key");
  private static final List<String> LISTS_COLUMNS =
      List.of("list", "problem", "bytes listed", "bytes", "key");

  /**
   * What a report is about.
   *
   * @param partner the partner's name
   * @param name the report's name, of which the files' names are made: {@code yyyy-MM-dd-HHmmss}
   * @param start when the run began
   * @param end when it ended
   * @param zone the zone of all times
   * @param sweep whether these are arrivals outside of a transfer
   * @param failedObjects how many objects could not be copied
   * @param listingFailure why the list of the source is incomplete; empty if it is not, or nobody
   *     knows
   * @param language the language in which the page opens
   */
  public record Head(
      String partner,
      String name,
      Instant start,
      Instant end,
      ZoneId zone,
      boolean sweep,
      int failedObjects,
      Optional<String> listingFailure,
      Language language) {}

  /**
   * A report's files.
   *
   * @param page the page, {@code <name>.html}
   * @param tables the table of every object, {@code <name>.csv}, in as many files as it takes; then
   *     that of the names that are not shown, {@code <name>-names.csv}, and that of the files that
   *     are not as a list says, {@code <name>-lists.csv}, if there are any
   */
  public record Report(Path page, List<Path> tables) {}

  /** How many times are known as text; a batch of arrivals has fewer seconds. */
  private static final int MAX_TIMES = 10_000;

  private final Path directory;
  private final Head head;
  private final Path rowsFile;
  private final SplitTable table;
  private final SplitTable namesTable;
  private final SplitTable listsTable;
  private final Writer rows;
  private final JsonGenerator rowsJson;
  private final DateTimeFormatter times;
  private final Map<Instant, String> knownTimes = new HashMap<>();
  private final Map<String, FolderRow> folders = new LinkedHashMap<>();
  private final FolderRow otherFolders = new FolderRow(-1);
  private final List<NotShown> names = new ArrayList<>();
  private long added;
  private long notShown;

  private DeliveryReport(Path directory, Head head) throws IOException {
    this.directory = directory;
    this.head = head;
    rowsFile = directory.resolve(head.name() + ".rows");
    times = DateTimeFormatter.ISO_OFFSET_DATE_TIME.withZone(head.zone());
    table = new SplitTable(directory, head.name(), COLUMNS);
    namesTable = new SplitTable(directory, namesTable(head.name()), NAMES_COLUMNS);
    listsTable = new SplitTable(directory, listsTable(head.name()), LISTS_COLUMNS);
    table.beginFile();
    rows = Files.newBufferedWriter(rowsFile);
    rowsJson = Page.json(rows).setRootValueSeparator(new SerializedString(",\n"));
  }

  /**
   * The names of the files that a report may have.
   *
   * @param name the report's name
   * @param maxObjects how many objects it has at the most
   */
  public static Stream<String> files(String name, long maxObjects) {
    return Stream.concat(
        Stream.of(page(name)),
        Stream.of(name, namesTable(name), listsTable(name))
            .flatMap(table -> SplitTable.files(table, maxObjects)));
  }

  private static String page(String name) {
    return name + ".html";
  }

  private static String namesTable(String name) {
    return name + "-names";
  }

  private static String listsTable(String name) {
    return name + "-lists";
  }

  /**
   * Begins a report.
   *
   * @param directory where its files are written; those of the same name are overwritten
   * @param head what it is about
   * @throws IOException if they can't be written
   */
  public static DeliveryReport begin(Path directory, Head head) throws IOException {
    return new DeliveryReport(directory, head);
  }

  /**
   * Adds what happened to one object. The mark of a folder that was created is no object, and left
   * out.
   *
   * @throws UncheckedIOException if it can't be written
   */
  public void add(Arrival arrival) {
    boolean removed = arrival.kind() == Arrival.Kind.REMOVED;
    if (arrival.folderMarker() && !removed) {
      return;
    }
    try {
      String name = arrival.folder();
      table.write(
          List.of(
              time(arrival.time()),
              removed ? "removed" : "created",
              Long.toString(arrival.bytes()),
              name,
              arrival.key()));
      FolderRow folder = folder(name);
      folder.count(arrival.bytes(), removed);
      if (added < MAX_ROWS) {
        writeRow(folder, arrival, removed);
      }
      added++;
    } catch (IOException e) {
      throw new UncheckedIOException("the report can't be written: " + e.getMessage(), e);
    }
  }

  /** To format a time takes longer than to write the row, and many rows have the same second. */
  private String time(Instant time) {
    if (knownTimes.size() == MAX_TIMES) {
      knownTimes.clear();
    }
    return knownTimes.computeIfAbsent(time.truncatedTo(ChronoUnit.SECONDS), times::format);
  }

  /**
   * Adds an object that a Windows drive may not show under its own name.
   *
   * @throws UncheckedIOException if it can't be written
   */
  public void addNotShown(NotShown object) {
    try {
      String key = object.key();
      namesTable.write(
          List.of(
              object.problem().text(), key.substring(0, Math.max(key.lastIndexOf('/'), 0)), key));
    } catch (IOException e) {
      throw new UncheckedIOException("the report can't be written: " + e.getMessage(), e);
    }
    if (names.size() < MAX_NAMES) {
      names.add(object);
    }
    notShown++;
  }

  /**
   * Adds a file that is not as a delivery list says.
   *
   * @throws UncheckedIOException if it can't be written
   */
  public void addListDifference(ListCheck.Named named) {
    try {
      DeliveryLists.Difference file = named.difference();
      listsTable.write(
          List.of(
              named.list(),
              file.found() == null ? "absent" : "other-size",
              file.listed() < 0 ? "" : Long.toString(file.listed()),
              file.found() == null ? "" : file.found().toString(),
              file.key()));
    } catch (IOException e) {
      throw new UncheckedIOException("the report can't be written: " + e.getMessage(), e);
    }
  }

  /**
   * Ends the report.
   *
   * @param figures the run's figures
   * @return its files
   * @throws IOException if they can't be written
   */
  public Report finish(Delivery figures) throws IOException {
    closeTables();
    rowsJson.close();
    rows.close();
    Path page = directory.resolve(page(head.name()));
    try (BufferedWriter out = Files.newBufferedWriter(page);
        Reader objects =
            added > MAX_ROWS ? new StringReader("") : Files.newBufferedReader(rowsFile)) {
      new Page("delivery")
          .write(
              out,
              head.language(),
              "%s · %s".formatted(head.partner(), head.name()),
              figures(figures),
              objects);
    }
    Files.delete(rowsFile);
    return new Report(
        page,
        Stream.of(table.files(), namesTable.files(), listsTable.files())
            .flatMap(List::stream)
            .toList());
  }

  /** Gives up what is not finished; the files that are, stay. */
  @Override
  public void close() throws IOException {
    closeTables();
    rows.close();
    Files.deleteIfExists(rowsFile);
  }

  private void closeTables() throws IOException {
    table.close();
    namesTable.close();
    listsTable.close();
  }

  private FolderRow folder(String name) {
    FolderRow known = folders.get(name);
    if (known != null) {
      return known;
    }
    if (folders.size() == MAX_ROWS) {
      return otherFolders;
    }
    FolderRow added = new FolderRow(folders.size());
    folders.put(name, added);
    return added;
  }

  private void writeRow(FolderRow folder, Arrival arrival, boolean removed) throws IOException {
    rowsJson.writeStartArray();
    rowsJson.writeNumber(folder.index);
    rowsJson.writeString(arrival.key().substring(arrival.key().lastIndexOf('/') + 1));
    rowsJson.writeNumber(arrival.bytes());
    rowsJson.writeNumber(Page.local(arrival.time(), head.zone()));
    rowsJson.writeNumber(removed ? 1 : 0);
    rowsJson.writeEndArray();
  }

  private String figures(Delivery delivery) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = Page.json(text)) {
      json.writeStartObject();
      json.writeStringField("partner", head.partner());
      json.writeStringField("name", head.name());
      json.writeStringField("zone", head.zone().getId());
      json.writeBooleanField("sweep", head.sweep());
      json.writeNumberField("start", Page.local(head.start(), head.zone()));
      json.writeNumberField("end", Page.local(head.end(), head.zone()));
      json.writeNumberField("objects", delivery.objects());
      json.writeNumberField("bytes", delivery.bytes());
      json.writeNumberField("removed", delivery.removed());
      json.writeNumberField("changedFolders", delivery.folders());
      json.writeNumberField("missing", head.failedObjects());
      json.writeStringField("listingFailure", head.listingFailure().orElse(null));
      json.writeNumberField("unaccounted", Objects.requireNonNullElse(delivery.unaccounted(), 0L));
      json.writeArrayFieldStart("failed");
      for (String key : delivery.failed()) {
        json.writeString(key);
      }
      json.writeEndArray();
      json.writeNumberField("notShown", notShown);
      json.writeArrayFieldStart("names");
      for (NotShown object : names) {
        json.writeStartArray();
        json.writeString(object.key());
        json.writeString(CHINESE.of(object.problem()));
        json.writeString(ENGLISH.of(object.problem()));
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeNumberField(
          "leftovers", delivery.names() == null ? 0 : delivery.names().leftovers());
      writeFiles(json, "tables", table.files());
      writeFiles(json, "namesTables", namesTable.files());
      writeLists(json, delivery.lists());
      writeFiles(json, "listsTables", listsTable.files());
      json.writeArrayFieldStart("largest");
      for (Delivery.FolderFigure figure : delivery.largest()) {
        json.writeStartArray();
        json.writeString(figure.folder());
        json.writeNumber(figure.objects());
        json.writeNumber(figure.bytes());
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeNumberField("rows", added);
      json.writeArrayFieldStart("folders");
      for (Map.Entry<String, FolderRow> folder : folders.entrySet()) {
        json.writeStartArray();
        json.writeString(folder.getKey());
        folder.getValue().write(json);
        json.writeEndArray();
      }
      json.writeEndArray();
      json.writeArrayFieldStart("otherFolders");
      otherFolders.write(json);
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
  }

  private static void writeLists(JsonGenerator json, DeliveryLists lists) throws IOException {
    if (lists == null) {
      json.writeNullField("lists");
      return;
    }
    json.writeObjectFieldStart("lists");
    json.writeNumberField("complete", lists.complete());
    json.writeNumberField("files", lists.files());
    json.writeArrayFieldStart("incomplete");
    for (DeliveryLists.Incomplete list : lists.incomplete()) {
      json.writeStartObject();
      json.writeStringField("key", list.key());
      json.writeNumberField("files", list.files());
      json.writeNumberField("absent", list.absent());
      json.writeNumberField("otherSize", list.otherSize());
      json.writeStringField("broken", list.broken());
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void writeFiles(JsonGenerator json, String field, List<Path> files)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (Path file : files) {
      json.writeString(file.getFileName().toString());
    }
    json.writeEndArray();
  }

  /** What happened in a folder. */
  private static final class FolderRow {

    private final int index;
    private long objects;
    private long bytes;
    private long removed;

    private FolderRow(int index) {
      this.index = index;
    }

    private void count(long size, boolean gone) {
      if (gone) {
        removed++;
      } else {
        objects++;
        bytes += size;
      }
    }

    private void write(JsonGenerator json) throws IOException {
      json.writeNumber(objects);
      json.writeNumber(bytes);
      json.writeNumber(removed);
    }
  }
}
