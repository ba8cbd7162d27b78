package io.github.landfall.contract.notice;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.landfall.contract.text.Json;
import io.github.landfall.contract.text.Members;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
   * Reads the value of the attribute. While a new version is deployed, functions of two versions
   * read one another; what this one does not know is left aside.
   *
   * @throws IllegalArgumentException if it is none
   */
  public static ShortNotice read(String json) {
    try {
      Members notice = Members.of(Json.read(json));
      return new ShortNotice(
          notice.requiredText("partner"),
          notice.requiredText("title"),
          notice.required("lines", notice.texts("lines")),
          notice.has("largest")
              ? notice.parts("largest").stream().map(ShortNotice::folder).toList()
              : null,
          notice.text("report"),
          notice.text("next"));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no notice: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("no notice: " + e.getMessage(), e);
    }
  }

  private static Folder folder(Members folder) {
    return new Folder(folder.requiredText("name"), folder.count("objects"), folder.count("bytes"));
  }

  /** The value of the attribute. */
  public String json() {
    Map<String, Object> notice = new LinkedHashMap<>();
    notice.put("partner", partner);
    notice.put("title", title);
    notice.put("lines", lines);
    notice.put(
        "largest",
        largest.stream()
            .map(
                folder ->
                    Map.of(
                        "name",
                        folder.name(),
                        "objects",
                        folder.objects(),
                        "bytes",
                        folder.bytes()))
            .toList());
    if (report != null) {
      notice.put("report", report);
    }
    if (next != null) {
      notice.put("next", next);
    }
    return Json.write(notice);
  }

  private static String cut(String text) {
    return text.codePointCount(0, text.length()) <= MAX_LINE
        ? text
        : text.substring(0, text.offsetByCodePoints(0, MAX_LINE - 1)) + "…";
  }
}
