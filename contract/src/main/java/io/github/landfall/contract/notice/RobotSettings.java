package io.github.landfall.contract.notice;

/**
 * A group robot, as the chat function is told of it: a member of the list in its variable {@link
 * io.github.landfall.contract.ChatVariables#ROBOTS}.
 *
 * @param queue the ARN of the queue that its messages come from
 * @param name its name
 * @param kind its product, by {@link RobotKind#text}
 * @param secret the name of the secret that holds its webhook
 */
public record RobotSettings(String queue, String name, String kind, String secret) {}
