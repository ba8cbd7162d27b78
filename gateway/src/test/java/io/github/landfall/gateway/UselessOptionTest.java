package io.github.landfall.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Options of {@code gateway/}'s scripts that would do nothing: said before anything is asked. */
class UselessOptionTest {

  private static final String KEY = "ABCDE-12345-FGHIJ-67890-KLMNO";
  private static final String ENDPOINT =
      "vpce-0abc-1.storagegateway.cn-northwest-1.vpce.amazonaws.com.cn";

  static Stream<Arguments> lines() {
    return Stream.of(
        line(
            "--vpc-endpoint has no effect with --activation-key",
            "activate.sh --name g1 --activation-key KEY --vpc-endpoint ENDPOINT --dry-run"),
        line(
            "the port of --gateway-ip has no effect with --activation-key",
            "activate.sh --name g1 --gateway-ip 10.0.0.20:8080 --activation-key KEY"),
        line("--activation-key is 'OK'", "activate.sh --name g1 --activation-key OK"),
        line("--name is given twice", "activate.sh --name g1 --gateway-ip 10.0.0.20 --name g2"),
        line("--name is given twice", "check.sh --name g1 --name g2"),
        line("--share-name is given twice", "refresh.sh --share-name a --share-name b --name g1 /"),
        line("--ova is given twice", "deploy-vm.sh --ova a.ova --ova b.ova --name g1"),
        line("folder 'aurora/' is given twice", "refresh.sh --name g1 aurora aurora/"),
        line("--drive and --smb; expected one", "warm.sh --drive /mnt/media --smb //g/landfall"),
        line("--credentials has no effect", "warm.sh --drive /mnt/media --credentials file"),
        line("--newest and --since; expected one", "warm.sh --drive /mnt --newest 3 --since today"),
        line("--percent needs --cache-size", "warm.sh --drive /mnt/media --percent 40"),
        line("expected one of them", "warm.sh --drive /mnt/media --bytes 1G --cache-size 4T"),
        line("--percent is ''", "warm.sh --drive /mnt/media --cache-size 4T"),
        line("--bytes is 'much'", "warm.sh --drive /mnt/media --bytes much"),
        line("--readers is '0'", "warm.sh --drive /mnt/media --readers 0"),
        line("--verify needs --result", "warm.sh --drive /mnt/media --verify"),
        line("--result has no effect without", "warm.sh --drive /mnt/media --result file"),
        line("expected //GATEWAY/SHARE", "warm.sh --smb gateway/share"),
        line("without a port", "check.sh --name g1 --gateway-ip 10.0.0.20:445"),
        Arguments.of(
            "--vpc-endpoint needs a value",
            List.of("activate.sh", "--name", "g1", "--vpc-endpoint", "")));
  }

  private static Arguments line(String said, String line) {
    return Arguments.of(
        said, List.of(line.replace("KEY", KEY).replace("ENDPOINT", ENDPOINT).split(" ", -1)));
  }

  @ParameterizedTest
  @MethodSource("lines")
  void anOptionThatWouldDoNothingIsAUsageError(String said, List<String> line) throws Exception {
    List<String> command = new ArrayList<>(line);
    command.set(0, "gateway/" + command.get(0));
    command.add(0, "bash");
    Process process =
        new ProcessBuilder(command)
            .directory(Path.of("..").toFile())
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(output).isEqualTo(2);
    assertThat(output).contains(said, line.get(0) + " --help");
  }
}
