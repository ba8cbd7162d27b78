package io.github.landfall.localaws.clock;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;

/**
 * The rehearsal's time as a child process sees it: the time that the parent's {@link VirtualClock}
 * last published.
 *
 * <p>A child finds it with {@code ServiceLoader.load(InstantSource.class)}. Only children get the
 * provider's registration on their class path, through {@link #writeClassPathEntry}. The class
 * therefore stands alone: it uses nothing but the JDK.
 */
public final class SharedClock implements InstantSource {

  /** System property of the child process that names the parent's clock file. */
  public static final String FILE_PROPERTY = "landfall.clock";

  private static final VarHandle MILLIS =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private final MappedByteBuffer shared;

  /**
   * Opens the clock file that the system property {@value #FILE_PROPERTY} names.
   *
   * @throws IllegalStateException if the property is not set
   * @throws UncheckedIOException if the file cannot be read
   */
  public SharedClock() {
    String file = System.getProperty(FILE_PROPERTY);
    if (file == null) {
      throw new IllegalStateException(
          "the system property " + FILE_PROPERTY + " must name the rehearsal's clock file");
    }
    try (FileChannel channel = FileChannel.open(Path.of(file), StandardOpenOption.READ)) {
      shared = channel.map(FileChannel.MapMode.READ_ONLY, 0, Long.BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the clock's file " + file, e);
    }
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
   * Writes this class and its registration as a service into a directory, which a child process
   * then takes onto its class path.
   *
   * @param directory an empty directory; created if it does not exist
   * @throws UncheckedIOException if the directory cannot be written
   */
  public static void writeClassPathEntry(Path directory) {
    String classFile = SharedClock.class.getName().replace('.', '/') + ".class";
    Path copy = directory.resolve(classFile);
    Path service = directory.resolve("META-INF/services").resolve(InstantSource.class.getName());
    try (InputStream bytes = SharedClock.class.getClassLoader().getResourceAsStream(classFile)) {
      Files.createDirectories(copy.getParent());
      Files.copy(bytes, copy);
      Files.createDirectories(service.getParent());
      Files.writeString(service, SharedClock.class.getName() + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the clock for child processes", e);
    }
  }
}
