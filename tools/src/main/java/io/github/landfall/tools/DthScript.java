package io.github.landfall.tools;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** A command that is a script of {@code bin/}, which reads its own options. */
abstract class DthScript implements Callable<Integer> {

  /** Downloads a template. */
  @Command(name = "fetch", description = "Downloads a template once, by its hash.")
  static final class Fetch extends DthScript {
    Fetch(Path home) {
      super(home.resolve("bin/dth-fetch.sh"));
    }
  }

  /** Copies what DTH loads at run time. */
  @Command(name = "mirror", description = "Copies what DTH loads at run time to your account.")
  static final class Mirror extends DthScript {
    Mirror(Path home) {
      super(home.resolve("bin/dth-mirror.sh"));
    }
  }

  @Parameters(hidden = true)
  private List<String> arguments = new ArrayList<>();

  private final Path script;

  private DthScript(Path script) {
    this.script = script;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("bash", script.toString()));
    command.addAll(arguments);
    return new ProcessBuilder(command).inheritIO().start().waitFor();
  }
}
