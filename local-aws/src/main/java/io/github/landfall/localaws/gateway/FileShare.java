package io.github.landfall.localaws.gateway;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file share of a gateway: a bucket, or what lies under a prefix of it, as a network drive.
 *
 * @param arn the share's ARN, which ends with its id
 * @param type by which protocol it is shared
 * @param locationArn the ARN of the bucket, or of a prefix of it, which ends with a slash
 * @param name the name under which it is mapped
 */
public record FileShare(String arn, Type type, String locationArn, String name) {

  /** The protocols. */
  public enum Type {
    /** Windows shares. */
    SMB,
    /** Unix shares. */
    NFS
  }

  private static final Pattern LOCATION =
      Pattern.compile("arn:[a-z-]+:s3:::(?<bucket>[^/]+)(/(?<prefix>.+/)?)?");

  /**
   * Checks the location.
   *
   * @throws IllegalArgumentException when the location is not a bucket's ARN, alone or with a
   *     prefix that ends with a slash
   */
  public FileShare {
    if (!LOCATION.matcher(locationArn).matches()) {
      throw new IllegalArgumentException(
          "location "
              + locationArn
              + " of share "
              + name
              + ": expected a bucket's ARN, alone or with a prefix that ends with a slash");
    }
  }

  /** The share's id. */
  public String id() {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }

  /** The bucket's name. */
  public String bucket() {
    return location("bucket");
  }

  /** The prefix of every key on the share: empty, or ending with a slash. */
  public String prefix() {
    String prefix = location("prefix");
    return prefix == null ? "" : prefix;
  }

  private String location(String group) {
    Matcher location = LOCATION.matcher(locationArn);
    if (!location.matches()) {
      throw new IllegalStateException("the constructor let " + locationArn + " pass");
    }
    return location.group(group);
  }
}
