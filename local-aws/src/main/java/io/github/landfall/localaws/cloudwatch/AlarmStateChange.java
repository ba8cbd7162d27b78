package io.github.landfall.localaws.cloudwatch;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * An alarm's change of state.
 *
 * @param alarmName whose change it is
 * @param from the state before
 * @param to the state now
 * @param event the EventBridge event, as CloudWatch sends it
 */
public record AlarmStateChange(
    String alarmName, AlarmState from, AlarmState to, ObjectNode event) {}
