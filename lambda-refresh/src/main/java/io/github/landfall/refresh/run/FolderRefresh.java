package io.github.landfall.refresh.run;

import io.github.landfall.refresh.share.RefreshPlan;
import java.time.Instant;

/**
 * One RefreshCache call of a run, and how far it is.
 *
 * @param share the file share's ARN
 * @param gateway the ARN of the gateway that serves it
 * @param call what is renewed
 * @param started when Storage Gateway accepted the call; null before
 * @param notificationId the id that Storage Gateway gave it; null before
 * @param completed when the gateway finished it; null before
 */
public record FolderRefresh(
    String share,
    String gateway,
    RefreshPlan.Call call,
    Instant started,
    String notificationId,
    Instant completed) {

  /** A refresh that is still to be started. */
  public static FolderRefresh planned(String share, String gateway, RefreshPlan.Call call) {
    return new FolderRefresh(share, gateway, call, null, null, null);
  }

  /** The same refresh, accepted by Storage Gateway. */
  public FolderRefresh startedAt(Instant time, String id) {
    return new FolderRefresh(share, gateway, call, time, id, null);
  }

  /** The same refresh, finished. */
  public FolderRefresh completedAt(Instant time) {
    return new FolderRefresh(share, gateway, call, started, notificationId, time);
  }

  /** Whether the gateway is at work on it. */
  boolean running() {
    return started != null && completed == null;
  }
}
