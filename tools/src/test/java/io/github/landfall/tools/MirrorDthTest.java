package io.github.landfall.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code bin/landfall dth mirror} against a server on 127.0.0.1, with an AWS CLI that only writes
 * down.
 */
class MirrorDthTest {

  private static final String PROGRAM = "the program";
  private static final String KEY = "data-transfer-hub-cli/v1.1.0/dthcli_1.1.0_linux_arm64.tar.gz";
  private static final String REPOSITORY =
      "111122223333.dkr.ecr.cn-northwest-1.amazonaws.com.cn/dth-cli";

  @TempDir private Path directory;

  private HttpServer server;
  private Path template;

  private record Result(int status, String output) {}

  @BeforeAll
  static void whatItNeedsIsThere() throws InterruptedException {
    Installed.assume("dth-mirror.sh", "curl", "node");
  }

  @BeforeEach
  void serve() throws IOException {
    server =
        HttpServer.create(
            new InetSocketAddress(
                InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1}), 0),
            0);
    server.createContext(
        "/" + KEY,
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, PROGRAM.length());
            exchange.getResponseBody().write(PROGRAM.getBytes(UTF_8));
          }
        });
    server.start();
    template =
        Files.writeString(
            directory.resolve("ecs.template"),
            """
            {
              "Parameters": {"ecsClusterName": {}},
              "Mappings": {"AssetTable": {
                "aws": {"assetDomain": "https://assets.example"},
                "aws-cn": {"assetDomain": "http://127.0.0.1:%d"}}},
              "Resources": {
                "Worker": {"UserData": ["curl", "/%s\\"\\ntar"]},
                "Finder": {"Image": "public.ecr.aws/aws-gcr-solutions/data-transfer-hub-cli:1.1.0"}
              }
            }
            """
                .formatted(server.getAddress().getPort(), KEY));
    fake("aws", "[[ $1 != ecr ]] || echo password");
    fake("crane", "[[ $1 != digest ]] || echo sha256:feed");
  }

  /** A command that writes down how it was called. */
  private void fake(String name, String also) throws IOException {
    Path command = directory.resolve(name);
    Files.writeString(
        command,
        "#!/usr/bin/env bash\necho \"%s $*\" >>'%s'\n%s\n"
            .formatted(name, directory.resolve("calls"), also));
    assertThat(command.toFile().setExecutable(true)).isTrue();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void programAndImageAreCopiedAndTheConfigurationIsPrinted() throws Exception {
    Result result = mirror(sum(PROGRAM), "--repository", REPOSITORY);

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(calls())
        .anyMatch(
            call ->
                call.startsWith("aws s3 cp --only-show-errors --region cn-northwest-1 ")
                    && call.endsWith(" s3://studio-assets/" + KEY))
        .contains(
            "crane copy public.ecr.aws/aws-gcr-solutions/data-transfer-hub-cli:1.1.0 %s:1.1.0"
                .formatted(REPOSITORY));
    assertThat(result.output())
        .contains(
            "  \"dth\": { \"assets\": { \"bucket\": \"studio-assets\", \"ecsSha256\": \"%s\", \"finderImage\": \"%s@sha256:feed\" } }"
                .formatted(sum(PROGRAM), REPOSITORY));
  }

  @Test
  void anotherProgramThanExpectedIsNotCopied() throws Exception {
    Result result = mirror(sum("another"));

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output())
        .contains("is " + sum(PROGRAM) + ", expected " + sum("another") + "; nothing was copied");
    assertThat(directory.resolve("calls")).doesNotExist();
  }

  @Test
  void withoutARepositoryTheCommandsForTheImageArePrinted() throws Exception {
    Result result = mirror(sum(PROGRAM));

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(result.output())
        .contains(
            "crane copy public.ecr.aws/aws-gcr-solutions/data-transfer-hub-cli:1.1.0 ACCOUNT.dkr.ecr.cn-northwest-1.amazonaws.com.cn/NAME:1.1.0",
            "\"finderImage\": \"REPOSITORY@sha256:DIGEST\"");
    assertThat(calls()).noneMatch(call -> call.startsWith("crane"));
  }

  @Test
  void templateThatLoadsSomethingElseIsRefused() throws Exception {
    Files.writeString(template, "{\"Parameters\": {}}");

    Result result = mirror(sum(PROGRAM));

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output())
        .contains("the template names 0 of the addresses of its programs, expected one");
  }

  @ParameterizedTest
  @CsvSource({
    "--bucket, s3://studio, --bucket is 's3://studio'; expected a bucket's name",
    "--sha256, feed, --sha256 is 'feed'; expected 64 hexadecimal digits",
    "--repository, dth-cli, --repository is 'dth-cli'; expected one such as"
  })
  void otherArgumentsAreRefused(String option, String value, String message) throws Exception {
    Result result = mirror(sum(PROGRAM), option, value);
    assertThat(result.status()).isEqualTo(2);
    assertThat(result.output()).contains(message);
  }

  private Result mirror(String sum, String... more) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of("..", "bin", "dth-mirror.sh").toString(),
                "--template",
                template.toString(),
                "--bucket",
                "studio-assets",
                "--region",
                "cn-northwest-1",
                "--sha256",
                sum));
    command.addAll(List.of(more));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().merge("PATH", directory.toString(), (path, own) -> own + ":" + path);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Result(process.waitFor(), output);
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(directory.resolve("calls"));
  }

  private static String sum(String text) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
  }
}
