package io.github.landfall.tools;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * How every command of {@code bin/} behaves on the command line: its help, its errors and its exit
 * status.
 */
public final class Tool {

  /** A screen's, as that of the scripts in {@code gateway/}. */
  private static final int WIDTH = 80;

  private Tool() {}

  /**
   * Prepares a command. It exits with 0 when it is done, with 1 when it refused or failed and with
   * 2 when its arguments are wrong; the error is one line on stderr.
   *
   * @param command the annotated command
   * @return what parses and runs it
   */
  public static CommandLine commandLine(Object command) {
    return prepared(new CommandLine(command));
  }

  /** The same for a command that has others. */
  static CommandLine prepared(CommandLine line) {
    line.getSubcommands().values().forEach(Tool::prepared);
    if (line.getCommand() instanceof DthScript) {
      return line;
    }
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .description("Show this help.")
                .build());
    UsageMessageSpec usage = line.getCommandSpec().usageMessage();
    usage.synopsisHeading("").sortOptions(false).width(WIDTH);
    if (!line.getSubcommands().isEmpty()) {
      usage.commandListHeading("");
    } else if (usage.footer().length == 0) {
      usage.footer("Exit status: 0 done, 1 refused or failed (it says why), 2 usage");
    }
    return line.setParameterExceptionHandler((e, arguments) -> usage(e))
        .setExecutionExceptionHandler((e, failed, result) -> failure(e, failed));
  }

  private static int usage(CommandLine.ParameterException e) {
    CommandLine line = e.getCommandLine();
    String name = line.getCommandSpec().qualifiedName();
    boolean incomplete =
        !line.getSubcommands().isEmpty() && !(e instanceof CommandLine.UnmatchedArgumentException);
    line.getErr()
        .printf(
            "%s: %s%nSee %s --help%n",
            name,
            incomplete
                ? "expected one of " + String.join(", ", line.getSubcommands().keySet())
                : e.getMessage(),
            name);
    return CommandLine.ExitCode.USAGE;
  }

  private static int failure(Exception e, CommandLine failed) {
    PrintWriter err = failed.getErr();
    if (e instanceof ToolException) {
      err.println(failed.getCommandSpec().qualifiedName() + ": " + e.getMessage());
    } else if (e instanceof SdkException aws) {
      err.println(failed.getCommandSpec().qualifiedName() + ": " + AwsFailure.line(aws));
    } else {
      err.println(
          failed.getCommandSpec().qualifiedName()
              + ": broke off; this is a mistake in the command itself");
      e.printStackTrace(err);
    }
    return CommandLine.ExitCode.SOFTWARE;
  }
}
