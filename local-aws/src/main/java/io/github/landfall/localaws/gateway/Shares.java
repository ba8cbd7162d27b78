package io.github.landfall.localaws.gateway;

/** Gateways and shares for tests. */
public final class Shares {

  /** The ARN of a gateway. */
  public static final String GATEWAY =
      "arn:aws-cn:storagegateway:cn-northwest-1:111122223333:gateway/sgw-712F3DE0";

  private Shares() {}

  /** A share of a bucket, or of a prefix of it. */
  public static FileShare share(String id, String prefix) {
    return share(id, prefix, FileShare.Type.SMB);
  }

  static FileShare share(String id, String prefix, FileShare.Type type) {
    return new FileShare(
        "arn:aws-cn:storagegateway:cn-northwest-1:111122223333:share/share-" + id,
        type,
        "arn:aws-cn:s3:::landing" + (prefix.isEmpty() ? "" : "/" + prefix),
        "media");
  }
}
