package io.github.landfall.refresh.run;

import io.github.landfall.contract.run.Run;

/** Tells people. */
public interface Notices {

  /** Publishes a notice about a run. */
  void publish(Step.Publish notice, Run run);
}
