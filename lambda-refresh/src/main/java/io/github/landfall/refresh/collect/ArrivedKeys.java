package io.github.landfall.refresh.collect;

import io.github.landfall.contract.arrival.Arrival;

/**
 * Remembers the keys of a run, and which events told of them, in some 15 bytes a key. SQS delivers
 * at least once, so an event may be in two parts; and an object may be written twice in a run.
 *
 * <p>A key is known by a hash of 64 bits. Of ten million keys, two have the same hash with a chance
 * of one in 300,000; then one object is missing from the report and from the figures. Nothing else
 * may rest on it: folders are marked before.
 */
final class ArrivedKeys {

  /** How much of the table may be in use; linear probing then looks at some four places. */
  private static final double MAX_LOAD = 0.8;

  private static final int LEAST = 16;
  private static final int MOST = 1 << 30;

  /** A key of whose objects one was created. */
  private static final int CREATED = 1;

  /** Hashes of keys; 0 is a free place. */
  private long[] keys;

  /** For each, 31 bits of its first event's hash, and whether one was created. */
  private int[] firsts;

  /** The events of keys that have more than one. */
  private final KeySet others = new KeySet();

  private int size;
  private int last;

  /**
   * @param expected how many arrivals are likely to come; more may
   */
  ArrivedKeys(long expected) {
    int room = (int) Math.min(Math.ceil(expected / MAX_LOAD) + LEAST, MOST);
    keys = new long[room];
    firsts = new int[room];
  }

  /** Whether an event is seen for the first time. */
  boolean add(Arrival event) {
    long key = KeySet.hash(event.key());
    long hash = KeySet.hash(KeySet.hash(key, event.sequencer()), event.kind().name());
    int first = (int) hash & ~CREATED;
    int at = slot(keys, key);
    last = at;
    if (keys[at] != 0) {
      return (firsts[at] & ~CREATED) != first && others.add(hash);
    }
    keys[at] = key;
    firsts[at] = first;
    size++;
    if (size > keys.length * MAX_LOAD) {
      widen();
    }
    return true;
  }

  /**
   * Notes that the event that came last to {@link #add} created an object.
   *
   * @return whether it is the first of its key
   */
  boolean created() {
    boolean first = (firsts[last] & CREATED) == 0;
    firsts[last] |= CREATED;
    return first;
  }

  /** Whether an object of a key was created. */
  boolean wasCreated(String key) {
    return (firsts[slot(keys, KeySet.hash(key))] & CREATED) != 0;
  }

  private void widen() {
    long[] widerKeys = new long[Math.multiplyExact(keys.length, 2)];
    int[] widerFirsts = new int[widerKeys.length];
    for (int from = 0; from < keys.length; from++) {
      if (keys[from] != 0) {
        int to = slot(widerKeys, keys[from]);
        widerKeys[to] = keys[from];
        widerFirsts[to] = firsts[from];
      }
    }
    last = slot(widerKeys, keys[last]);
    keys = widerKeys;
    firsts = widerFirsts;
  }

  /** Where a key is, or belongs: of a table of any size, so that no room is wasted. */
  private static int slot(long[] keys, long key) {
    int at = (int) (((key >>> Integer.SIZE) * keys.length) >>> Integer.SIZE);
    while (keys[at] != 0 && keys[at] != key) {
      at = at + 1 == keys.length ? 0 : at + 1;
    }
    return at;
  }
}
