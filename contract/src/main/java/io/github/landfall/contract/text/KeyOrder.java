package io.github.landfall.contract.text;

import java.util.Comparator;

/**
 * The order in which S3 lists keys: by their UTF-8 bytes, which is the order of code points. Java
 * orders texts by UTF-16 units, which differs beyond the basic plane.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ListingKeysUsingAPIs.html">Listing
 *     object keys</a>
 */
public enum KeyOrder implements Comparator<String> {
  /** The order. */
  UTF_8;

  @Override
  public int compare(String one, String other) {
    int common = Math.min(one.length(), other.length());
    for (int i = 0; i < common; i++) {
      char a = one.charAt(i);
      char b = other.charAt(i);
      if (a != b) {
        return Integer.compare(rank(a), rank(b));
      }
    }
    return Integer.compare(one.length(), other.length());
  }

  /** Surrogates stand for code points above all others. */
  private static int rank(char unit) {
    return Character.isSurrogate(unit) ? unit + 0x10000 : unit;
  }
}
