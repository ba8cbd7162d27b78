package io.github.landfall.rehearsal.coldstart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.contract.RefreshVariables;
import io.github.landfall.contract.run.Delivery;
import io.github.landfall.contract.run.Delivery.FolderFigure;
import io.github.landfall.contract.run.FolderRefresh;
import io.github.landfall.contract.run.PartnerShare;
import io.github.landfall.contract.run.Phase;
import io.github.landfall.contract.run.RefreshCall;
import io.github.landfall.contract.run.Refreshes;
import io.github.landfall.contract.run.Run;
import io.github.landfall.contract.run.RunItems;
import io.github.landfall.contract.transfer.WatchedTransfer;
import io.github.landfall.localaws.function.FunctionDefinition;
import io.github.landfall.localaws.function.LambdaRuntime;
import io.github.landfall.localaws.notices.TopicService;
import io.github.landfall.localaws.server.MailServer;
import io.github.landfall.localaws.server.TableServer;
import io.github.landfall.localaws.template.SynthesizedTemplate;
import io.github.landfall.localaws.template.SynthesizedTemplate.Resource;
import io.github.landfall.refresh.RefreshHandler;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long the refresh function takes from the start of its process until it has answered a change
 * to ALARM, beside a Python function that makes the same calls, and one that makes the article's
 * one call.
 *
 * <p>Each start is a fresh process; they take turns. The function is the template's: its jar, its
 * variables, Lambda's own runtime client, the JVM's options as on Lambda. Its calls go through TLS
 * to the rehearsal's stand-ins. Python has the least that a runtime can be, and boto3. {@code
 * -Drounds=31} starts each more often, {@code -Dfunction.java=DIRECTORY} takes another JVM, {@code
 * -Dfunction.options=…} gives it further options, and {@code -Dfunction.cores=0} keeps each
 * function to some processors.
 */
final class ColdStartBenchmark {

  private static final double LIMIT = 2.3;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @TempDir private Path directory;
  private final Queue<String> calls = new ConcurrentLinkedQueue<>();
  private int begun;

  /** A function and how its process is started. */
  private record Subject(
      String name, Path directory, List<String> command, Map<String, String> environment) {}

  @Test
  void refreshFunctionAnswersNotMuchLaterThanPython() throws Exception {
    int rounds = Integer.getInteger("rounds", 11);
    Path java = Path.of(System.getProperty("function.java", System.getProperty("java.home")));
    SynthesizedTemplate template =
        SynthesizedTemplate.read(
            Path.of("target/cdk.out"),
            queue -> "http://127.0.0.1:1/" + queue,
            (nested, name) -> "-");
    FunctionDefinition function = function(template);
    Certificates certificates = new Certificates(Files.createDirectory(directory.resolve("tls")));
    SSLContext tls = certificates.server();
    try (TableServer tables = TableServer.start(Path.of(".."), template.region());
        MailServer mail = MailServer.start();
        TopicService topics =
            new TopicService(InstantSource.system(), mail.port(), (queue, body) -> {});
        TlsFront dynamoDb = new TlsFront(tables.endpoint(), tls, calls::add);
        TlsFront sns = new TlsFront(topics.endpoint(), tls, calls::add)) {
      for (Resource table : template.resources("AWS::DynamoDB::Table")) {
        tables.create(template.name(table.logicalId()), table.properties());
      }
      for (Resource topic : template.resources("AWS::SNS::Topic")) {
        topics.addTopic(template.arn(topic.logicalId()), topic.properties());
      }
      Map<String, String> endpoints =
          Map.of(
              "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString(),
              "AWS_ENDPOINT_URL_SNS", sns.endpoint().toString());
      Subject refresh = refresh(function, java, certificates, endpoints);
      List<Subject> subjects = new ArrayList<>(List.of(refresh, empty(java)));
      if (boto3("boto3") == null) {
        System.out.println("python3 has no boto3 here, so there is nothing to compare with");
      } else {
        subjects.add(python("same_calls", certificates, endpoints));
        subjects.add(python("one_call", certificates, endpoints));
      }
      Map<String, List<ColdStart>> starts = new LinkedHashMap<>();
      Map<String, List<String>> made = new LinkedHashMap<>();
      for (int round = 0; round <= rounds; round++) {
        for (Subject subject : subjects) {
          String partner = "partner-" + ++begun;
          tables
              .client()
              .putItem(
                  put -> put.tableName(runs(function)).item(RunItems.item(lastNight(partner))));
          calls.clear();
          ColdStart start =
              ColdStart.of(
                  function,
                  subject.directory(),
                  subject.command(),
                  subject.environment(),
                  event(partner));
          // The first round warms the stand-ins and the machine's caches.
          if (round > 0) {
            starts.computeIfAbsent(subject.name(), name -> new ArrayList<>()).add(start);
          }
          made.put(subject.name(), List.copyOf(calls));
        }
      }
      report(refresh, starts, made);
    }
  }

  private static void report(
      Subject refresh, Map<String, List<ColdStart>> starts, Map<String, List<String>> made) {
    System.out.printf(
        "%d fresh processes each, in turn; TLS; %s, options of the JVM: %s%n",
        starts.get(refresh.name()).size(),
        refresh.command().get(0),
        String.join(" ", LambdaRuntime.OPTIONS));
    System.out.println("  JAVA_TOOL_OPTIONS: " + refresh.environment().get("JAVA_TOOL_OPTIONS"));
    starts.forEach(
        (name, all) ->
            System.out.printf(
                "  %-28s %5.0f ms to the answer (%.0f to %.0f): %4.0f until ready, %4.0f for the event; %5.0f ms of processor time; %3.0f MiB; %d calls%n",
                name,
                median(all, ColdStart::answeredMillis),
                all.stream().mapToDouble(ColdStart::answeredMillis).min().orElseThrow(),
                all.stream().mapToDouble(ColdStart::answeredMillis).max().orElseThrow(),
                median(all, ColdStart::readyMillis),
                median(all, start -> start.answeredMillis() - start.readyMillis()),
                median(all, ColdStart::processorMillis),
                median(all, ColdStart::peakMebibytes),
                made.get(name).size()));
    starts
        .get(refresh.name())
        .forEach(start -> assertThat(start.answer()).isEqualTo("{\"batchItemFailures\":[]}"));
    assumeTrue(starts.containsKey("python same_calls"), "nothing to compare with");
    assertThat(made.get("python same_calls"))
        .containsExactlyInAnyOrderElementsOf(made.get(refresh.name()));
    for (String peer : List.of("python same_calls", "python one_call")) {
      System.out.printf(
          "  refresh function / %s: %.2f by time, %.2f by processor time%n",
          peer,
          ratio(starts, refresh.name(), peer, ColdStart::answeredMillis),
          ratio(starts, refresh.name(), peer, ColdStart::processorMillis));
    }
    assertThat(ratio(starts, refresh.name(), "python same_calls", ColdStart::answeredMillis))
        .isLessThanOrEqualTo(LIMIT);
  }

  private static double ratio(
      Map<String, List<ColdStart>> starts,
      String one,
      String other,
      ToDoubleFunction<ColdStart> figure) {
    return median(starts.get(one), figure) / median(starts.get(other), figure);
  }

  private static double median(List<ColdStart> starts, ToDoubleFunction<ColdStart> figure) {
    double[] sorted = starts.stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static FunctionDefinition function(SynthesizedTemplate template) throws IOException {
    for (Resource function : template.resources("AWS::Lambda::Function")) {
      FunctionDefinition definition = FunctionDefinition.of(template, function);
      if (definition.handler().startsWith(RefreshHandler.class.getName())) {
        return definition;
      }
    }
    throw new IllegalStateException("the template has no refresh function");
  }

  private Subject refresh(
      FunctionDefinition function,
      Path java,
      Certificates certificates,
      Map<String, String> endpoints)
      throws IOException, InterruptedException {
    Path root = Files.createDirectory(directory.resolve("refresh"));
    Files.copy(function.code(), Files.createDirectory(root.resolve("lib")).resolve("function.jar"));
    Map<String, String> environment = new LinkedHashMap<>(function.environment());
    environment.putAll(endpoints);
    environment.merge(
        "JAVA_TOOL_OPTIONS",
        System.getProperty("function.options", ""),
        (own, tried) -> own + " " + tried);
    return new Subject(
        "refresh function",
        root,
        command(
            java,
            root,
            "-Djavax.net.ssl.trustStore=" + certificates.javaTrust(java),
            function.handler()),
        environment);
  }

  private Subject empty(Path java) throws IOException {
    Path root = Files.createDirectory(directory.resolve("empty"));
    String classFile = EmptyHandler.class.getName().replace('.', '/') + ".class";
    copy("/" + classFile, root.resolve(classFile));
    return new Subject(
        "java, an empty handler",
        root,
        command(java, root, "-Xshare:auto", EmptyHandler.class.getName()),
        Map.of());
  }

  private List<String> command(Path java, Path root, String option, String handler)
      throws IOException {
    List<String> command = new ArrayList<>(cores());
    command.add(java.resolve("bin/java").toString());
    command.addAll(LambdaRuntime.OPTIONS);
    command.addAll(
        List.of(
            option,
            "-Duser.home=" + root,
            LambdaRuntime.library(root),
            "-classpath",
            String.join(File.pathSeparator, LambdaRuntime.classPath()),
            LambdaRuntime.MAIN_CLASS,
            handler));
    return command;
  }

  private Subject python(String handler, Certificates certificates, Map<String, String> endpoints)
      throws IOException, InterruptedException {
    Path root = Files.createDirectory(directory.resolve("python-" + handler));
    copy("/coldstart/runtime.py", root.resolve("runtime.py"));
    copy("/coldstart/handler.py", root.resolve("handler.py"));
    Path library = Path.of(boto3("botocore"));
    Map<String, String> environment = new LinkedHashMap<>(endpoints);
    environment.put("_HANDLER", "handler." + handler);
    environment.put("AWS_CA_BUNDLE", certificates.trust(library.resolve("cacert.pem")).toString());
    List<String> command = new ArrayList<>(cores());
    command.addAll(List.of(boto3("executable"), "runtime.py"));
    return new Subject("python " + handler, root, command, environment);
  }

  private static List<String> cores() {
    String cores = System.getProperty("function.cores");
    return cores == null ? List.of() : List.of("taskset", "-c", cores);
  }

  /** Where Python has a package, or itself ({@code executable}); null if there is none. */
  private static String boto3(String what) throws IOException, InterruptedException {
    String script =
        """
        import boto3, botocore, os, sys
        print(sys.executable if sys.argv[1] == 'executable' else os.path.dirname(sys.modules[sys.argv[1]].__file__))
        """;
    try {
      Process process = new ProcessBuilder("python3", "-c", script, what).start();
      String told =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor() == 0 ? told : null;
    } catch (IOException e) {
      return null;
    }
  }

  private static void copy(String resource, Path target) throws IOException {
    Files.createDirectories(target.getParent());
    try (InputStream bytes = ColdStartBenchmark.class.getResourceAsStream(resource)) {
      Files.copy(bytes, target);
    }
  }

  private static String runs(FunctionDefinition function) {
    return function.environment().get(RefreshVariables.RUNS_TABLE);
  }

  /**
   * The partner's run before: it is over, and its item is as large as that of an ordinary night.
   */
  private static Run lastNight(String partner) {
    Instant start = Instant.now().minus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS);
    Instant end = start.plus(Duration.ofHours(2));
    Delivery delivery =
        new Delivery(
            Delivery.Known.EACH_OBJECT,
            1_204,
            52_428_800_000L,
            0,
            10,
            start,
            end,
            IntStream.range(0, 10)
                .mapToObj(shot -> new FolderFigure("shows/ep 01/shot-%04d".formatted(shot), 120, 5))
                .toList(),
            List.of(),
            "_landfall/" + partner + "/last-night");
    String share = "arn:aws-cn:storagegateway:cn-northwest-1:111122223333:share/share-1";
    String gateway = "arn:aws-cn:storagegateway:cn-northwest-1:111122223333:gateway/sgw-1";
    RefreshCall call = new RefreshCall(List.of("/" + partner), true);
    return Run.opened(partner, start)
        .withTransfer(transfer(partner))
        .withPhase(Phase.Ended.at(start, end))
        .withDelivery(delivery, end)
        .withRefreshes(
            new Refreshes(
                List.of(new PartnerShare(share, "")),
                List.of(
                    FolderRefresh.planned(share, gateway, call)
                        .startedAt(end, "notification-1")
                        .completedAt(end.plusSeconds(90))),
                List.of()))
        .withPublished("transfer-started to producers", start)
        .withPublished("transfer-ended to producers", end)
        .withPublished("drive-ready to producers", end.plusSeconds(90))
        .withVersion(12);
  }

  private static WatchedTransfer transfer(String partner) {
    return new WatchedTransfer(
        partner, "transfer", "dead", "transfers", "finder", null, "transfer-table", null);
  }

  /** A partner's change to ALARM just now, as the run queue's messages are. */
  private static String event(String partner) {
    ObjectNode message = JSON.createObjectNode();
    message.put("detail-type", "CloudWatch Alarm State Change");
    ObjectNode detail = message.putObject("detail");
    detail
        .putObject("previousState")
        .put("timestamp", "2026-11-21T17:41:13.004+0000")
        .put("value", "OK");
    detail
        .putObject("state")
        .put("timestamp", Instant.now().toString().replaceFirst("(\\.[0-9]{3})?[0-9]*Z", "$1+0000"))
        .put("value", "ALARM");
    message.set("transfer", JSON.valueToTree(transfer(partner)));
    ObjectNode event = JSON.createObjectNode();
    ObjectNode record = event.putArray("Records").addObject();
    record
        .put("messageId", "059f36b4-87a3-44ab-83d2-661975830a7d")
        .put("receiptHandle", "AQEBwJnKyrHigUMZj6rYigCgxlaS3SLy0a")
        .put("body", message.toString());
    record
        .putObject("attributes")
        .put("ApproximateReceiveCount", "1")
        .put("SentTimestamp", "1545082649183")
        .put("SenderId", "AIDAIENQZJOLO23YVJ4VO")
        .put("ApproximateFirstReceiveTimestamp", "1545082649185");
    record.putObject("messageAttributes");
    record
        .put("md5OfBody", "e4e68fb7bd0e697a0ae8f1bb342846b3")
        .put("eventSource", "aws:sqs")
        .put("eventSourceARN", "arn:aws-cn:sqs:cn-northwest-1:111122223333:Landfall-runs")
        .put("awsRegion", "cn-northwest-1");
    return event.toString();
  }
}
