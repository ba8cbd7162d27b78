package io.github.landfall.refresh.share;

import java.util.Optional;

/**
 * A file share as Storage Gateway describes it.
 *
 * @param arn the share's ARN
 * @param gateway the ARN of the gateway that serves it
 * @param bucket the name of the bucket it shows
 * @param prefix the key prefix it shows, with a trailing slash; empty for the whole bucket
 */
public record FileShare(String arn, String gateway, String bucket, String prefix) {

  /**
   * Reads a share's LocationARN.
   *
   * @param arn the share's ARN
   * @param gateway the gateway's ARN
   * @param locationArn the bucket's ARN, with or without a slash and a prefix
   * @return the share; empty if its location is no bucket but an access point, which Landfall does
   *     not follow
   * @see <a
   *     href="https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_SMBFileShareInfo.html">LocationARN</a>
   */
  public static Optional<FileShare> at(String arn, String gateway, String locationArn) {
    // An access point's ARN names its region and account between the colons; a bucket's does not.
    String[] parts = locationArn.split(":", 6);
    if (parts.length != 6 || !parts[2].equals("s3") || !parts[3].isEmpty()) {
      return Optional.empty();
    }
    String bucket = parts[5].replaceFirst("/.*", "");
    String prefix = parts[5].substring(bucket.length()).replaceFirst("^/", "");
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      prefix += "/";
    }
    return Optional.of(new FileShare(arn, gateway, bucket, prefix));
  }
}
