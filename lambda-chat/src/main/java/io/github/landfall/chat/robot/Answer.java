package io.github.landfall.chat.robot;

/**
 * A robot's answer.
 *
 * @param status the HTTP status
 * @param body the body
 */
public record Answer(int status, String body) {}
