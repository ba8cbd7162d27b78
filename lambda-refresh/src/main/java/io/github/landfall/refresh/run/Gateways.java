package io.github.landfall.refresh.run;

import io.github.landfall.contract.run.RefreshCall;
import io.github.landfall.refresh.share.FileShare;
import java.util.List;

/** The gateways on the studio's premises, as Storage Gateway lets one reach them. */
public interface Gateways {

  /**
   * The file shares that could be looked up.
   *
   * @param shares the shares, of whatever bucket
   * @param unread the ARNs of the gateways that could not describe theirs now
   */
  record Lookup(List<FileShare> shares, List<String> unread) {}

  /** What became of a RefreshCache call. */
  sealed interface Outcome {

    /**
     * The gateway is at work.
     *
     * @param notificationId the id that its refresh-complete event will carry
     */
    record Started(String notificationId) implements Outcome {}

    /**
     * The gateway can't do it now.
     *
     * @param reason what it said
     */
    record NotNow(String reason) implements Outcome {}

    /**
     * The call was refused for its own sake: the share is gone, or a folder is not accepted. Time
     * alone may not mend that.
     *
     * @param reason what AWS said
     */
    record Refused(String reason) implements Outcome {}
  }

  /** Looks up every file share of the account and region, or the configured ones. */
  Lookup shares();

  /** Starts a refresh. */
  Outcome refresh(String share, RefreshCall call);
}
