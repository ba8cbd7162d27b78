package io.github.landfall.refresh;

import io.github.landfall.contract.transfer.WatchedTransfer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** Messages as they lie in the run queue. */
public final class SampleEvents {

  public static final String ALARM = read("alarm.json");
  public static final String BORN_BUSY = read("alarm-born-busy.json");
  public static final String OK = read("ok.json");
  public static final String REFRESH_COMPLETE = read("refresh-complete.json");
  public static final String SWEEP = read("sweep.json");

  /** The transfer that each of them names. */
  public static final WatchedTransfer AURORA =
      new WatchedTransfer("aurora", "q", "d", "c", "f", null, "t", null);

  private SampleEvents() {}

  private static String read(String name) {
    try (InputStream in = SampleEvents.class.getResourceAsStream("/events/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("no sample event " + name, e);
    }
  }
}
