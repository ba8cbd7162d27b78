package io.github.landfall.localaws.transfer;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A finder's task that stopped, as ECS tells of it.
 *
 * @param created when it was asked for
 * @param stopped when it stopped
 * @param exitCode its container's exit code; empty if the container never ran
 * @param reason why it stopped, in the words of ECS
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs_task_events.html">Task
 *     state change events</a>
 */
record StoppedTask(Instant created, Instant stopped, Optional<Integer> exitCode, String reason) {

  /** The event that the account's bus gets. */
  ObjectNode event(DthStack stack) {
    String place =
        "arn:%s:ecs:%s:%s:".formatted(stack.partition(), stack.region(), stack.account());
    String task =
        place + "task/" + stack.cluster() + "/" + UUID.randomUUID().toString().replace("-", "");
    ObjectNode event = JsonNodeFactory.instance.objectNode();
    event.put("version", "0");
    event.put("id", UUID.randomUUID().toString());
    event.put("detail-type", "ECS Task State Change");
    event.put("source", "aws.ecs");
    event.put("account", stack.account());
    event.put("time", stopped.toString());
    event.put("region", stack.region());
    event.putArray("resources").add(task);
    ObjectNode detail = event.putObject("detail");
    detail.put("clusterArn", place + "cluster/" + stack.cluster());
    detail.put("createdAt", created.toString());
    detail.put("desiredStatus", "STOPPED");
    detail.put("group", "family:" + stack.finderFamily());
    detail.put("lastStatus", "STOPPED");
    detail.put("launchType", "FARGATE");
    detail.put("stopCode", exitCode.isPresent() ? "EssentialContainerExited" : "TaskFailedToStart");
    detail.put("stoppedAt", stopped.toString());
    detail.put("stoppedReason", reason);
    detail.put("taskArn", task);
    ObjectNode container = detail.putArray("containers").addObject();
    container.put("lastStatus", "STOPPED");
    container.put("taskArn", task);
    exitCode.ifPresent(
        code -> {
          container.put("exitCode", code);
          detail.put("startedAt", created.toString());
        });
    return event;
  }
}
