package io.github.landfall.localaws.function;

import io.github.landfall.localaws.clock.VirtualClock;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/** Where functions run: each in a process of its own, unless a test has reasons. */
@FunctionalInterface
public interface FunctionHost {

  /** A function that can be called. */
  interface HostedFunction extends AutoCloseable {

    /**
     * Calls the function and waits for its response, one call at a time.
     *
     * @param event the event, as JSON
     * @return the response, as JSON
     * @throws FunctionException if the handler fails
     * @throws IllegalStateException if the function gives no response
     */
    String invoke(String event);

    /** Ends it at once, in the middle of a call too; may be called from any thread. */
    void kill();

    @Override
    void close();
  }

  /**
   * Starts a function; it may load while this returns.
   *
   * @param function what to run
   * @param endpoints where the function's clients go, by the last part of the variable's name, for
   *     example {@code DYNAMODB} or {@code STORAGE_GATEWAY}
   * @param clock the time that the function sees
   * @param calls the file that the function's AWS calls may be added to
   * @param log gets each line that the function prints
   * @throws IOException if it can't be started
   */
  HostedFunction start(
      FunctionDefinition function,
      Map<String, URI> endpoints,
      VirtualClock clock,
      Path calls,
      Consumer<String> log)
      throws IOException;
}
