package io.github.landfall.tools.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.landfall.tools.check.Finding.State;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help.Ansi;

/** The lines that a person reads, or a program. */
public final class Report {

  /** As many of a link are told one by one if they are all well. */
  private static final int ONE_BY_ONE = 4;

  private static final int INDENT = 23;

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final CheckTexts texts;

  /**
   * @param texts the language
   */
  public Report(CheckTexts texts) {
    this.texts = texts;
  }

  /**
   * What was found of a link, a line each. Many that are well are one line, unless all are wanted.
   *
   * @param found all findings of the link
   * @param all whether each is told
   */
  public List<String> lines(Link link, List<Finding> found, boolean all) {
    List<Finding> good = found.stream().filter(one -> one.state() == State.GOOD).toList();
    boolean together = !all && good.size() > ONE_BY_ONE;
    List<String> lines = new ArrayList<>();
    if (together) {
      lines.add(line(State.GOOD, link, texts.text("summary.good", good.size())));
    }
    for (Finding finding : found) {
      if (!together || finding.state() != State.GOOD) {
        String of = finding.of().isEmpty() ? "" : finding.of() + ": ";
        lines.add(line(finding.state(), finding.link(), of + texts.says(finding)));
        texts.remedy(finding).ifPresent(remedy -> lines.add(" ".repeat(INDENT) + "→ " + remedy));
      }
    }
    return lines;
  }

  private String line(State state, Link link, String text) {
    return Ansi.AUTO.string(
            "@|%s %-8s|@ %-13s ".formatted(colour(state), texts.text(state.word()), link.word()))
        + text;
  }

  /** None in a pipe. */
  private static String colour(State state) {
    return switch (state) {
      case GOOD -> "green";
      case ATTENTION -> "yellow";
      case BROKEN -> "bold,red";
      case UNKNOWN -> "magenta";
    };
  }

  /** The last line: how many of which. */
  public String total(List<Finding> found) {
    long broken = count(found, State.BROKEN);
    long attention = count(found, State.ATTENTION);
    long unknown = count(found, State.UNKNOWN);
    if (broken > 0) {
      return texts.text("total.broken", broken, attention, unknown, found.size());
    }
    if (unknown > 0) {
      return texts.text("total.unknown", unknown);
    }
    return attention > 0
        ? texts.text("total.attention", attention)
        : texts.text("total.good", found.size());
  }

  private static long count(List<Finding> found, State state) {
    return found.stream().filter(one -> one.state() == state).count();
  }

  /** A finding as a JSON object. */
  public String json(Finding finding) {
    Map<String, String> object = new LinkedHashMap<>();
    object.put("link", finding.link().word());
    object.put("of", finding.of());
    object.put("state", finding.state().word());
    object.put("says", texts.says(finding));
    texts.remedy(finding).ifPresent(remedy -> object.put("remedy", remedy));
    try {
      return JSON.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are JSON", e);
    }
  }
}
