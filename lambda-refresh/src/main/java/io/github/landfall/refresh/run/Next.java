package io.github.landfall.refresh.run;

/** What comes next for a run: a step, or none for now. */
public sealed interface Next permits Step, Next.Wait, Next.Finish {

  /**
   * Nothing can be done now; look again later.
   *
   * @param reason what the run waits for
   */
  record Wait(String reason) implements Next {}

  /** Nothing is left to do until another event comes. */
  record Finish() implements Next {}
}
