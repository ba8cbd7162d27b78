package io.github.landfall.refresh.collect;

import io.github.landfall.contract.arrival.Arrival;

/**
 * Remembers which events, or keys, were seen, in some 16 bytes each. SQS delivers at least once, so
 * an event may be in two parts; and an object may be written twice in a run.
 *
 * <p>An event is known by a hash of 64 bits of its kind, key and sequencer. Of ten million events,
 * two have the same hash with a chance of one in 300,000; then one object is missing from the
 * report and from the figures. Nothing else may rest on it: folders are marked before.
 */
final class EventDeduplicator {

  private static final long FNV_OFFSET = 0xcbf29ce484222325L;
  private static final long FNV_PRIME = 0x100000001b3L;

  private long[] table;
  private int size;

  /**
   * @param expected how many events are likely to come; more may
   */
  EventDeduplicator(long expected) {
    int room = 16;
    while (room < expected * 3 / 2 && room < 1 << 30) {
      room *= 2;
    }
    table = new long[room];
  }

  /** Whether the event is seen for the first time. */
  boolean add(Arrival event) {
    return add(hash(hash(FNV_OFFSET, event.kind().name()), event.sequencer()), event.key());
  }

  /** Whether a key is seen for the first time. */
  boolean addKey(String key) {
    return add(FNV_OFFSET, key);
  }

  /** Whether a key was seen. */
  boolean hasKey(String key) {
    return table[slot(table, keyHash(FNV_OFFSET, key))] != 0;
  }

  private boolean add(long begin, String key) {
    long hash = keyHash(begin, key);
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

  private static long keyHash(long begin, String key) {
    return mixed(hash((begin ^ '\n') * FNV_PRIME, key));
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

  /** Mixes the bits of an FNV-1a well; never 0, which stands for a free place. */
  private static long mixed(long fnv) {
    long hash = (fnv ^ (fnv >>> 33)) * 0xff51afd7ed558ccdL;
    hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
    hash ^= hash >>> 33;
    return hash == 0 ? 1 : hash;
  }

  private static long hash(long begin, String text) {
    long hash = begin;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    return hash;
  }
}
