package io.github.landfall.contract.text;

import java.io.PrintWriter;
import java.io.StringWriter;

/** A stack trace as one text, for a field of a log line. */
public final class StackTrace {

  private StackTrace() {}

  /** The trace of a failure, with its causes. */
  public static String of(Throwable failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
