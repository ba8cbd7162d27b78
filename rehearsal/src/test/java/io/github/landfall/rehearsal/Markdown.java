package io.github.landfall.rehearsal;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the tests read of a document in Markdown. */
final class Markdown {

  static final Pattern FENCE = Pattern.compile("(?ms)^ *```.*?^ *```$");
  static final Pattern CODE = Pattern.compile("(`+)(.+?)\\1", Pattern.DOTALL);
  static final Pattern HEADING = Pattern.compile("(?m)^(#{1,6}) +(.+)$");
  static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");

  /** An anchor by hand, which a heading in Chinese has for the links of both languages. */
  static final Pattern ANCHOR = Pattern.compile("(?m)^<a id=\"([^\"]+)\"></a>$");

  private Markdown() {}

  /** A document without its blocks of code. */
  static String prose(Path document) throws IOException {
    return FENCE.matcher(Files.readString(document)).replaceAll("");
  }

  static String withoutCode(String text) {
    return CODE.matcher(text).replaceAll("");
  }

  static Stream<MatchResult> find(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }

  /** The anchors of a document: those by hand, and those of its headings. */
  static Set<String> anchors(Path document) throws IOException {
    String prose = prose(document);
    Map<String, Integer> times = new HashMap<>();
    Set<String> anchors = new TreeSet<>();
    find(ANCHOR, prose).forEach(anchor -> anchors.add(anchor.group(1)));
    find(HEADING, prose).forEach(heading -> anchors.add(anchor(heading.group(2), times)));
    return anchors;
  }

  /**
   * A heading's anchor; one that comes again gets a number.
   *
   * @param times how often each came before
   */
  static String anchor(String heading, Map<String, Integer> times) {
    String slug = slug(heading);
    int before = times.merge(slug, 1, Integer::sum) - 1;
    return before == 0 ? slug : slug + "-" + before;
  }

  /** A heading as GitHub makes it an anchor: letters, digits, {@code _} and {@code -} stay. */
  static String slug(String heading) {
    return heading
        .replaceAll("]\\([^)]*\\)", "")
        .strip()
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == ' ')
        .mapToObj(c -> c == ' ' ? "-" : Character.toString(c))
        .collect(joining());
  }
}
