package io.github.landfall.rehearsal.faults;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.github.landfall.arrivals.ArrivalsHandler;
import io.github.landfall.localaws.clock.VirtualClock;
import io.github.landfall.localaws.function.FunctionDefinition;
import io.github.landfall.localaws.function.FunctionException;
import io.github.landfall.localaws.function.FunctionHost;
import io.github.landfall.refresh.RefreshHandler;
import io.github.landfall.refresh.aws.AwsClients;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The functions in this process, whose calls of AWS may meet a fault.
 *
 * <p>They are the handlers that are deployed, with their own clients; only where these go is
 * changed. A function that was killed is made anew.
 */
final class FunctionsInProcess implements FunctionHost {

  private final Optional<FaultPlan> plan;
  private final List<String> otherPartners;
  private FaultyAws aws;

  /**
   * @param plan what happens to which call; empty for a night without faults
   * @param otherPartners those whose events are not counted, and meet no fault
   */
  FunctionsInProcess(Optional<FaultPlan> plan, List<String> otherPartners) {
    this.plan = plan;
    this.otherPartners = otherPartners;
  }

  /** What lies between them and AWS; one for all functions of the night. */
  FaultyAws aws() {
    return aws;
  }

  @Override
  public HostedFunction start(
      FunctionDefinition function,
      Map<String, URI> endpoints,
      VirtualClock clock,
      Path calls,
      Consumer<String> log) {
    if (aws == null) {
      aws = new FaultyAws(plan, clock);
    }
    PrintStream out = new PrintStream(new Lines(log), true, StandardCharsets.UTF_8);
    Supplier<RequestStreamHandler> maker =
        () -> {
          FunctionLife life = new FunctionLife();
          ClientAmendment amendment = new ClientAmendment(function, endpoints, aws, life);
          return function.handler().startsWith(ArrivalsHandler.class.getName())
              ? new ArrivalsHandler(function.environment(), amendment::amend, out)
              : new RefreshHandler(
                  function.environment(), clock, new AwsClients(amendment::amend), out);
        };
    return new InProcess(function, maker, this::event);
  }

  private void event(String text) {
    aws.event(otherPartners.stream().noneMatch(text::contains));
  }

  /** Passes on what is printed, a line at a time. */
  private static final class Lines extends ByteArrayOutputStream {

    private final Consumer<String> log;

    Lines(Consumer<String> log) {
      this.log = log;
    }

    @Override
    public synchronized void flush() {
      String text = toString(StandardCharsets.UTF_8);
      if (text.endsWith("\n")) {
        reset();
        text.lines().forEach(log);
      }
    }
  }

  private static final class InProcess implements HostedFunction {

    private final FunctionDefinition function;
    private final Supplier<RequestStreamHandler> maker;
    private final Consumer<String> listener;
    private RequestStreamHandler living;

    InProcess(
        FunctionDefinition function,
        Supplier<RequestStreamHandler> maker,
        Consumer<String> listener) {
      this.function = function;
      this.maker = maker;
      this.listener = listener;
      this.living = maker.get();
    }

    @Override
    public String invoke(String event) {
      listener.accept(event);
      InputStream in = new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8));
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try {
        living.handleRequest(in, out, new TimedContext(function));
        return out.toString(StandardCharsets.UTF_8);
      } catch (FunctionKilledError e) {
        living = maker.get();
        throw new FunctionException("Runtime.ExitError", e.getMessage());
      } catch (IOException | RuntimeException e) {
        throw new FunctionException(e.getClass().getName(), e.getMessage());
      }
    }

    @Override
    public void kill() {
      throw new UnsupportedOperationException("only a fault kills a function in this process");
    }

    @Override
    public void close() {
      // Nothing is open: all clients share what they connect with.
    }
  }
}
