package io.github.landfall.infra.config;

import java.util.Set;

/**
 * How a transfer looks for what differs between the partner's bucket and the landing bucket.
 *
 * @param memoryGib its memory, in GiB; large listings need more
 * @param threads listings at a time
 */
public record Finder(int memoryGib, int threads) {

  private static final Set<String> KEYS = Set.of("memoryGib", "depth", "threads");

  static Finder of(Section partner, Edition edition) {
    if (!partner.has("finder")) {
      return new Finder(8, 1);
    }
    Section section = partner.section("finder", KEYS);
    int memory = section.integer("memoryGib", 8, 1, Integer.MAX_VALUE);
    if (!edition.finderMemories().contains(memory)) {
      throw section.wrong("memoryGib", "one of " + edition.finderMemories());
    }
    // It was measured: objects beside the sub-folders that it lists one by one are left out.
    if (section.integer("depth", 0, 0, Integer.MAX_VALUE) != 0) {
      throw section.wrong(
          "depth",
          "0, since Data Transfer Hub's finder silently skips objects with more (those beside sub-folders)");
    }
    return new Finder(memory, section.integer("threads", 1, 1, 100));
  }
}
