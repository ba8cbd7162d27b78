package io.github.landfall.tools.check;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;

/**
 * What was found of a link.
 *
 * @param link the link
 * @param of which one of its kind, such as a partner's or a queue's name
 * @param state how it is
 * @param text the key of what is said of it, in {@link CheckTexts}
 * @param arguments what fills the text's gaps
 */
public record Finding(Link link, String of, State state, String text, List<Object> arguments) {

  /** How a link is. */
  public enum State {
    /** As it should be. */
    GOOD,
    /** The chain works, but a person should look at it. */
    ATTENTION,
    /** The chain does not work here. */
    BROKEN,
    /** AWS did not say. */
    UNKNOWN;

    /** Its name in lists. */
    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Copies the list. */
  public Finding {
    arguments = List.copyOf(arguments);
  }

  /** A link that is as it should be. */
  public static Finding good(Link link, String of, String text, Object... arguments) {
    return new Finding(link, of, State.GOOD, text, List.of(arguments));
  }

  /** A link that a person should look at. */
  public static Finding attention(Link link, String of, String text, Object... arguments) {
    return new Finding(link, of, State.ATTENTION, text, List.of(arguments));
  }

  /** A link that does not work. */
  public static Finding broken(Link link, String of, String text, Object... arguments) {
    return new Finding(link, of, State.BROKEN, text, List.of(arguments));
  }

  /**
   * A link of which AWS said nothing.
   *
   * @param why what it said instead, in one line
   */
  public static Finding unknown(Link link, String of, String why) {
    return new Finding(link, of, State.UNKNOWN, "unknown", List.of(why));
  }
}
