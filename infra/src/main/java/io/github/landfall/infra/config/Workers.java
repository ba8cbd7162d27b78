package io.github.landfall.infra.config;

import java.util.Set;

/**
 * How many instances copy a partner's objects.
 *
 * @param min instances that are always there
 * @param desired instances at first
 * @param max instances at most
 * @param threads objects that one instance copies at a time
 */
public record Workers(int min, int desired, int max, int threads) {

  private static final Set<String> KEYS = Set.of("min", "desired", "max", "threads");
  private static final Workers DEFAULT = new Workers(1, 1, 20, 4);

  static Workers of(Section partner) {
    if (!partner.has("workers")) {
      return DEFAULT;
    }
    Section section = partner.section("workers", KEYS);
    int max = section.integer("max", DEFAULT.max, 1, 100);
    int min = section.integer("min", DEFAULT.min, 0, max);
    return new Workers(
        min,
        section.integer("desired", Math.max(min, DEFAULT.desired), min, max),
        max,
        section.integer("threads", DEFAULT.threads, 1, 10));
  }
}
