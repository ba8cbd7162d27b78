package io.github.landfall.comparison;

import io.github.landfall.comparison.BucketListing.Place;
import java.util.Optional;

/**
 * An object, as the two listings have it.
 *
 * @param verdict what they say of it
 * @param source it at the source; empty if it is not there
 * @param landing it in the landing bucket; empty if it is not there
 */
public record Compared(Verdict verdict, Optional<Listed> source, Optional<Listed> landing) {

  /**
   * Compares one object.
   *
   * @param source where the source's objects are
   * @param landing where the landing bucket's are
   * @param key its key at the source
   * @return empty if it is on neither side
   * @throws ListingException if one of them can't be listed
   */
  public static Optional<Compared> find(Place source, Place landing, String key) {
    Optional<Listed> there = BucketListing.find(source, key);
    Optional<Listed> here = BucketListing.find(landing, key);
    if (there.isPresent() && here.isPresent()) {
      return Optional.of(both(there.get(), here.get()));
    }
    return there.map(Compared::missing).or(() -> here.map(Compared::gone));
  }

  static Compared both(Listed source, Listed landing) {
    return new Compared(Verdict.of(source, landing), Optional.of(source), Optional.of(landing));
  }

  static Compared missing(Listed source) {
    return new Compared(Verdict.ofMissing(source), Optional.of(source), Optional.empty());
  }

  static Compared gone(Listed landing) {
    return new Compared(Verdict.GONE_AT_SOURCE, Optional.empty(), Optional.of(landing));
  }

  /** Its key at the source. */
  public String key() {
    return source.or(() -> landing).orElseThrow().key();
  }

  /** Its size at the source; in the landing bucket, if it is there alone. */
  public long bytes() {
    return source.or(() -> landing).orElseThrow().bytes();
  }
}
