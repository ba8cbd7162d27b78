package io.github.landfall.rehearsal.faults;

/**
 * Whether a function's process lives. Once it was killed, it sends nothing more: what a function
 * does while the error that stands for the kill goes up, a process could not have done.
 */
final class FunctionLife {

  private boolean ended;

  /** Throws if the process was killed. */
  void check() {
    if (ended) {
      throw new FunctionKilledError();
    }
  }

  /** Kills it; gives what is to be thrown. */
  FunctionKilledError end() {
    ended = true;
    return new FunctionKilledError();
  }
}
