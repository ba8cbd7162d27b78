package io.github.landfall.contract.arrival;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A partner's arrivals of one batch, as an object in the ledger bucket: compressed, a JSON array a
 * line, {@code ["c","2026-11-23T16:05:01Z",bytes,"sequencer","key"]}, with {@code "r"} for what
 * went. The same arrivals make the same bytes, in whatever order they came.
 */
public final class ArrivalPart {

  private static final JsonFactory JSON = new JsonFactory();

  private static final Comparator<Arrival> ORDER =
      ((Comparator<Arrival>) (one, other) -> one.key().compareTo(other.key()))
          .thenComparing(Arrival::sequencer)
          .thenComparing(Arrival::kind)
          .thenComparing(Arrival::time)
          .thenComparing(Arrival::bytes);

  private final PartName name;
  private final byte[] content;

  private ArrivalPart(PartName name, byte[] content) {
    this.name = name;
    this.content = content;
  }

  /** Its name. */
  public PartName name() {
    return name;
  }

  /** Its bytes. */
  public byte[] content() {
    return content.clone();
  }

  /**
   * Makes a part. An event that came twice is in it once.
   *
   * @param partner the partner
   * @param arrivals its arrivals; at least one
   */
  public static ArrivalPart of(String partner, Collection<Arrival> arrivals) {
    List<Arrival> sorted = new ArrayList<>(arrivals);
    sorted.sort(ORDER);
    MessageDigest digest = sha256();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    long objects = 0;
    long size = 0;
    long removed = 0;
    Instant first = Instant.MAX;
    try (GZIPOutputStream gzip = new FastGzip(bytes);
        JsonGenerator json = JSON.createGenerator(gzip, JsonEncoding.UTF8)) {
      json.setRootValueSeparator(null);
      Arrival before = null;
      for (Arrival arrival : sorted) {
        if (arrival.equals(before)) {
          continue;
        }
        before = arrival;
        write(arrival, json);
        for (String mark : List.of(arrival.kind().name(), arrival.key(), arrival.sequencer())) {
          digest.update(mark.getBytes(StandardCharsets.UTF_8));
          digest.update((byte) '\n');
        }
        if (arrival.kind() == Arrival.Kind.REMOVED) {
          removed++;
        } else if (!arrival.folderMarker()) {
          objects++;
          size += arrival.bytes();
        }
        first = arrival.time().isBefore(first) ? arrival.time() : first;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written", e);
    }
    String hash = HexFormat.of().formatHex(digest.digest(), 0, 8);
    return new ArrivalPart(
        new PartName(partner, first, hash, objects, size, removed), bytes.toByteArray());
  }

  /**
   * Reads a part, arrival by arrival.
   *
   * @param content the part's bytes; closed afterwards
   * @throws IOException if it can't be read, or is not a part
   */
  public static void read(InputStream content, Consumer<Arrival> reader) throws IOException {
    try (GZIPInputStream gzip = new GZIPInputStream(content, 1 << 16);
        JsonParser json = JSON.createParser(gzip)) {
      for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
        reader.accept(arrival(token, json));
      }
    }
  }

  /** Keys of a night are so alike that the fastest level makes them small enough. */
  private static final class FastGzip extends GZIPOutputStream {

    FastGzip(OutputStream out) throws IOException {
      super(out, 1 << 14);
      def.setLevel(Deflater.BEST_SPEED);
    }
  }

  private static Arrival arrival(JsonToken begin, JsonParser json) throws IOException {
    Arrival.Kind kind = begin == JsonToken.START_ARRAY ? kind(json.nextTextValue()) : null;
    String time = json.nextTextValue();
    long bytes = json.nextLongValue(-1);
    String sequencer = json.nextTextValue();
    String key = json.nextTextValue();
    if (kind == null
        || time == null
        || bytes < 0
        || sequencer == null
        || key == null
        || json.nextToken() != JsonToken.END_ARRAY) {
      throw new IOException(
          "a line is no arrival; expected [\"c\" or \"r\", time, bytes, sequencer, key]");
    }
    try {
      return new Arrival(kind, ArrivalTime.parse(time), bytes, sequencer, key);
    } catch (DateTimeException e) {
      throw new IOException("a line's time is '%s'; expected an instant".formatted(time), e);
    }
  }

  private static Arrival.Kind kind(String mark) {
    if ("c".equals(mark)) {
      return Arrival.Kind.CREATED;
    }
    return "r".equals(mark) ? Arrival.Kind.REMOVED : null;
  }

  private static void write(Arrival arrival, JsonGenerator json) throws IOException {
    json.writeStartArray();
    json.writeString(arrival.kind() == Arrival.Kind.REMOVED ? "r" : "c");
    json.writeString(ArrivalTime.text(arrival.time()));
    json.writeNumber(arrival.bytes());
    json.writeString(arrival.sequencer());
    json.writeString(arrival.key());
    json.writeEndArray();
    json.writeRaw('\n');
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JVM has SHA-256", e);
    }
  }
}
