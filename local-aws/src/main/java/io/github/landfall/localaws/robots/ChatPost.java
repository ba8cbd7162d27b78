package io.github.landfall.localaws.robots;

import java.time.Instant;

/**
 * A message that a group got.
 *
 * @param time when, in virtual time
 * @param text what the group reads, with its markup
 */
public record ChatPost(Instant time, String text) {}
