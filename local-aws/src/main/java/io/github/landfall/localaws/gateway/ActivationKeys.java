package io.github.landfall.localaws.gateway;

import java.util.HashMap;
import java.util.Map;

/**
 * The keys by which machines become gateways: each is good once, in one region, for a while.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_ActivateGateway.html">ActivateGateway</a>
 */
public final class ActivationKeys {

  private final Map<String, Key> keys = new HashMap<>();
  private int issued;
  private int expiring;

  private record Key(Appliance appliance, String region, boolean expired) {}

  ActivationKeys() {}

  /** Lets the next keys expire before they are used. */
  public synchronized void expireNext(int count) {
    expiring = count;
  }

  /**
   * Issues a key.
   *
   * @param appliance the machine that is to be activated with it
   * @param region where
   */
  public synchronized String issue(Appliance appliance, String region) {
    issued++;
    String key = "LAND5-FALL0-KEY00-%05d-AAAAA".formatted(issued);
    keys.put(key, new Key(appliance, region, expiring > 0));
    expiring = Math.max(0, expiring - 1);
    return key;
  }

  /** Takes a key, which nobody can use again. */
  synchronized Appliance use(String text, String region) {
    Key key = keys.get(text);
    if (key == null) {
      throw Faults.invalid("ActivationKeyNotFound", "The specified activation key was not found.");
    }
    if (key.expired()) {
      throw Faults.invalid("ActivationKeyExpired", "The specified activation key has expired.");
    }
    if (key.appliance().activated() || !key.region().equals(region)) {
      throw Faults.invalid("ActivationKeyInvalid", "The specified activation key is not valid.");
    }
    key.appliance().activate();
    return key.appliance();
  }
}
