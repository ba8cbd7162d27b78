package io.github.landfall.refresh.collect;

/**
 * Remembers keys by a hash of 64 bits, in 12 to 24 bytes each. Of ten million keys, two have the
 * same hash with a chance of one in 300,000.
 */
final class KeySet {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private long[] table = new long[16];
  private int size;

  /** Whether a key is seen for the first time. */
  boolean add(String key) {
    return add(hash(key));
  }

  /** Whether a hash is seen for the first time. */
  boolean add(long hash) {
    int at = slot(table, hash);
    if (table[at] == hash) {
      return false;
    }
    table[at] = hash;
    size++;
    if (size > table.length / 3 * 2) {
      widen();
    }
    return true;
  }

  /** Whether a key was seen. */
  boolean has(String key) {
    return size > 0 && table[slot(table, hash(key))] != 0;
  }

  private void widen() {
    long[] wider = new long[Math.multiplyExact(table.length, 2)];
    for (long hash : table) {
      if (hash != 0) {
        wider[slot(wider, hash)] = hash;
      }
    }
    table = wider;
  }

  private static int slot(long[] table, long hash) {
    int at = (int) hash & (table.length - 1);
    while (table[at] != 0 && table[at] != hash) {
      at = (at + 1) & (table.length - 1);
    }
    return at;
  }

  /** A text's hash; never 0, which stands for a free place. */
  static long hash(String text) {
    return hash(0, text);
  }

  /** A text's hash that depends on another one; never 0. */
  static long hash(long other, String text) {
    long fnv = (FNV_OFFSET ^ other) * FNV_PRIME;
    for (int i = 0; i < text.length(); i++) {
      fnv = (fnv ^ text.charAt(i)) * FNV_PRIME;
    }
    // FNV-1a alone does not mix its upper bits into the lower ones.
    long hash = (fnv ^ (fnv >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    return hash == 0 ? 1 : hash;
  }
}
