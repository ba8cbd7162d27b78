package io.github.landfall.contract.run;

/**
 * What a step of a run is called in the function's log, its metrics, the dashboard and the docs.
 */
public sealed interface StepName permits RunStep, Notice, NightNotice {

  /** The name, in lower case with hyphens. */
  String text();
}
