package io.github.landfall.rehearsal.timeline;

import io.github.landfall.contract.text.TextBundle;
import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import picocli.CommandLine.Help.Ansi;

/**
 * Tells a night to somebody who does not know the machinery: what the drive shows, mails and
 * messages in chats, and in a sentence why each came.
 */
public final class StoryTimeline implements Consumer<Entry> {

  /** The languages of the sentences, as {@code --lang} takes them. */
  public enum Language {
    /** Simplified Chinese. */
    CHINESE("zh-CN"),
    /** English. */
    ENGLISH("en");

    private final String tag;

    Language(String tag) {
      this.tag = tag;
    }

    /** That of a machine. */
    public static Language of(Locale locale) {
      return locale.getLanguage().equals("zh") ? CHINESE : ENGLISH;
    }

    @Override
    public String toString() {
      return tag;
    }
  }

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
  private static final String INDENT = " ".repeat(7);

  private final PrintStream out;
  private final ZoneId zone;
  private final TextBundle texts;

  /**
   * @param out where to print
   * @param zone the zone of the printed times
   * @param language the language of the sentences; mails have the deployment's
   */
  public StoryTimeline(PrintStream out, ZoneId zone, Language language) {
    this.out = out;
    this.zone = zone;
    this.texts = new TextBundle(StoryTimeline.class, "story_" + language + ".properties");
  }

  @Override
  public void accept(Entry entry) {
    told(entry)
        .ifPresent(
            text ->
                out.printf(
                    "%n%s  %s%n",
                    Ansi.AUTO.string(
                        "@|bold,cyan %s|@".formatted(CLOCK.format(entry.time().atZone(zone)))),
                    text.replace("\n", "\n" + INDENT)));
  }

  /** What is told of an entry; nothing of machinery. */
  private Optional<String> told(Entry entry) {
    String detail = entry.detail();
    return switch (entry.kind()) {
      case DRIVE ->
          // How the gateway was set up is machinery.
          Optional.of(detail)
              .filter(shown -> shown.contains(" on the drive ("))
              .map(shown -> texts.of("DRIVE") + " " + shown);
      case MAIL -> Optional.of(texts.of("MAIL") + " " + detail.strip());
      case CHAT -> Optional.of(texts.of("CHAT") + " " + withoutEmptyLines(detail));
      case ALARM ->
          Optional.of(
              texts.of(
                  detail.contains(": ALARM") ? "BUSY" : "QUIET",
                  entry.partner().isEmpty() ? detail : entry.partner()));
      case REFRESH ->
          Optional.of(texts.of(detail.startsWith("RefreshCache ") ? "REFRESHING" : "REFRESHED"));
      case COMMAND -> Optional.of(detail.strip());
      case RULE, INVOKE, ARRIVAL, PLAN, NOTICE -> Optional.empty();
    };
  }

  private static String withoutEmptyLines(String text) {
    return String.join("\n", text.lines().filter(line -> !line.isBlank()).toList());
  }
}
