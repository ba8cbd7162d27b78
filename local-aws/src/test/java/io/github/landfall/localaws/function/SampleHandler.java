package io.github.landfall.localaws.function;

import com.amazonaws.services.lambda.runtime.Context;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;

/** A function that the tests package: it does what its event's {@code do} says. */
public class SampleHandler {

  /** Answers with what the event asks for. */
  public Map<String, String> handle(Map<String, String> event, Context context) {
    return switch (event.get("do")) {
      case "environment" -> new HashMap<>(System.getenv());
      case "option" -> Map.of("value", System.getProperty("sample", "none"));
      case "clock" ->
          Map.of(
              "now",
              ServiceLoader.load(InstantSource.class)
                  .findFirst()
                  .orElseThrow()
                  .instant()
                  .toString());
      case "context" ->
          Map.of("name", context.getFunctionName(), "arn", context.getInvokedFunctionArn());
      case "print" -> {
        System.out.println(event.get("text"));
        yield Map.of("text", event.get("text"));
      }
      case "wait" -> {
        System.out.println(event.get("text"));
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
        yield Map.of();
      }
      case "fail" -> throw new IllegalArgumentException("因为 why not");
      case "exit" -> {
        Runtime.getRuntime().halt(3);
        yield Map.of();
      }
      default -> throw new IllegalStateException("unknown event " + event);
    };
  }
}
