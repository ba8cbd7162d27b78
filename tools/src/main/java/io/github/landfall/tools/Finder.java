package io.github.landfall.tools;

import java.util.List;
import java.util.Optional;

/** A transfer's finder, which compares the two buckets and queues what differs. */
sealed interface Finder permits FinderTask, FinderGroup {

  /** How it runs now, as part of a sentence; empty if it does not. */
  Optional<String> running();

  /**
   * Starts it, as its schedule would.
   *
   * @return what was started, and lines that say how to watch it
   * @throws ToolException if it did not start
   */
  Started start();

  /**
   * A finder that was started.
   *
   * @param what what was started
   * @param watch command lines that show how it is
   */
  record Started(String what, List<String> watch) {

    /** Keeps a copy. */
    public Started {
      watch = List.copyOf(watch);
    }
  }
}
