package io.github.landfall.tools;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;

/** What scripts need beside Java. */
final class Installed {

  private Installed() {}

  /** Skips a script's tests where a tool is missing that it runs. */
  static void assume(String script, String... tools) throws InterruptedException {
    for (String tool : tools) {
      try {
        assumeTrue(
            new ProcessBuilder(tool, "--version")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor()
                == 0);
      } catch (IOException e) {
        assumeTrue(false, tool + " is not installed here: " + script + " is not tried");
      }
    }
  }
}
