package io.github.landfall.contract.run;

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
 * @param refusals how often the call was refused for its own sake, and not for a busy gateway
 * @param said why the call could not be started last, in AWS's words; null if it could
 */
public record FolderRefresh(
    String share,
    String gateway,
    RefreshCall call,
    Instant started,
    String notificationId,
    Instant completed,
    int refusals,
    String said) {

  /** A refusal may pass; after so many, something else is tried. */
  public static final int MAX_REFUSALS = 3;

  /** A run is one item of a table, and has room for a sentence here. */
  private static final int MAX_SAID = 200;

  /** Cuts what was said. */
  public FolderRefresh {
    said = said == null || said.length() <= MAX_SAID ? said : said.substring(0, MAX_SAID) + "…";
  }

  /** A refresh that is still to be started. */
  public static FolderRefresh planned(String share, String gateway, RefreshCall call) {
    return new FolderRefresh(share, gateway, call, null, null, null, 0, null);
  }

  /** The same refresh, accepted by Storage Gateway. */
  public FolderRefresh startedAt(Instant time, String id) {
    return new FolderRefresh(share, gateway, call, time, id, null, 0, null);
  }

  /** The same refresh, finished. */
  public FolderRefresh completedAt(Instant time) {
    return new FolderRefresh(share, gateway, call, started, notificationId, time, 0, null);
  }

  /** The same refresh, put off as the gateway can't do it now. */
  public FolderRefresh putOff(String reason) {
    return new FolderRefresh(share, gateway, call, null, null, null, refusals, reason);
  }

  /** The same refresh, refused once more. */
  public FolderRefresh refused(String reason) {
    return new FolderRefresh(share, gateway, call, null, null, null, refusals + 1, reason);
  }

  /** Whether the gateway is at work on it. */
  public boolean running() {
    return started != null && completed == null;
  }

  /** Whether it was refused so often that trying again alone won't help. */
  public boolean refusedOften() {
    return refusals >= MAX_REFUSALS;
  }
}
