package io.github.landfall.rehearsal.stage;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.landfall.localaws.function.EventSourceMapping;
import io.github.landfall.localaws.function.FunctionDefinition;
import io.github.landfall.localaws.function.FunctionHost;
import io.github.landfall.localaws.function.LambdaFunction;
import io.github.landfall.localaws.permissions.RecordedCall;
import io.github.landfall.localaws.permissions.RoleUse;
import io.github.landfall.rehearsal.stage.StageSettings.ArrivalBatches;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** The functions of the template, and the queues that call them. */
final class Functions implements AutoCloseable {

  /** Told of each call that a function has answered. */
  @FunctionalInterface
  interface CallListener {

    /**
     * A call was answered.
     *
     * @param function the handler's class, without its package
     * @param event the event, as JSON
     * @param response the response, as JSON
     */
    void called(String function, String event, String response);
  }

  /** The classes of the handlers, without their packages. */
  static final String REFRESH = "RefreshHandler";

  static final String ARRIVALS = "ArrivalsHandler";

  /** Runs in a process of its own only while something is compared. */
  static final String COMPARE = "CompareHandler";

  /** Plays only where group robots do. */
  static final String CHAT = "ChatHandler";

  private static final List<String> HANDLERS = List.of(ARRIVALS, REFRESH);

  private final Closing closing = new Closing();
  private final Deployment deployment;
  private final Path calls;
  private final List<EventSourceMapping> mappings = new ArrayList<>();
  private final Predicate<String> enabled;
  private final ConcurrentLinkedQueue<String> errors = new ConcurrentLinkedQueue<>();
  private final CallListener listener;
  private final List<String> playing;

  /**
   * Starts the functions.
   *
   * @param host where they run
   * @param endpoints where their clients go, as {@link FunctionHost#start} has it
   * @param variables what their environments have beside the template's, or in its place
   * @param settings what goes wrong with the batches of arrivals, and whether group robots play
   * @param listener is told of the calls
   * @param enabled whether a queue calls its function now, by its ARN
   * @throws IOException if one can't be started
   */
  Functions(
      FunctionHost host,
      Deployment deployment,
      Servers servers,
      Map<String, URI> endpoints,
      Map<String, String> variables,
      StageSettings settings,
      CallListener listener,
      Predicate<String> enabled)
      throws IOException {
    this.enabled = enabled;
    this.deployment = deployment;
    this.listener = listener;
    this.playing = new ArrayList<>(HANDLERS);
    if (settings.robots()) {
      playing.add(CHAT);
    }
    try {
      calls = closing.add(new TemporaryDirectory()).path();
      for (String handler : List.copyOf(playing)) {
        FunctionDefinition definition = deployment.function(handler).withVariables(variables);
        LambdaFunction function =
            closing.add(
                new LambdaFunction(
                    () ->
                        host.start(
                            definition,
                            endpoints,
                            servers.clock(),
                            calls.resolve(handler),
                            this::log)));
        List<EventSourceMapping> own = mappings(handler, definition, function, servers);
        mappings.addAll(own);
        if (handler.equals(ARRIVALS) && settings.batches() == ArrivalBatches.TWICE) {
          own.forEach(EventSourceMapping::repeatBatches);
        }
        if (handler.equals(ARRIVALS) && settings.batches() == ArrivalBatches.KILLED_ONCE) {
          killAfterPart(function, servers);
        }
      }
    } catch (IOException | RuntimeException e) {
      closing.closeAfter(e);
      throw e;
    }
  }

  private List<EventSourceMapping> mappings(
      String handler, FunctionDefinition definition, LambdaFunction function, Servers servers) {
    return deployment.eventSourceMappings(definition).stream()
        .map(
            properties ->
                new EventSourceMapping(
                    properties,
                    servers.queues(),
                    servers.clock(),
                    deployment.urlOf(properties.required("EventSourceArn").asText()),
                    event -> call(handler, function, event),
                    failure -> errors.add(failure.getMessage())))
        .toList();
  }

  /** Kills the function once: its first part is put, and it does not know yet. */
  private void killAfterPart(LambdaFunction function, Servers servers) {
    AtomicBoolean killed = new AtomicBoolean();
    servers
        .buckets()
        .observe(
            change -> {
              if (deployment.isPart(change) && killed.compareAndSet(false, true)) {
                function.kill();
              }
            });
  }

  private String call(String handler, LambdaFunction function, String event) {
    String response = function.invoke(event);
    listener.called(handler, event, response);
    return response;
  }

  private void log(String line) {
    // Whatever a function prints beside its own INFO and WARN lines is worth a look.
    if (!line.contains("\"level\":\"INFO\"") && !line.contains("\"level\":\"WARN\"")) {
      errors.add(line);
    }
  }

  /**
   * Lets each queue call its function once, if it has something for it.
   *
   * @return whether one did
   */
  boolean poll() {
    boolean called = false;
    for (EventSourceMapping mapping : mappings) {
      called |= enabled.test(mapping.queueArn()) && mapping.poll() > 0;
    }
    return called;
  }

  /**
   * Carries out what the comparison queue holds.
   *
   * @param host where the function runs
   * @param servers the servers
   * @param endpoints where its clients go
   * @throws IOException if it can't be started
   */
  void compare(FunctionHost host, Servers servers, Map<String, URI> endpoints) throws IOException {
    FunctionDefinition definition = deployment.function(COMPARE);
    try (LambdaFunction function =
        new LambdaFunction(
            () ->
                host.start(
                    definition, endpoints, servers.clock(), calls.resolve(COMPARE), this::log))) {
      for (EventSourceMapping mapping : mappings(COMPARE, definition, function, servers)) {
        while (mapping.poll() > 0) {
          // Until no order is visible.
        }
      }
    }
    if (!playing.contains(COMPARE)) {
      playing.add(COMPARE);
    }
  }

  /** What each function made of its role until now, by the handler's class without its package. */
  Map<String, RoleUse> roles() throws IOException {
    Map<String, RoleUse> roles = new LinkedHashMap<>();
    for (String handler : playing) {
      List<RecordedCall> made = new ArrayList<>(RecordedCall.read(calls.resolve(handler)));
      if (handler.equals(COMPARE)) {
        // The partner's bucket is read with the partner's key, not with the role.
        made.removeIf(
            call ->
                call.fields().getOrDefault("Bucket", List.of()).stream()
                    .anyMatch(deployment::isSource));
      }
      made.addAll(polls(handler));
      roles.put(
          handler,
          RoleUse.of(handler, deployment.role(handler), deployment.requiredAccess(), made));
    }
    return roles;
  }

  /** What Lambda calls with the function's role to fetch its events. */
  private List<RecordedCall> polls(String handler) throws IOException {
    List<RecordedCall> polls = new ArrayList<>();
    for (JsonNode mapping : deployment.eventSourceMappings(deployment.function(handler))) {
      String queue = deployment.urlOf(mapping.required("EventSourceArn").asText());
      for (String operation : EventSourceMapping.OPERATIONS) {
        polls.add(new RecordedCall("Sqs", operation, Map.of("QueueUrl", List.of(queue))));
      }
    }
    return polls;
  }

  /** What the functions said of errors since the last call, oldest first. */
  List<String> takeErrors() {
    List<String> taken = new ArrayList<>();
    for (String error = errors.poll(); error != null; error = errors.poll()) {
      taken.add(error);
    }
    return taken;
  }

  @Override
  public void close() {
    closing.close();
  }
}
