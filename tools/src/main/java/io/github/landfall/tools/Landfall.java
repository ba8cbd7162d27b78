package io.github.landfall.tools;

import io.github.landfall.tools.check.Web;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program {@code bin/landfall}: all commands of the platform team. */
@Command(
    name = "landfall",
    customSynopsis = "landfall COMMAND [OPTIONS]; landfall COMMAND --help",
    description = {"The platform team's commands for a deployment of Landfall.", ""})
public final class Landfall {

  private Landfall() {}

  /**
   * Runs a command and exits.
   *
   * @param arguments the command and its options
   */
  public static void main(String[] arguments) {
    AwsClients.Factory aws = SdkClients::new;
    InstantSource clock = InstantSource.system();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.exit(
        commandLine(
                aws,
                new Web.Internet(),
                in,
                new FileOutputStream(FileDescriptor.out),
                clock,
                Landfall::sleep,
                ZoneId.systemDefault(),
                Path.of(System.getProperty("landfall.home", ".")))
            .execute(arguments));
  }

  /**
   * All commands.
   *
   * @param aws where clients come from
   * @param web what is asked without them
   * @param in where questions are answered
   * @param out where long lists are written
   * @param clock what ages and progress are measured by
   * @param pause lets time pass
   * @param zone the zone in which times are shown
   * @param home the repository's folder
   */
  public static CommandLine commandLine(
      AwsClients.Factory aws,
      Web web,
      BufferedReader in,
      OutputStream out,
      InstantSource clock,
      Consumer<Duration> pause,
      ZoneId zone,
      Path home) {
    CommandLine transfer = new CommandLine(new Group.Transfer());
    transfer.addSubcommand(new TransferNow(aws));
    transfer.addSubcommand(new TransferList(aws, out, clock, zone));
    CommandLine dth = new CommandLine(new Group.Dth());
    dth.addSubcommand(script(new DthScript.Fetch(home)));
    dth.addSubcommand(new AdoptDth(aws));
    dth.addSubcommand(script(new DthScript.Mirror(home)));
    CommandLine all = new CommandLine(new Landfall());
    all.addSubcommand(new Check(aws, web, clock, pause));
    all.addSubcommand(new Runs(aws, zone));
    all.addSubcommand(transfer);
    all.addSubcommand(new Compare(aws, in, clock));
    all.addSubcommand(new Retry(aws, in));
    all.addSubcommand(new Redrive(aws, clock));
    all.addSubcommand(dth);
    all.addSubcommand(new Completion());
    return Tool.prepared(all);
  }

  private static void sleep(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ToolException("interrupted");
    }
  }

  /** A script reads its own options. */
  private static CommandLine script(DthScript script) {
    return new CommandLine(script).setUnmatchedOptionsArePositionalParams(true);
  }
}
