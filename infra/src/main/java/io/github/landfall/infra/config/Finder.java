package io.github.landfall.infra.config;

import java.util.Set;

/**
 * How a transfer looks for what differs between the partner's bucket and the landing bucket.
 *
 * @param memoryGib its memory, in GiB; large listings need more
 * @param depth how deep it goes into folders to list them in parallel; 0 for one listing of all
 * @param threads listings at a time
 */
public record Finder(int memoryGib, int depth, int threads) {

  private static final Set<String> KEYS = Set.of("memoryGib", "depth", "threads");

  static Finder of(Section partner, Edition edition) {
    if (!partner.has("finder")) {
      return new Finder(8, 0, 1);
    }
    Section section = partner.section("finder", KEYS);
    int memory = section.integer("memoryGib", 8, 1, Integer.MAX_VALUE);
    if (!edition.finderMemories().contains(memory)) {
      throw section.wrong("memoryGib", "one of " + edition.finderMemories());
    }
    return new Finder(
        memory, section.integer("depth", 0, 0, 10), section.integer("threads", 1, 1, 100));
  }
}
