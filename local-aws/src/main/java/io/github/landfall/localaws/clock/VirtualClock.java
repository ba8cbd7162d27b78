package io.github.landfall.localaws.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The rehearsal's time, which moves only when somebody advances it.
 *
 * <p>It publishes itself, as epoch milliseconds, in a memory-mapped file of eight bytes in native
 * byte order. Child processes on the same machine read it there through {@link SharedClock}. Safe
 * for use by several threads.
 */
public final class VirtualClock implements InstantSource {

  private static final VarHandle MILLIS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final Path file;
  private final MappedByteBuffer shared;

  /**
   * Starts a clock and creates its file.
   *
   * @param start the first time that the clock tells, cut to milliseconds
   * @param file the file to publish the time in; created, or overwritten if it exists
   * @throws UncheckedIOException if the file cannot be created
   */
  public VirtualClock(Instant start, Path file) {
    this.file = file;
    try (FileChannel channel =
        FileChannel.open(
            file,
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      shared = channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the clock's file " + file, e);
    }
    MILLIS.setVolatile(shared, 0, start.toEpochMilli());
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }

  @Override
  public long millis() {
    return (long) MILLIS.getVolatile(shared, 0);
  }

  /**
   * Moves the time forward; the present time again is allowed and changes nothing.
   *
   * @param time the new time, cut to milliseconds
   * @throws IllegalArgumentException if {@code time} lies before the present time
   */
  public synchronized void advanceTo(Instant time) {
    if (time.toEpochMilli() < millis()) {
      throw new IllegalArgumentException(
          "the virtual clock stands at " + instant() + " and cannot go back to " + time);
    }
    MILLIS.setVolatile(shared, 0, time.toEpochMilli());
  }

  /** The file that holds the time, for the system property {@link SharedClock#FILE_PROPERTY}. */
  public Path file() {
    return file;
  }
}
