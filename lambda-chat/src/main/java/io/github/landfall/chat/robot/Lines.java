package io.github.landfall.chat.robot;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;

/** Cuts a message between its lines, so that its bytes fit what a robot takes. */
final class Lines {

  /** Stands for the lines that were left out. */
  static final String CUT = "…";

  private Lines() {}

  /**
   * The lines that fit, the title first. Of those between title and ending as many stay as fit; of
   * the ending too, should it be too long by itself.
   *
   * @param message the message
   * @param room how many bytes there are
   * @param size how many bytes of it a line takes, with what separates it from the next
   */
  static List<String> fitting(ChatMessage message, int room, ToIntFunction<String> size) {
    List<String> ending = new ArrayList<>(message.ending());
    int rest = room - size.applyAsInt(message.title()) - size.applyAsInt(CUT);
    while (!ending.isEmpty() && sum(ending, size) > rest) {
      ending.remove(ending.size() - 1);
    }
    rest -= sum(ending, size);
    List<String> fitting = new ArrayList<>();
    fitting.add(message.title());
    for (String line : message.lines()) {
      rest -= size.applyAsInt(line);
      if (rest < 0) {
        fitting.add(CUT);
        break;
      }
      fitting.add(line);
    }
    fitting.addAll(ending);
    return fitting;
  }

  private static int sum(List<String> lines, ToIntFunction<String> size) {
    return lines.stream().mapToInt(size).sum();
  }

  /** The bytes of a text, as they are counted. */
  static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
