package io.github.landfall.tools.terminal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;

/** Asks before something is done that can't be taken back. */
public final class Question {

  private Question() {}

  /**
   * Asks.
   *
   * @param in where the answer comes from
   * @param err where the question goes
   * @param question what is asked, with its question mark
   * @return whether the answer was y or yes; the end of the input is a no
   * @throws IOException if there is no reading the answer
   */
  public static boolean agreed(BufferedReader in, PrintWriter err, String question)
      throws IOException {
    err.print(question + " [y/N] ");
    err.flush();
    String answer = in.readLine();
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
  }
}
