package io.github.landfall.contract.run;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The steps of a run that others see.
 *
 * @param published when each notice went out, by the name of its step
 * @param inProgress the step that was begun last and is not recorded as done
 */
public record Steps(Map<String, Instant> published, Optional<String> inProgress) {

  /** No step was taken. */
  public static final Steps NONE = new Steps(Map.of(), Optional.empty());

  /** Copies the map. */
  public Steps {
    published = Map.copyOf(published);
  }

  /** With one more notice out, and no step in progress. */
  Steps withPublished(String step, Instant time) {
    Map<String, Instant> all = new TreeMap<>(published);
    all.put(step, time);
    return new Steps(all, Optional.empty());
  }

  /** With a step in progress. */
  Steps with(String step) {
    return new Steps(published, Optional.of(step));
  }

  /** With no step in progress. */
  Steps withoutStep() {
    return new Steps(published, Optional.empty());
  }
}
