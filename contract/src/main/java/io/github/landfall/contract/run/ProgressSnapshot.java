package io.github.landfall.contract.run;

import java.time.Instant;

/**
 * How far a run is that has lasted for a day or more.
 *
 * @param day how many whole days it had lasted
 * @param at when this was looked up
 * @param objects how many objects had come since its start
 * @param bytes the bytes of those
 * @param waiting how many messages the transfer queue held, an object or a part of one each
 * @param finding whether the finder was still looking for more
 */
public record ProgressSnapshot(
    int day, Instant at, long objects, long bytes, int waiting, boolean finding) {}
