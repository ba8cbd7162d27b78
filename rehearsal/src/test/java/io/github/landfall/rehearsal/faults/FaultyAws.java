package io.github.landfall.rehearsal.faults;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * What lies between the functions and AWS in one night: it counts the calls, and lets one of them
 * meet a fault.
 *
 * <p>One thread at a time, as the stage calls the functions.
 */
final class FaultyAws {

  private final Optional<FaultPlan> plan;
  private final InstantSource clock;
  private final List<AwsCall> calls = new ArrayList<>();
  private Optional<Instant> outUntil = Optional.empty();
  private boolean counting;
  private int attempts;

  /**
   * @param plan what happens to which call; empty for a night without faults
   * @param clock the night's time
   */
  FaultyAws(Optional<FaultPlan> plan, InstantSource clock) {
    this.plan = plan;
    this.clock = clock;
  }

  /** The calls so far, in order. */
  List<AwsCall> calls() {
    return List.copyOf(calls);
  }

  /**
   * A function gets an event.
   *
   * @param concerned whether its calls are counted, and may meet the fault
   */
  void event(boolean concerned) {
    counting = concerned;
  }

  /** A call begins; its attempts follow. */
  void begin(String function, String service, String operation) {
    if (counting) {
      calls.add(new AwsCall(calls.size() + 1, function, service, operation));
      attempts = 0;
    }
  }

  /** A client that sends what no fault keeps from being sent. */
  SdkHttpClient between(FunctionLife life, SdkHttpClient real) {
    return new SdkHttpClient() {
      @Override
      public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = real.prepareRequest(request);
        return new ExecutableHttpRequest() {
          @Override
          public HttpExecuteResponse call() throws IOException {
            return attempt(life, prepared);
          }

          @Override
          public void abort() {
            prepared.abort();
          }
        };
      }

      @Override
      public void close() {
        // The real client serves all nights.
      }
    };
  }

  private HttpExecuteResponse attempt(FunctionLife life, ExecutableHttpRequest real)
      throws IOException {
    life.check();
    if (!counting) {
      return real.call();
    }
    AwsCall call = calls.get(calls.size() - 1);
    attempts++;
    if (plan.isEmpty() || call.number() < plan.get().call()) {
      return real.call();
    }
    Fault fault = plan.get().fault();
    if (call.number() == plan.get().call()) {
      return meet(fault, call, life, real);
    }
    boolean out =
        calls.get(plan.get().call() - 1).service().equals(call.service())
            && outUntil.filter(end -> clock.instant().isBefore(end)).isPresent();
    return out ? ErrorAnswer.unavailable(call.service()) : real.call();
  }

  private HttpExecuteResponse meet(
      Fault fault, AwsCall call, FunctionLife life, ExecutableHttpRequest real) throws IOException {
    return switch (fault) {
      case ERROR -> ErrorAnswer.internal(call.service());
      case THROTTLED -> ErrorAnswer.throttled(call.service());
      case ANSWER_LOST -> throw lost(real.call());
      case FIRST_ANSWER_LOST -> {
        HttpExecuteResponse response = real.call();
        if (attempts == 1) {
          throw lost(response);
        }
        yield response;
      }
      case KILLED_BEFORE -> throw life.end();
      case KILLED_AFTER -> {
        lost(real.call());
        throw life.end();
      }
      case OUTAGE_20_MINUTES, OUTAGE_70_MINUTES -> {
        outUntil = Optional.of(outUntil.orElseGet(() -> clock.instant().plus(fault.outage())));
        yield ErrorAnswer.unavailable(call.service());
      }
    };
  }

  /** The service has done its part, for it has begun to answer. */
  private static IOException lost(HttpExecuteResponse response) {
    response.responseBody().ifPresent(AbortableInputStream::abort);
    return new IOException("Connection reset");
  }
}
