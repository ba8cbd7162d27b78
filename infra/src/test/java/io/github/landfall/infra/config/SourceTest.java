package io.github.landfall.infra.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.landfall.infra.ExampleConfiguration;
import io.github.landfall.infra.config.PartnerTransfer.ImportedTransfer;
import io.github.landfall.infra.config.Source.PrefixesFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceTest {

  private static final String MANGLED =
      "no blanks, quotes or any of `$\\;&|<>(){}, which edition ec2 would mangle";
  private static final String OSS =
      "a region of Aliyun OSS without oss- before it, for example cn-hangzhou";
  private static final String COS = "a region of Tencent COS, for example ap-shanghai";
  private static final String KODO = "a region of Qiniu Kodo in S3's words, for example cn-east-1";
  private static final String HOST = "an https address with a host name and without a path";

  @ParameterizedTest
  @CsvSource({
    "Amazon_S3, deliveries, us-west-2",
    "Amazon_S3, old_deliveries, us-gov-west-1",
    "Amazon_S3, studio.example.com, cn-northwest-1",
    "Aliyun_OSS, plates, cn-hangzhou",
    "Aliyun_OSS, plates, cn-beijing-finance-1",
    "Aliyun_OSS, plates, ap-southeast-1",
    "Tencent_COS, plates-1250000000, ap-shanghai",
    "Tencent_COS, 1-plates-1250000000, na-siliconvalley",
    "Tencent_COS, plates-1250000000, ap-beijing-1",
    "Qiniu_Kodo, plates, cn-east-2",
    "Qiniu_Kodo, plates, ap-northeast-1"
  })
  void eachServicesOwnWordsAreTaken(String type, String bucket, String region) {
    Source source =
        read("ecs", with("type", type, "bucket", bucket, "region", region, "credentials", "key"));

    assertThat(source.type()).isEqualTo(type);
    assertThat(source.bucket()).isEqualTo(bucket);
    assertThat(source.region()).isEqualTo(region);
  }

  @ParameterizedTest
  @CsvSource({"auto", "oss-cn-hangzhou", "z0"})
  void anEndpointsRegionIsWhateverTheServiceSignsWith(String region) {
    Source source = read("ecs", with("region", region, "endpoint", "https://s3.example.com:9000"));

    assertThat(source.region()).isEqualTo(region);
    assertThat(source.endpoint()).contains("https://s3.example.com:9000");
  }

  @Test
  void theNewerEditionReadsItsListOfPrefixesFromOurOwnBucket() {
    Source source =
        read("ec2", with("prefixesFile", "lists/tonight.txt", "prefixesBucket", "studio-lists"));

    assertThat(source.prefixesFile())
        .contains(new PrefixesFile("lists/tonight.txt", Optional.of("studio-lists")));
  }

  @Test
  void aBucketOfThisAccountMayBeReadThroughAmazonsOtherAddresses() {
    Source source =
        read(
            "ecs",
            with(
                "inCurrentAccount", true,
                "region", "cn-north-1",
                "endpoint", "https://bucket.vpce-1a2b.s3.cn-north-1.vpce.amazonaws.com.cn"));

    assertThat(source.inCurrentAccount()).isTrue();
  }

  @Test
  void aBlankInAPrefixIsFineWhereNoShellReadsIt() {
    assertThat(read("ecs", with("prefix", "my shots/")).prefix()).isEqualTo("my shots/");
    assertThat(read("ec2", with("prefix", "镜头/sc_010-a.b+c/")).prefix())
        .isEqualTo("镜头/sc_010-a.b+c/");
  }

  @ParameterizedTest
  @CsvSource({
    "s3://deliveries/shots/, 'alone, without scheme and bucket, such as shots/'",
    "https://deliveries.s3.amazonaws.com/shots/, 'alone, without scheme and bucket, such as shots/'",
    "arn:aws:s3:::deliveries/shots/, 'alone, not an ARN, such as shots/'",
    "/shots, without a leading slash",
    "shots\\sc010, 'with slashes, not backslashes, between folders'",
    "*, 'without *, as all keys that begin with it are meant anyway'",
    "shots/*, 'without *, as all keys that begin with it are meant anyway'",
    "./shots/, 'without the folders . and .., which keys don''t have'",
    "../shots/, 'without the folders . and .., which keys don''t have'",
    "shots/../plates/, 'without the folders . and .., which keys don''t have'",
    "shots//sc010/, 'without an empty folder name, that is, two slashes in a row'"
  })
  void aPrefixThatNoKeyBeginsWithIsRefusedForBothEditions(String prefix, String expected) {
    for (String edition : List.of("ecs", "ec2")) {
      assertThatThrownBy(() -> read(edition, with("prefix", prefix)))
          .isInstanceOf(ConfigurationException.class)
          .hasMessage(
              "landfall.partners[0].source.prefix: found \"%s\", expected a key prefix %s"
                  .formatted(prefix, expected));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"shots (final)/", "o'brien/", "\"shots\"/", "`reboot`/", "$HOME/", "shots)/"})
  void aPrefixThatStopsTheOldEditionsWorkersOrRunsOnThemIsRefused(String prefix) {
    assertThatThrownBy(() -> read("ecs", with("prefix", prefix)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "landfall.partners[0].source.prefix: found \"%s\", expected none of ()'\"`$\\, which edition ecs writes into a script of its workers: it stops them, or runs as a command on them"
                .formatted(prefix));
  }

  @ParameterizedTest
  @ValueSource(strings = {"my shots/", "R&D/", "镜头/sc_010-a.b+c/", ".cache/", "v1..2/"})
  void aPrefixThatDoesTheOldEditionNoHarmIsTaken(String prefix) {
    assertThat(read("ecs", with("prefix", prefix)).prefix()).isEqualTo(prefix);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void aMistakeIsNamed(String edition, Map<String, Object> source, String message) {
    assertThatThrownBy(() -> read(edition, source))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("landfall.partners[0].source." + message);
  }

  private static Stream<Arguments> mistakes() {
    return Stream.of(regions(), buckets(), accounts(), prefixes(), payers()).flatMap(each -> each);
  }

  private static Stream<Arguments> regions() {
    return Stream.of(
        region("Amazon_S3", "cn-hangzhou", "the bucket's region, for example us-west-2"),
        region("Amazon_S3", "ap-singapore", "the bucket's region, for example us-west-2"),
        region("Aliyun_OSS", "oss-cn-hangzhou", OSS),
        region("Aliyun_OSS", "cn-northwest-1", OSS),
        region("Tencent_COS", "ap-southeast-1", COS),
        region("Tencent_COS", "cn-shanghai", COS),
        region("Qiniu_Kodo", "z0", KODO),
        region("Qiniu_Kodo", "cn-hangzhou", KODO),
        arguments(
            "ecs",
            with("endpoint", "https://10.0.0.7:9000"),
            "endpoint: found \"https://10.0.0.7:9000\", expected " + HOST),
        arguments(
            "ecs",
            with("endpoint", "https://s3.example.com/deliveries"),
            "endpoint: found \"https://s3.example.com/deliveries\", expected " + HOST));
  }

  private static Stream<Arguments> buckets() {
    return Stream.of(
        arguments(
            "ecs",
            with("type", "Aliyun_OSS", "bucket", "plates_2", "region", "cn-hangzhou"),
            "bucket: found \"plates_2\", expected a bucket of Aliyun OSS: 3 to 63 of a-z, 0-9 and hyphens, with no hyphen first or last"),
        arguments(
            "ecs",
            with("type", "Tencent_COS", "bucket", "plates", "region", "ap-shanghai"),
            "bucket: found \"plates\", expected a bucket of Tencent COS with its APPID, for example plates-1250000000"));
  }

  private static Stream<Arguments> accounts() {
    return Stream.of(
        arguments(
            "ecs",
            with("type", "Aliyun_OSS", "region", "cn-hangzhou", "inCurrentAccount", true),
            "inCurrentAccount: found true, expected false, since the type is Aliyun_OSS"),
        arguments(
            "ecs",
            with(
                "region", "cn-north-1",
                "endpoint", "https://s3.example.com",
                "inCurrentAccount", true),
            "endpoint: found \"https://s3.example.com\", expected an address of Amazon S3, since inCurrentAccount is true"),
        arguments(
            "ecs",
            with("inCurrentAccount", true),
            "region: found \"us-west-2\", expected a region of the deployment's partition, since inCurrentAccount is true"),
        arguments(
            "ecs",
            with("type", "Qiniu_Kodo", "region", "cn-east-1"),
            "credentials: missing, expected a secret's name, since Qiniu Kodo answers no others"));
  }

  private static Stream<Arguments> prefixes() {
    return Stream.of(
        arguments(
            "ecs",
            with("prefix", "shots/", "prefixesFile", "list.txt"),
            "prefix: found \"shots/\", expected none beside prefixesFile, as the finder reads the file alone"),
        arguments(
            "ecs",
            with("prefixesFile", "s3://deliveries/list.txt"),
            "prefixesFile: found \"s3://deliveries/list.txt\", expected a text file's key alone, without scheme and bucket, such as shots/"),
        arguments(
            "ecs",
            with("prefixesFile", "/list.txt"),
            "prefixesFile: found \"/list.txt\", expected a text file's key without a leading slash"),
        arguments(
            "ecs",
            with("prefixesFile", "list.txt", "prefixesBucket", "studio-lists"),
            "prefixesBucket: found \"studio-lists\", expected none, since edition ecs reads the list from the partner's bucket"),
        arguments(
            "ec2",
            with("prefixesBucket", "studio-lists"),
            "prefixesFile: missing, expected the key of the list in prefixesBucket"),
        arguments(
            "ec2",
            with("prefixesFile", "list.txt", "prefixesBucket", "s3://studio-lists"),
            "prefixesBucket: found \"s3://studio-lists\", expected a bucket of this account in this region"),
        arguments(
            "ec2", with("prefix", "my shots/"), "prefix: found \"my shots/\", expected " + MANGLED),
        arguments(
            "ec2",
            with("prefixesFile", "tonight's.txt"),
            "prefixesFile: found \"tonight's.txt\", expected " + MANGLED));
  }

  private static Stream<Arguments> payers() {
    return Stream.of(
        arguments(
            "ecs",
            with("requesterPays", true, "credentials", "key"),
            "requesterPays: found true, expected false, since edition ecs can't"),
        arguments(
            "ec2",
            with("requesterPays", true),
            "credentials: missing, expected a secret's name, since requesterPays is true"),
        arguments(
            "ec2",
            with("requesterPays", true, "credentials", "key", "prefixesFile", "list.txt"),
            "prefixesBucket: missing, expected a bucket of this account in this region, since requesterPays is true"),
        arguments(
            "ec2",
            with(
                "type", "Aliyun_OSS",
                "region", "cn-hangzhou",
                "credentials", "key",
                "requesterPays", true),
            "requesterPays: found true, expected false, since the type is Aliyun_OSS"));
  }

  private static Arguments region(String type, String region, String expected) {
    return arguments(
        "ecs",
        with("type", type, "bucket", "plates-1250000000", "region", region, "credentials", "key"),
        "region: found \"%s\", expected %s".formatted(region, expected));
  }

  /** A bucket that anybody may read, with some keys set. */
  private static Map<String, Object> with(Object... keysAndValues) {
    Map<String, Object> source = new LinkedHashMap<>();
    source.put("type", "Amazon_S3");
    source.put("bucket", "deliveries");
    source.put("region", "us-west-2");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      source.put((String) keysAndValues[i], keysAndValues[i + 1]);
    }
    return source;
  }

  private static Source read(String edition, Map<String, Object> source) {
    Map<String, Object> partner = ExampleConfiguration.partner("northlight");
    partner.put("edition", edition);
    partner.put("source", source);
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put("partners", List.of(partner));
    return ((ImportedTransfer) LandfallConfiguration.of(landfall).partners().get(0).transfer())
        .source();
  }
}
