package io.github.landfall.rehearsal.scenario;

import io.github.landfall.contract.Names;
import io.github.landfall.contract.drive.WindowsName.Problem;
import io.github.landfall.localaws.drive.Drive;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a drive shows at one moment.
 *
 * @param sums the SHA-256 of each of the partners' files, by its path
 * @param reports the text of each of Landfall's own pages and lists, by its path
 */
public record DriveContent(SortedMap<String, String> sums, SortedMap<String, String> reports) {

  /** Reasons for which Samba, too, does not show a name, and not Windows alone. */
  private static final Set<Problem> HIDING =
      EnumSet.of(
          Problem.FORBIDDEN_CHARACTER,
          Problem.CONTROL_CHARACTER,
          Problem.DOT_OR_BLANK_AT_THE_END,
          Problem.EMPTY_NAME,
          Problem.DOTS,
          Problem.SAME_NAME_AS_A_FOLDER);

  /** Reasons for which a file is not on the drive, under whatever name. */
  private static final Set<Problem> ABSENT =
      EnumSet.of(Problem.EMPTY_NAME, Problem.DOTS, Problem.SAME_NAME_AS_A_FOLDER);

  /** What Landfall itself puts on a drive: reports, in a partner's folder of reports. */
  private static final Pattern REPORT =
      Pattern.compile(Names.REPORTS + "[^/_][^/]*/[^/]+\\.(html|csv)");

  /**
   * Reads every file of a drive.
   *
   * @throws IOException if one can't be read
   */
  public static DriveContent of(Drive drive) throws IOException {
    SortedMap<String, String> sums = new TreeMap<>();
    SortedMap<String, String> reports = new TreeMap<>();
    for (Map.Entry<String, Drive.DriveFile> file : drive.walk().entrySet()) {
      String path = file.getKey();
      try (InputStream in = file.getValue().open()) {
        if (REPORT.matcher(path).matches()) {
          reports.put(path, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } else {
          sums.put(path, sha256(in));
        }
      }
    }
    return new DriveContent(sums, reports);
  }

  /**
   * What the drive should show.
   *
   * @throws IOException if a file can't be read
   */
  public static DriveContent expected(Map<String, Path> files) throws IOException {
    SortedMap<String, String> sums = new TreeMap<>();
    for (Map.Entry<String, Path> file : files.entrySet()) {
      try (InputStream in = Files.newInputStream(file.getValue())) {
        sums.put(file.getKey(), sha256(in));
      }
    }
    return new DriveContent(sums, new TreeMap<>());
  }

  /**
   * How this differs from what was expected, a line for each file; empty when it does not.
   *
   * <p>A file whose name the reports on the drive list as not shown may be there under another
   * name, with its content, or not at all where a folder has its name. It may not be there under
   * its own: then the list is wrong.
   */
  public List<String> differences(DriveContent expected) {
    SortedMap<String, String> others = new TreeMap<>(sums);
    others.keySet().removeAll(expected.sums().keySet());
    Map<String, Problem> told = toldNotShown();
    List<String> differences = new ArrayList<>();
    expected
        .sums()
        .forEach(
            (path, sum) -> {
              if (sums.containsKey(path)) {
                if (!sums.get(path).equals(sum)) {
                  differences.add("other content: " + path);
                }
                if (HIDING.contains(told.get(path))) {
                  differences.add("shown, but listed as not shown: " + path);
                }
              } else if (!told.containsKey(path)
                  || (!others.values().remove(sum) && !ABSENT.contains(told.get(path)))) {
                differences.add("missing: " + path);
              }
            });
    others.keySet().forEach(path -> differences.add("not expected: " + path));
    return differences;
  }

  /** What the reports list as not shown by Windows under its own name, with the reason. */
  Map<String, Problem> toldNotShown() {
    Map<String, Problem> told = new TreeMap<>();
    reports.forEach(
        (path, text) -> {
          if (path.matches(".+-names(-[0-9]+)?[.]csv")) {
            CsvTable.rows(text)
                .forEach(row -> told.put(row.get("key"), problem(row.get("problem"))));
          }
        });
    return told;
  }

  private static Problem problem(String text) {
    return Stream.of(Problem.values())
        .filter(problem -> problem.text().equals(text))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no reason for a name: " + text));
  }

  /** The listing, for people: a few names of each folder. */
  public String listing() {
    if (sums.isEmpty() && reports.isEmpty()) {
      return "  (empty)";
    }
    Map<String, List<String>> byFolder = new TreeMap<>();
    Stream.concat(sums.keySet().stream(), reports.keySet().stream())
        .forEach(
            path -> {
              int name = path.lastIndexOf('/') + 1;
              byFolder
                  .computeIfAbsent(path.substring(0, name), folder -> new ArrayList<>())
                  .add(path.substring(name));
            });
    List<String> lines = new ArrayList<>();
    byFolder.forEach(
        (folder, names) -> {
          int shown = Math.min(names.size(), 3);
          int more = names.size() - shown;
          lines.add(
              "  "
                  + folder
                  + "  "
                  + String.join(" · ", names.subList(0, shown))
                  + (more == 0 ? "" : " and " + more + " more"));
        });
    return String.join("\n", lines);
  }

  private static String sha256(InputStream in) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
    byte[] buffer = new byte[1 << 16];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      digest.update(buffer, 0, read);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
