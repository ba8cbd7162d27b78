package io.github.landfall.contract.notice;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/**
 * A notice in short, as a group chat shows it. It travels as JSON in the message attribute {@value
 * #ATTRIBUTE}, beside the mail's text, so that nobody has to read that.
 *
 * <p>It is cut to what SNS takes whatever it is made of: a message and its attributes have 256 KiB.
 *
 * @param partner whom it is about
 * @param title what happened, in a line, without the partner's name
 * @param lines a few facts, each a line; what partners named is made visible, but not escaped for
 *     any markup
 * @param largest the largest folders, as they are to be shown
 * @param report where the delivery report lies on the drive, or in the landing bucket; null without
 *     one
 * @param next what to do next, in a line; null if nothing is said of it
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
// While a new version is deployed, functions of two versions read one another.
@JsonIgnoreProperties(ignoreUnknown = true)
public record ShortNotice(
    String partner,
    String title,
    List<String> lines,
    List<Folder> largest,
    String report,
    String next) {

  /** The name of the message attribute. */
  public static final String ATTRIBUTE = "notice";

  /** Characters of a line; more is of no use in a chat. */
  static final int MAX_LINE = 300;

  static final int MAX_LINES = 30;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  /**
   * What came in one folder.
   *
   * @param name the folder, as it is to be shown
   * @param objects how many objects
   * @param bytes their bytes
   */
  public record Folder(String name, long objects, long bytes) {

    /** Cuts a name that is too long. */
    public Folder {
      name = cut(name);
    }
  }

  /** Cuts what is too long. */
  public ShortNotice {
    title = cut(title);
    lines = lines.stream().limit(MAX_LINES).map(ShortNotice::cut).toList();
    largest = largest == null ? List.of() : largest.stream().limit(MAX_LINES).toList();
    report = report == null ? null : cut(report);
    next = next == null ? null : cut(next);
  }

  /** A notice of a few facts alone. */
  public static ShortNotice of(String partner, String title, List<String> lines) {
    return new ShortNotice(partner, title, lines, List.of(), null, null);
  }

  /**
   * Reads the value of the attribute.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static ShortNotice read(String json) {
    try {
      return JSON.readValue(json, ShortNotice.class);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no notice: " + e.getOriginalMessage(), e);
    }
  }

  /** The value of the attribute. */
  public String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a notice that can't be written: " + title, e);
    }
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= MAX_LINE
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_LINE - 1)) + "…";
  }
}
