package io.github.landfall.rehearsal.faults;

/** Stands for the kill of a function's process: nothing in the function catches errors. */
final class FunctionKilledError extends Error {

  private static final long serialVersionUID = 1L;

  FunctionKilledError() {
    super("the function was killed");
  }
}
