package io.github.landfall.localaws.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.localaws.clock.VirtualClock;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunctionProcessTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant START = Instant.parse("2001-01-01T00:00:00Z");
  private static final BlockingQueue<String> LOG = new LinkedBlockingQueue<>();

  @TempDir private static Path directory;
  private static Path code;
  private static VirtualClock clock;
  private static FunctionProcess function;

  @BeforeAll
  static void start() throws IOException {
    code = packageOf(SampleHandler.class, directory.resolve("function.jar"));
    clock = new VirtualClock(START, directory.resolve("clock"));
    function = start(SampleHandler.class.getName() + "::handle");
  }

  @AfterAll
  static void stop() {
    function.close();
  }

  @Test
  void functionSeesTheTemplatesVariablesAndTheEmbeddedServersOnly() throws IOException {
    JsonNode environment = call("environment");

    assertThat(environment.path("LANGUAGE").asText()).isEqualTo("zh-CN");
    assertThat(environment.path("AWS_ENDPOINT_URL_STORAGE_GATEWAY").asText())
        .isEqualTo("http://127.0.0.1:1");
    assertThat(environment.path("AWS_REGION").asText()).isEqualTo("cn-northwest-1");
    assertThat(environment.path("AWS_ACCESS_KEY_ID").asText()).isEqualTo("rehearsal");
    assertThat(environment.fieldNames()).toIterable().doesNotContain("PATH", "HOME", "USER");
  }

  @Test
  void optionsOfTheJvmAreObeyedAndLeaveNoLineInTheLog() throws IOException {
    assertThat(call("option").path("value").asText()).isEqualTo("first");
    assertThat(LOG).noneMatch(line -> line.contains("JAVA_TOOL_OPTIONS"));
  }

  @Test
  void functionLivesInVirtualTime() throws IOException {
    assertThat(call("clock").path("now").asText()).isEqualTo(clock.instant().toString());

    clock.advanceTo(clock.instant().plus(Duration.ofHours(7)));

    assertThat(call("clock").path("now").asText()).isEqualTo(clock.instant().toString());
  }

  @Test
  void functionKnowsItsNameAndArn() throws IOException {
    JsonNode context = call("context");

    assertThat(context.path("name").asText()).isEqualTo("refresh");
    assertThat(context.path("arn").asText()).isEqualTo(definition("any").arn());
  }

  @Test
  void printedLinesReachTheTimeline() throws Exception {
    ObjectNode event = JSON.createObjectNode().put("do", "print").put("text", "{\"step\":\"开始\"}");

    JsonNode response = JSON.readTree(function.invoke(event.toString()));

    assertThat(response.path("text").asText()).isEqualTo("{\"step\":\"开始\"}");
    String line = LOG.poll(30, TimeUnit.SECONDS);
    while (line != null && !line.contains("step")) {
      line = LOG.poll(30, TimeUnit.SECONDS);
    }
    assertThat(line).isEqualTo("{\"step\":\"开始\"}");
  }

  @Test
  void failingEventIsReportedAndTheNextOneStillWorks() throws IOException {
    assertThatThrownBy(() -> call("fail"))
        .isInstanceOf(FunctionException.class)
        .hasMessage("java.lang.IllegalArgumentException: 因为 why not");

    assertThat(call("context").path("name").asText()).isEqualTo("refresh");
  }

  @Test
  void functionThatEndsItselfIsReportedAtOnce() throws IOException {
    try (FunctionProcess ending = start(SampleHandler.class.getName() + "::handle")) {
      assertThatThrownBy(() -> ending.invoke("{\"do\":\"exit\"}"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessage("the function refresh has ended with status 3");
    }
  }

  @Test
  void functionThatIsKilledFailsItsCallAndTheNextOneGetsANewProcess() throws Exception {
    try (LambdaFunction killed =
        new LambdaFunction(() -> start(SampleHandler.class.getName() + "::handle"))) {
      CompletableFuture<String> call =
          CompletableFuture.supplyAsync(
              () -> killed.invoke("{\"do\":\"wait\",\"text\":\"waits\"}"));
      for (String line = ""; !"waits".equals(line); ) {
        line = LOG.poll(30, TimeUnit.SECONDS);
      }
      killed.kill();

      assertThatThrownBy(call::get)
          .hasCauseInstanceOf(FunctionException.class)
          .hasMessageContaining("Runtime.ExitError: the process was killed");
      assertThat(killed.invoke("{\"do\":\"context\"}")).contains("refresh");
    }
  }

  @Test
  void functionThatEndsItselfIsNotStartedAgain() throws IOException {
    try (LambdaFunction ending =
        new LambdaFunction(() -> start(SampleHandler.class.getName() + "::handle"))) {
      assertThatThrownBy(() -> ending.invoke("{\"do\":\"exit\"}"))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void missingHandlerIsReportedByName() throws IOException {
    try (FunctionProcess missing = start("com.example.Missing::handle")) {
      assertThatThrownBy(() -> missing.invoke("{}")).hasMessageContaining("com.example.Missing");
    }
  }

  @Test
  void nothingIsLeftAfterClosing() throws IOException {
    FunctionProcess closed = start(SampleHandler.class.getName() + "::handle");
    Path taskRoot = ProcessHandle.of(closed.pid()).isPresent() ? cwd(closed.pid()) : null;
    assertThat(taskRoot).isDirectory();

    closed.close();
    closed.close();

    assertThat(ProcessHandle.of(closed.pid())).isEmpty();
    assertThat(taskRoot.getParent()).doesNotExist();
  }

  private static Path cwd(long pid) throws IOException {
    return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "cwd"));
  }

  private static JsonNode call(String what) throws IOException {
    return JSON.readTree(function.invoke(JSON.createObjectNode().put("do", what).toString()));
  }

  private static FunctionProcess start(String handler) throws IOException {
    return FunctionProcess.start(
        definition(handler),
        Map.of("STORAGE_GATEWAY", URI.create("http://127.0.0.1:1")),
        clock,
        directory.resolve("calls"),
        LOG::add);
  }

  private static FunctionDefinition definition(String handler) {
    return new FunctionDefinition(
        "refresh",
        "arn:aws-cn:lambda:cn-northwest-1:111122223333:function:refresh",
        "cn-northwest-1",
        code,
        handler,
        Map.of("LANGUAGE", "zh-CN", "JAVA_TOOL_OPTIONS", "-Dsample=first -Dother=second"),
        512,
        Duration.ofSeconds(30),
        "JSON");
  }

  private static Path packageOf(Class<?> handler, Path jar) throws IOException {
    String classFile = handler.getName().replace('.', '/') + ".class";
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar));
        OutputStream entry = zip;
        var bytes = handler.getClassLoader().getResourceAsStream(classFile)) {
      zip.putNextEntry(new ZipEntry(classFile));
      bytes.transferTo(entry);
      zip.closeEntry();
    }
    return jar;
  }
}
