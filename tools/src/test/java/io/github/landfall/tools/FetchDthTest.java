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
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code bin/landfall dth fetch} against a server on 127.0.0.1, in a repository of its own. */
class FetchDthTest {

  private static final Path BIN = Path.of("..", "bin");
  private static final String TEMPLATE =
      """
      {
       "Description": "(SO8002) - Data Transfer Hub - S3 Plugin - Template version v2.1.0",
       "Parameters": {"ecsClusterName": {"Type": "String"}},
       "Resources": {}
      }
      """;

  @TempDir private Path repository;

  private final AtomicInteger downloads = new AtomicInteger();
  private volatile String published = TEMPLATE;
  private HttpServer server;
  private Path template;

  private record Result(int status, String output) {}

  @BeforeAll
  static void whatItNeedsIsThere() throws InterruptedException {
    Installed.assume("dth-fetch.sh", "curl", "node");
  }

  @BeforeEach
  void copyTheScriptAndServe() throws IOException {
    Files.createDirectory(repository.resolve("bin"));
    for (String script : List.of("dth-fetch.sh", "lib.sh")) {
      Files.copy(BIN.resolve(script), repository.resolve("bin").resolve(script));
    }
    template = repository.resolve("dth/ecs-2.1.0.template");
    server =
        HttpServer.create(
            new InetSocketAddress(
                InetAddress.getByAddress("127.0.0.1", new byte[] {127, 0, 0, 1}), 0),
            0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            downloads.incrementAndGet();
            byte[] body = published.getBytes(UTF_8);
            boolean there = exchange.getRequestURI().getPath().equals("/template");
            exchange.sendResponseHeaders(there ? 200 : 404, there ? body.length : -1);
            if (there) {
              exchange.getResponseBody().write(body);
            }
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void theExpectedTemplateIsPutWhereTheConfigurationNamesIt() throws Exception {
    Result result = fetch("2.1.0", sum(TEMPLATE));

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(template).hasContent(TEMPLATE);
    assertThat(result.output())
        .contains(template.toRealPath() + " was downloaded")
        .contains("edition ecs")
        .contains("\"templateFile\": \"dth/ecs-2.1.0.template\"");
  }

  @Test
  void whatIsThereAlreadyIsNotDownloadedAgain() throws Exception {
    fetch("2.1.0", sum(TEMPLATE));

    Result again = fetch("2.1.0", sum(TEMPLATE).toUpperCase(Locale.ROOT));

    assertThat(again.status()).as(again.output()).isZero();
    assertThat(again.output())
        .contains("was there already", "\"templateFile\": \"dth/ecs-2.1.0.template\"");
    assertThat(downloads).hasValue(1);
  }

  @Test
  void anotherFileThanExpectedIsNotKept() throws Exception {
    published = TEMPLATE + " ";

    Result result = fetch("2.1.0", sum(TEMPLATE));

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output()).contains(sum(TEMPLATE), sum(TEMPLATE + " "), "nothing was kept");
    assertThat(files()).isEmpty();
  }

  @Test
  void aFileThatIsThereIsNeverOverwritten() throws Exception {
    Files.createDirectory(template.getParent());
    Files.writeString(template, "mine");

    Result result = fetch("2.1.0", sum(TEMPLATE));

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output()).contains("is another file", "Move it away");
    assertThat(template).hasContent("mine");
    assertThat(downloads).hasValue(0);
  }

  @Test
  void aFailedDownloadLeavesNothing() throws Exception {
    Result result =
        run(options("2.1.0", sum(TEMPLATE), uri("/gone"))); // another path than the template's

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.output()).contains("the download failed", "404");
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"2.1.1", "2.1", "1.0", "12.1.0", "2.1.0.1"})
  void aTemplateOfAnotherVersionIsNotKept(String version) throws Exception {
    published = TEMPLATE.replace("v2.1.0", "2.1.0, see 3.2.10");

    Result result = fetch(version, sum(published));

    assertThat(result.status()).as(result.output()).isEqualTo(1);
    assertThat(result.output()).contains("version " + version, "see 3.2.10");
    assertThat(files()).isEmpty();
  }

  @Test
  void aTemplateOfTheOtherEditionIsNotKept() throws Exception {
    published = TEMPLATE.replace("ecsClusterName", "ec2VpcId");

    Result result = fetch("2.1.0", sum(published));

    assertThat(result.status()).as(result.output()).isEqualTo(1);
    assertThat(result.output())
        .contains("the template is of edition ec2, expected ecs", "nothing was kept");
    assertThat(files()).isEmpty();
  }

  @Test
  void aTemplateThatIsNotWholeIsNotKeptThoughItsHashIsRight() throws Exception {
    published = TEMPLATE.substring(0, TEMPLATE.lastIndexOf('}'));

    Result result = fetch("2.1.0", sum(published));

    assertThat(result.status()).as(result.output()).isEqualTo(1);
    assertThat(result.output()).contains("the template is not whole", "nothing was kept");
    assertThat(files()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "{\"Description\": \"Data Transfer Hub v2.1.0\"}"})
  void anotherTemplateThanTheS3PluginsIsNotKept(String other) throws Exception {
    published = other;

    Result result = fetch("2.1.0", sum(published));

    assertThat(result.status()).as(result.output()).isEqualTo(1);
    assertThat(result.output()).contains("is no template of the S3 plugin", "ecsClusterName");
    assertThat(files()).isEmpty();
  }

  @Test
  void aFileThatIsThereIsReadTooAndLeftWhereItIs() throws Exception {
    String truncated = TEMPLATE.substring(0, TEMPLATE.lastIndexOf('}'));
    Files.createDirectory(template.getParent());
    Files.writeString(template, truncated);

    Result result = fetch("2.1.0", sum(truncated));

    assertThat(result.status()).as(result.output()).isEqualTo(1);
    assertThat(result.output()).contains("the template is not whole", "was left as it is");
    assertThat(template).hasContent(truncated);
  }

  @Test
  void theFileMayLieElsewhere() throws Exception {
    List<String> options = options("2.1.0", sum(TEMPLATE), uri("/template"));
    options.addAll(List.of("--output", repository.resolve("mine.template").toString()));

    Result result = run(options);

    assertThat(result.status()).as(result.output()).isZero();
    assertThat(repository.resolve("mine.template")).hasContent(TEMPLATE);
    assertThat(result.output()).contains("\"templateFile\": \"mine.template\"");
  }

  @ParameterizedTest
  @CsvSource({
    "--edition,ec3,expected ecs or ec2",
    "--version,latest,expected one such as 2.1.0",
    "--url,http://example.com/t,expected an https address",
    "--url,file:///etc/hostname,expected an https address",
    "--sha256,abc,expected 64 hexadecimal digits",
    "--output,.,is a directory",
    "--sum,abc,unknown argument '--sum'"
  })
  void aWrongArgumentIsNamedBeforeAnythingIsDone(String option, String value, String expected)
      throws Exception {
    List<String> options = options("2.1.0", sum(TEMPLATE), uri("/template"));
    options.addAll(List.of(option, value));

    Result result = run(options);

    assertThat(result.status()).isEqualTo(2);
    assertThat(result.output()).contains(option, expected, "See landfall dth fetch --help");
    assertThat(downloads).hasValue(0);
  }

  private Result fetch(String version, String sum) throws Exception {
    return run(options(version, sum, uri("/template")));
  }

  private static List<String> options(String version, String sum, String url) {
    return new ArrayList<>(
        List.of("--edition", "ecs", "--version", version, "--sha256", sum, "--url", url));
  }

  private Result run(List<String> options) throws Exception {
    List<String> command = new ArrayList<>(List.of("bash", "bin/dth-fetch.sh"));
    command.addAll(options);
    ProcessBuilder script =
        new ProcessBuilder(command).directory(repository.toFile()).redirectErrorStream(true);
    // The server is on this machine.
    script.environment().put("no_proxy", "127.0.0.1");
    Process process = script.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Result(process.waitFor(), output);
  }

  private String uri(String path) {
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  /** What lies where the template would. */
  private List<Path> files() throws IOException {
    if (!Files.exists(template.getParent())) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(template.getParent())) {
      return files.toList();
    }
  }

  private static String sum(String text) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
  }
}
