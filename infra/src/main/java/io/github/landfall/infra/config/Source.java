package io.github.landfall.infra.config;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A partner's bucket, which a transfer reads.
 *
 * @param type the storage service, in Data Transfer Hub's words, for example {@code Amazon_S3}
 * @param bucket the bucket's name
 * @param prefix the keys to transfer begin with it; empty for all, or with a prefixes file
 * @param prefixesFile a list of prefixes to transfer; absent for the one prefix
 * @param region the bucket's region, in the storage service's words
 * @param endpoint the address of another S3-compatible service; absent for the type's own
 * @param credentials the name of the secret with the access key, in Secrets Manager of the
 *     deployment's region; absent for a bucket that anybody may read, or one of this account
 * @param inCurrentAccount whether the bucket belongs to the account that Landfall is deployed to
 * @param requesterPays whether the reader pays for requests and egress, not the bucket's owner
 */
public record Source(
    String type,
    String bucket,
    String prefix,
    Optional<PrefixesFile> prefixesFile,
    String region,
    Optional<String> endpoint,
    Optional<String> credentials,
    boolean inCurrentAccount,
    boolean requesterPays) {

  /**
   * A text file with one prefix in each line.
   *
   * @param key its key
   * @param bucket the bucket that it is in, of the deployment's account and region; absent for the
   *     partner's bucket
   */
  public record PrefixesFile(String key, Optional<String> bucket) {}

  private static final Set<String> KEYS =
      Set.of(
          "type",
          "bucket",
          "prefix",
          "prefixesFile",
          "prefixesBucket",
          "region",
          "endpoint",
          "credentials",
          "inCurrentAccount",
          "requesterPays");

  private static final Pattern PREFIX = Pattern.compile("(?s).{0,900}");
  private static final Pattern FILE = Pattern.compile("(?s).{1,900}(?<!/)");
  private static final Pattern LANDFALLS_BUCKET =
      Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern REGION = Pattern.compile("[a-z0-9-]{2,40}");
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9/_+=.@-]{1,512}");

  /** No IP address: Data Transfer Hub puts the bucket's name and a dot before the host. */
  private static final Pattern ENDPOINT =
      Pattern.compile("https://(?!\\d+(\\.\\d+){3}([:/]|$))[A-Za-z0-9.-]+(:\\d{1,5})?/?");

  private static final Pattern AMAZON =
      Pattern.compile("https://[A-Za-z0-9.-]+\\.amazonaws\\.com(\\.cn)?(:\\d{1,5})?/?");

  /**
   * What doesn't survive edition ec2: its finder and workers write prefix and prefixes file into a
   * script unquoted.
   */
  private static final Pattern MANGLED_BY_EC2 = Pattern.compile("[\\s\"'`$\\\\;&|<>(){}]");

  /**
   * What stops edition ecs or runs on it: its workers write the prefix into such a script, too, but
   * need it for nothing, so that half a prefix does no harm. What else lands there (bucket, region,
   * endpoint, the secret's name, the partner's) can't have these characters at all; its finder is a
   * container, which takes its values as they are.
   */
  private static final Pattern DANGEROUS_TO_ECS = Pattern.compile("[()'\"`$\\\\]");

  /**
   * Reads the object {@code source}.
   *
   * @param deploymentRegion the region that Landfall is deployed to
   */
  static Source of(Section partner, Edition edition, String deploymentRegion) {
    Section section = partner.section("source", KEYS);
    boolean inCurrentAccount = section.flag("inCurrentAccount");
    if (inCurrentAccount && section.has("credentials")) {
      throw section.wrong("credentials", "none, since inCurrentAccount is true");
    }
    StorageService service = StorageService.of(section);
    Optional<String> endpoint =
        section.optionalText(
            "endpoint", ENDPOINT, "an https address with a host name and without a path");
    Source source =
        new Source(
            service.type(),
            service.bucket(section),
            key(section, "prefix", PREFIX, "a key prefix").orElse(""),
            prefixesFile(section),
            endpoint.isPresent()
                ? section.text("region", REGION, "the bucket's region, for example us-west-2")
                : service.region(section),
            endpoint,
            section.optionalText("credentials", SECRET, "the secret's name, not its ARN"),
            inCurrentAccount,
            section.flag("requesterPays"));
    source.refuseWhatItsEditionLacks(section, edition);
    if (service == StorageService.QINIU_KODO && source.credentials.isEmpty()) {
      throw section.wrong("credentials", "a secret's name, since Qiniu Kodo answers no others");
    }
    if (inCurrentAccount) {
      source.refuseAnotherAccount(section, deploymentRegion);
    }
    if (source.requesterPays) {
      source.refuseUnknownPayer(section);
    }
    return source;
  }

  private static Optional<PrefixesFile> prefixesFile(Section section) {
    Optional<String> key = key(section, "prefixesFile", FILE, "a text file's key");
    Optional<String> bucket =
        section.optionalText(
            "prefixesBucket", LANDFALLS_BUCKET, "a bucket of this account in this region");
    if (key.isEmpty() && bucket.isPresent()) {
      throw section.wrong("prefixesFile", "the key of the list in prefixesBucket");
    }
    if (key.isPresent() && section.has("prefix")) {
      throw section.wrong("prefix", "none beside prefixesFile, as the finder reads the file alone");
    }
    return key.map(file -> new PrefixesFile(file, bucket));
  }

  /** Reads a key, or the beginning of one. */
  private static Optional<String> key(Section section, String key, Pattern pattern, String noun) {
    Optional<String> text = section.optionalText(key, pattern, noun + " of up to 900 characters");
    text.flatMap(value -> KeyText.expectedInsteadOf(value, noun))
        .ifPresent(
            expected -> {
              throw section.wrong(key, expected);
            });
    return text;
  }

  private void refuseWhatItsEditionLacks(Section section, Edition edition) {
    if (edition == Edition.ECS) {
      if (section.has("prefixesBucket")) {
        throw section.wrong(
            "prefixesBucket", "none, since edition ecs reads the list from the partner's bucket");
      }
      if (requesterPays) {
        throw section.wrong("requesterPays", "false, since edition ecs can't");
      }
      if (DANGEROUS_TO_ECS.matcher(prefix).find()) {
        throw section.wrong(
            "prefix",
            "none of ()'\"`$\\, which edition ecs writes into a script of its workers: it stops them, or runs as a command on them");
      }
      return;
    }
    String expected = "no blanks, quotes or any of `$\\;&|<>(){}, which edition ec2 would mangle";
    if (MANGLED_BY_EC2.matcher(prefix).find()) {
      throw section.wrong("prefix", expected);
    }
    if (prefixesFile.filter(file -> MANGLED_BY_EC2.matcher(file.key()).find()).isPresent()) {
      throw section.wrong("prefixesFile", expected);
    }
  }

  /** The role of finder and workers signs, which only Amazon S3 of its own partition knows. */
  private void refuseAnotherAccount(Section section, String deploymentRegion) {
    if (!type.equals(StorageService.AMAZON_S3.type())) {
      throw section.wrong("inCurrentAccount", "false, since the type is " + type);
    }
    if (endpoint.filter(address -> !AMAZON.matcher(address).matches()).isPresent()) {
      throw section.wrong("endpoint", "an address of Amazon S3, since inCurrentAccount is true");
    }
    if (region.startsWith("cn-") != deploymentRegion.startsWith("cn-")) {
      throw section.wrong(
          "region", "a region of the deployment's partition, since inCurrentAccount is true");
    }
  }

  /**
   * Requests must be signed, and the list of prefixes is requested without saying who pays.
   *
   * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/RequesterPaysBuckets.html">
   *     Requester Pays</a>
   */
  private void refuseUnknownPayer(Section section) {
    if (!type.equals(StorageService.AMAZON_S3.type())) {
      throw section.wrong("requesterPays", "false, since the type is " + type);
    }
    if (!inCurrentAccount && credentials.isEmpty()) {
      throw section.wrong("credentials", "a secret's name, since requesterPays is true");
    }
    if (prefixesFile.filter(file -> file.bucket().isEmpty()).isPresent()) {
      throw section.wrong(
          "prefixesBucket", "a bucket of this account in this region, since requesterPays is true");
    }
  }
}
