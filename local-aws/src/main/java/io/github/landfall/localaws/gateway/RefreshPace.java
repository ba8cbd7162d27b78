package io.github.landfall.localaws.gateway;

import java.time.Duration;

/**
 * How long a refresh takes, in virtual time.
 *
 * @param fixed what every refresh takes
 * @param perObject what each object under its folders adds
 */
public record RefreshPace(Duration fixed, Duration perObject) {

  Duration of(long objects) {
    return fixed.plus(perObject.multipliedBy(objects));
  }
}
