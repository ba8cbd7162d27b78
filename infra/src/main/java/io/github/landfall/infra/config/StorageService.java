package io.github.landfall.infra.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A service that Data Transfer Hub reads, with the names that it gives to buckets and regions.
 *
 * <p>Data Transfer Hub makes the service's address from the region unless it gets an endpoint. What
 * can't be a name is refused; whether a bucket or a region exists is not asked.
 */
enum StorageService {
  /** Amazon S3, or with an endpoint whatever else takes S3's requests. */
  AMAZON_S3(
      "Amazon_S3",
      Names.BUCKET,
      "a bucket name of 3 to 63 characters",
      "[a-z]{2,4}(-[a-z]+){1,2}-\\d{1,2}",
      "the bucket's region, for example us-west-2"),

  /**
   * Aliyun OSS, at {@code oss-REGION.aliyuncs.com}, so that the region is without {@code oss-}.
   *
   * @see <a href="https://www.alibabacloud.com/help/en/oss/user-guide/bucket-naming-conventions">
   *     names of its buckets</a>
   */
  ALIYUN_OSS(
      "Aliyun_OSS",
      "[a-z0-9][a-z0-9-]{1,61}[a-z0-9]",
      "a bucket of Aliyun OSS: 3 to 63 of a-z, 0-9 and hyphens, with no hyphen first or last",
      "(?!cn-north(west)?-\\d)[a-z]{2}-[a-z0-9-]+",
      "a region of Aliyun OSS without oss- before it, for example cn-hangzhou"),

  /**
   * Tencent COS, at {@code cos.REGION.myqcloud.com}; regions are named after cities.
   *
   * @see <a href="https://www.tencentcloud.com/document/product/436/13312">names of its buckets</a>
   */
  TENCENT_COS(
      "Tencent_COS",
      "(?=.{3,63}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?-\\d{5,}",
      "a bucket of Tencent COS with its APPID, for example plates-1250000000",
      "(?!.*-(north|south|east|west|central)[a-z]*-\\d)(?!cn-|us-)[a-z]{2}-[a-z0-9-]+",
      "a region of Tencent COS, for example ap-shanghai"),

  /**
   * Qiniu Kodo, at {@code s3-REGION.qiniucs.com}; its own API has other words for regions, such as
   * {@code z0}.
   */
  QINIU_KODO(
      "Qiniu_Kodo",
      Names.BUCKET,
      "a bucket name of 3 to 63 characters",
      "[a-z]{2}-(north|south|east|west|central)[a-z]*-\\d",
      "a region of Qiniu Kodo in S3's words, for example cn-east-1");

  private static final Pattern ANY = Pattern.compile("(?s).*");

  /** Before 2018, up to 255 characters. */
  private static final Pattern LEGACY = Pattern.compile("[a-z0-9._-]{3,255}");

  private final String type;
  private final Pattern bucket;
  private final String expectedBucket;
  private final Pattern region;
  private final String expectedRegion;

  StorageService(
      String type, String bucket, String expectedBucket, String region, String expectedRegion) {
    this.type = type;
    this.bucket = Pattern.compile(bucket);
    this.expectedBucket = expectedBucket;
    this.region = Pattern.compile(region);
    this.expectedRegion = expectedRegion;
  }

  /** Reads the service from {@code type}. */
  static StorageService of(Section source) {
    List<String> types = Stream.of(values()).map(StorageService::type).toList();
    return values()[types.indexOf(source.choice("type", types))];
  }

  /** What Data Transfer Hub calls it. */
  String type() {
    return type;
  }

  /** Reads the bucket's name. */
  String bucket(Section source) {
    Optional<String> name = source.optionalText("bucket", ANY, expectedBucket);
    if (this == AMAZON_S3 && name.filter(StorageService::isLegacy).isPresent()) {
      throw source.wrong(
          "bucket",
          "a name without capitals: only Amazon S3's buckets of us-east-1 from before March 2018 may have some;"
              + " if it is one, ask the partner to deliver into a new bucket, with a name of a-z, 0-9 and hyphens");
    }
    return source.text("bucket", bucket, expectedBucket);
  }

  /**
   * Tells whether a name is right but for its capitals.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html">Bucket
   *     names</a>
   */
  private static boolean isLegacy(String name) {
    String lowerCase = name.toLowerCase(Locale.ROOT);
    return !name.equals(lowerCase) && LEGACY.matcher(lowerCase).matches();
  }

  /** Reads the region, of which Data Transfer Hub makes the service's address. */
  String region(Section source) {
    return source.text("region", region, expectedRegion);
  }

  /** An enum's constants can't use the enum's own constants. */
  private static final class Names {
    /** Underscores are in old buckets of Amazon S3 and in those of S3-compatible services. */
    static final String BUCKET = "[a-z0-9][a-z0-9._-]{1,61}[a-z0-9]";
  }
}
