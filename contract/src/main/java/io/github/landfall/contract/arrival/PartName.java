package io.github.landfall.contract.arrival;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a part: one batch of a partner's arrivals, kept as an object in the ledger bucket.
 *
 * <p>It follows from what the part holds, so that a batch that is handled twice writes one part.
 * Its figures are in the name, so that a listing tells them.
 *
 * @param partner the partner
 * @param first the time of its earliest arrival
 * @param digest 16 hexadecimal digits of a hash of all arrivals
 * @param objects how many objects were created
 * @param bytes the bytes of those
 * @param removed how many objects were removed
 */
public record PartName(
    String partner, Instant first, String digest, long objects, long bytes, long removed) {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS'Z'").withZone(ZoneOffset.UTC);

  private static final Pattern KEY =
      Pattern.compile(
          "([^/]+)/new/(\\d{8}T\\d{9}Z)-([0-9a-f]{16})-(\\d{1,18})-(\\d{1,18})-(\\d{1,18})\\.jsonl\\.gz");

  /** The prefix of the keys of a partner's parts that belong to no run yet. */
  public static String prefix(String partner) {
    return home(partner) + "new/";
  }

  /** The prefix of all that the ledger bucket keeps of a partner, with a slash at the end. */
  public static String home(String partner) {
    return partner + "/";
  }

  /** The part's key in the ledger bucket. */
  public String key() {
    return "%s%s-%s-%d-%d-%d.jsonl.gz"
        .formatted(prefix(partner), TIME.format(first), digest, objects, bytes, removed);
  }

  /** Reads a key; empty if it is not a part's. */
  public static Optional<PartName> parse(String key) {
    Matcher matcher = KEY.matcher(key);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      PartName name =
          new PartName(
              matcher.group(1),
              TIME.parse(matcher.group(2), Instant::from),
              matcher.group(3),
              Long.parseLong(matcher.group(4)),
              Long.parseLong(matcher.group(5)),
              Long.parseLong(matcher.group(6)));
      // A 30th of February or a leading zero would be another name for the same part.
      return Optional.of(name).filter(read -> read.key().equals(key));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
