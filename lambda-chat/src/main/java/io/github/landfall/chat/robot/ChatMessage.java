package io.github.landfall.chat.robot;

import java.util.List;

/**
 * A message as a group reads it, in plain text: what partners named in it may look like markup.
 *
 * @param title the first line
 * @param lines what follows, and is cut first
 * @param ending the last lines, which stay when a message is cut
 */
public record ChatMessage(String title, List<String> lines, List<String> ending) {

  /** Keeps copies. */
  public ChatMessage {
    lines = List.copyOf(lines);
    ending = List.copyOf(ending);
  }
}
