package io.github.landfall.chat.robot;

/**
 * How many messages one instance of the function posts to a robot: half of what the product takes,
 * since Lambda runs two at a time for a queue.
 *
 * @param perMinute in any minute
 * @param perSecond in any second
 */
public record Pace(int perMinute, int perSecond) {}
