package io.github.landfall.localaws.gateway;

import java.time.Duration;

/** When the event that a refresh is complete comes, if it comes. */
public sealed interface EventDelivery {

  /** As soon as the refresh is complete. */
  record OnCompletion() implements EventDelivery {}

  /**
   * Some time after the refresh is complete.
   *
   * @param delay how long after
   */
  record Late(Duration delay) implements EventDelivery {}

  /** Never: the refresh is complete, but nobody hears of it. */
  record Lost() implements EventDelivery {}

  /** The refresh is complete, and its event is out, before the call of RefreshCache returns. */
  record BeforeResponse() implements EventDelivery {}
}
