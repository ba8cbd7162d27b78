package io.github.landfall.tools;

import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code landfall completion}. */
@Command(
    name = "completion",
    customSynopsis = "${COMMAND-FULL-NAME}",
    description = {
      "Prints a script that completes commands in Bash and Zsh.",
      "To use it: source <(bin/landfall completion)"
    })
final class Completion implements Runnable {

  @CommandLine.Spec private CommandLine.Model.CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().getOut().print(AutoComplete.bash("landfall", spec.root().commandLine()));
    spec.commandLine().getOut().flush();
  }
}
