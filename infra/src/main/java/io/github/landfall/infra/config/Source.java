package io.github.landfall.infra.config;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A partner's bucket, which a transfer reads.
 *
 * @param type the storage service, in Data Transfer Hub's words, for example {@code Amazon_S3}
 * @param bucket the bucket's name
 * @param prefix the keys to transfer begin with it; empty for all
 * @param region the bucket's region, in the storage service's words
 * @param endpoint the address of another S3-compatible service; absent for the type's own
 * @param credentials the name of the secret with the access key, in Secrets Manager of the
 *     deployment's region; absent for a bucket that anybody may read, or one of this account
 * @param inCurrentAccount whether the bucket belongs to the account that Landfall is deployed to
 */
public record Source(
    String type,
    String bucket,
    String prefix,
    String region,
    Optional<String> endpoint,
    Optional<String> credentials,
    boolean inCurrentAccount) {

  private static final Set<String> KEYS =
      Set.of("type", "bucket", "prefix", "region", "endpoint", "credentials", "inCurrentAccount");
  private static final List<String> TYPES =
      List.of("Amazon_S3", "Aliyun_OSS", "Tencent_COS", "Qiniu_Kodo");
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]");
  private static final Pattern PREFIX = Pattern.compile("(?!/).{0,900}");
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{2,40}");
  private static final Pattern ENDPOINT = Pattern.compile("https://[A-Za-z0-9.-]+(:\\d{1,5})?/?");
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9/_+=.@-]{1,512}");

  static Source of(Section partner) {
    Section section = partner.section("source", KEYS);
    boolean inCurrentAccount = section.flag("inCurrentAccount");
    if (inCurrentAccount && section.has("credentials")) {
      throw section.wrong("credentials", "none, since inCurrentAccount is true");
    }
    return new Source(
        section.choice("type", TYPES),
        section.text("bucket", BUCKET, "a bucket name of 3 to 63 characters"),
        section.optionalText("prefix", PREFIX, "a key prefix without a leading slash").orElse(""),
        section.text("region", REGION, "the bucket's region, for example us-west-2"),
        section.optionalText("endpoint", ENDPOINT, "an https address without a path"),
        section.optionalText("credentials", SECRET, "the secret's name, not its ARN"),
        inCurrentAccount);
  }
}
