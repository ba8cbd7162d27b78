package io.github.landfall.localaws.function;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * A function as Lambda keeps it: when its process is killed in the middle of a call, the call fails
 * and the next one gets a new process.
 *
 * <p>A process that ends by itself is a mistake of the function, and ends the rehearsal.
 */
public final class LambdaFunction implements AutoCloseable {

  /** Starts the function's process. */
  @FunctionalInterface
  public interface Starter {

    /**
     * Starts it.
     *
     * @throws IOException if it can't be started
     */
    FunctionHost.HostedFunction start() throws IOException;
  }

  private final Starter starter;
  private volatile FunctionHost.HostedFunction process;
  private volatile boolean killed;

  /**
   * Starts a function; it loads while this returns.
   *
   * @throws IOException if it can't be started
   */
  public LambdaFunction(Starter starter) throws IOException {
    this.starter = starter;
    this.process = starter.start();
  }

  /**
   * Calls the function.
   *
   * @param event the event, as JSON
   * @return the response, as JSON
   * @throws FunctionException if the handler fails, or was killed before it answered
   * @throws IllegalStateException if the function cannot be loaded or ended by itself
   */
  public synchronized String invoke(String event) {
    try {
      return process.invoke(event);
    } catch (IllegalStateException e) {
      if (!killed) {
        throw e;
      }
      restart();
      throw new FunctionException("Runtime.ExitError", "the process was killed");
    }
  }

  private void restart() {
    process.close();
    try {
      process = starter.start();
      killed = false;
    } catch (IOException e) {
      throw new UncheckedIOException("the function could not be started again", e);
    }
  }

  /** Kills the process, whatever it does; may be called from any thread. */
  public void kill() {
    killed = true;
    process.kill();
  }

  @Override
  public synchronized void close() {
    process.close();
  }
}
