package io.github.landfall.infra.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.landfall.infra.ExampleConfiguration;
import io.github.landfall.infra.config.Network.ExistingNetwork;
import io.github.landfall.infra.config.Network.NewNetwork;
import io.github.landfall.infra.config.PartnerTransfer.AdoptedTransfer;
import io.github.landfall.infra.config.PartnerTransfer.FinderTask;
import io.github.landfall.infra.config.PartnerTransfer.ImportedTransfer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LandfallConfigurationTest {

  private static final String KNOWN =
      "account, bucket, deletionProtection, dth, fileShares, lateAfter, metricDelayMinutes, network, notices, partners, quietMinutes, refreshDeadline, region, sweepEvery, timeZone";
  private static final String KNOWN_OF_PARTNER =
      "adopt, compare, dailyAt, edition, finder, name, repair, source, storageClass, templateFile, templateUrl, workers";
  private static final String KNOWN_OF_SOURCE =
      "bucket, credentials, endpoint, inCurrentAccount, prefix, prefixesBucket, prefixesFile, region, requesterPays, type";
  private static final String REGION = "an AWS region such as cn-northwest-1";
  private static final String ZONE =
      "an IANA time zone without daylight saving, such as Asia/Shanghai";
  private static final String DEADLINE = "an ISO-8601 duration from PT15M to PT72H, such as PT6H";
  private static final String SWEEP =
      "an ISO-8601 duration of whole minutes from PT5M to PT24H, such as PT30M";
  private static final String LATENESS = "an ISO-8601 duration from PT15M to PT12H, such as PT1H";
  private static final String HERE = "an ARN of partition aws-cn, region cn-northwest-1";
  private static final String SHARE = HERE + ": a file share's";
  private static final String NAME =
      "1 to 18 of a-z, 0-9 and hyphens, with no hyphen first or last (_landfall is reserved)";
  private static final String TIME = "a time of day such as 00:00";

  @Test
  void theCommittedExampleIsAcceptedAsItIs() {
    LandfallConfiguration configuration =
        LandfallConfiguration.of(ExampleConfiguration.committedContext().get("landfall"));

    assertThat(configuration.partners())
        .extracting(Partner::name)
        .containsExactly("northlight", "harbour-vfx");
  }

  @Test
  void whatIsNotSaidHasASensibleValue() {
    LandfallConfiguration configuration = LandfallConfiguration.of(ExampleConfiguration.smallest());

    assertThat(configuration.account()).isEmpty();
    assertThat(configuration.bucket()).isEmpty();
    assertThat(configuration.network()).isEqualTo(new NewNetwork());
    assertThat(configuration.notices().emails()).isEmpty();
    assertThat(configuration.notices().quietNights()).isFalse();
    assertThat(configuration.quietWindow()).isEqualTo(new QuietWindow(5, 3));
    assertThat(configuration.refreshDeadline()).isEqualTo(Duration.ofHours(6));
    assertThat(configuration.sweepEvery()).isEqualTo(Duration.ofMinutes(30));
    assertThat(configuration.lateAfter()).isEqualTo(Duration.ofHours(1));
    assertThat(configuration.fileShares()).isEmpty();
    ImportedTransfer transfer = (ImportedTransfer) configuration.partners().get(0).transfer();
    assertThat(transfer.edition()).isEqualTo(Edition.ECS);
    assertThat(transfer.template())
        .isEqualTo(
            new TemplateLocation.Published(
                "https://aws-gcr-solutions.s3.cn-north-1.amazonaws.com.cn/data-transfer-hub-s3/latest/DataTransferS3Stack-ec2.template"));
    assertThat(transfer.schedule().map(DailySchedule::cron)).contains("0 16 * * ? *");
    assertThat(transfer.storageClass()).isEqualTo("STANDARD");
    assertThat(transfer.workers()).isEqualTo(new Workers(1, 1, 20, 4));
    assertThat(transfer.finder()).isEqualTo(new Finder(8, 1));
    assertThat(transfer.source())
        .isEqualTo(
            new Source(
                "Amazon_S3",
                "deliveries",
                "",
                Optional.empty(),
                "us-west-2",
                Optional.empty(),
                Optional.empty(),
                false,
                false));
  }

  @Test
  void everythingThatCanBeSaidIsTaken() {
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put("account", "111122223333");
    landfall.put("bucket", "studio-landing");
    landfall.put(
        "network",
        Map.of(
            "vpcId", "vpc-0a1b2c3d", "subnetIds", List.of("subnet-0a1b2c3d", "subnet-1a1b2c3d")));
    landfall.put("quietMinutes", 9);
    landfall.put("metricDelayMinutes", 4);
    landfall.put("refreshDeadline", "PT90M");
    landfall.put("sweepEvery", "PT2H");
    landfall.put("lateAfter", "PT3H");
    String share = "arn:aws-cn:storagegateway:cn-northwest-1:111122223333:share/share-1A2B3C4D";
    landfall.put("fileShares", List.of(share));
    Map<String, Object> imported = ExampleConfiguration.partner("north");
    imported.put("edition", "ec2");
    imported.put("templateUrl", "https://mirror.s3.cn-north-1.amazonaws.com.cn/dth.template");
    imported.put("storageClass", "STANDARD_IA");
    imported.put("workers", Map.of("min", 0, "desired", 2, "max", 3.0, "threads", 8));
    imported.put("finder", Map.of("memoryGib", 64, "depth", 0, "threads", 16));
    imported.put(
        "source",
        Map.of(
            "type", "Qiniu_Kodo",
            "bucket", "plates",
            "prefix", "shots/",
            "region", "cn-east-1",
            "endpoint", "https://s3-cn-east-1.qiniucs.com",
            "credentials", "landfall/north"));
    landfall.put("partners", List.of(imported, ExampleConfiguration.adoptedPartner("south")));

    LandfallConfiguration configuration = LandfallConfiguration.of(landfall);

    assertThat(configuration.account()).contains("111122223333");
    assertThat(configuration.bucket()).contains("studio-landing");
    assertThat(configuration.network())
        .isEqualTo(
            new ExistingNetwork("vpc-0a1b2c3d", List.of("subnet-0a1b2c3d", "subnet-1a1b2c3d")));
    assertThat(configuration.quietWindow()).isEqualTo(new QuietWindow(9, 4));
    assertThat(configuration.refreshDeadline()).isEqualTo(Duration.ofMinutes(90));
    assertThat(configuration.sweepEvery()).isEqualTo(Duration.ofHours(2));
    assertThat(configuration.lateAfter()).isEqualTo(Duration.ofHours(3));
    assertThat(configuration.fileShares()).containsExactly(share);
    assertThat(configuration.partners().get(0).transfer())
        .isEqualTo(
            new ImportedTransfer(
                "landfall.partners[0]",
                Edition.EC2,
                new TemplateLocation.Url(
                    "https://mirror.s3.cn-north-1.amazonaws.com.cn/dth.template"),
                new Source(
                    "Qiniu_Kodo",
                    "plates",
                    "shots/",
                    Optional.empty(),
                    "cn-east-1",
                    Optional.of("https://s3-cn-east-1.qiniucs.com"),
                    Optional.of("landfall/north"),
                    false,
                    false),
                Optional.of(
                    new DailySchedule(java.time.LocalTime.MIDNIGHT, configuration.timeZone())),
                "STANDARD_IA",
                new Workers(0, 2, 3, 8),
                new Finder(64, 16)));
    assertThat(configuration.partners().get(1).transfer())
        .isEqualTo(
            new AdoptedTransfer(
                Optional.of("DTHS3Stack"),
                "DTHS3Stack-S3TransferQueue-1",
                "DTHS3Stack-S3TransferQueueDLQ-1",
                "DTHS3Stack-S3TransferTable-1",
                Optional.of(new FinderTask("dth-cluster", "DTHS3Stack-DTHFinderTask")),
                Optional.of(
                    "arn:aws-cn:states:cn-northwest-1:111122223333:stateMachine:DTHS3Stack-MultiPart-ControllerSM")));
  }

  @Test
  void outsideChinaTheOldEditionComesFromItsGlobalAddress() {
    assertThat(Edition.ECS.publishedTemplate("eu-west-1"))
        .isEqualTo(
            "https://aws-gcr-solutions.s3.amazonaws.com/data-transfer-hub-s3/latest/DataTransferS3Stack-ec2.template");
  }

  @Test
  void aMissingConfigurationIsSaidSo() {
    assertThatThrownBy(() -> LandfallConfiguration.of(null))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("landfall: missing, expected an object");
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("mistakes")
  void aMistakeIsNamedWithWhatWasFoundAndWhatWasExpected(
      Consumer<Map<String, Object>> mistake, String message) {
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    mistake.accept(landfall);

    assertThatThrownBy(() -> LandfallConfiguration.of(landfall))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(message);
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
            mistakesAtTheTop(),
            mistakesInTheNetwork(),
            mistakesInTheNotices(),
            mistakesInPartners(),
            mistakesInASource(),
            mistakesInAnAdoption())
        .flatMap(mistakes -> mistakes);
  }

  private static Stream<Arguments> mistakesAtTheTop() {
    return Stream.of(
        top(
            "fileShares",
            IntStream.rangeClosed(1, 41)
                .mapToObj(
                    number ->
                        "arn:aws-cn:storagegateway:cn-northwest-1:111122223333:share/share-"
                            + number)
                .toList(),
            "landfall.fileShares: found \"41 shares\", expected at most 40, since they must fit the function's environment, for which Lambda allows 4 KB"),
        top("regoin", "x", "landfall.regoin: unknown key, known here: " + KNOWN),
        top("region", null, "landfall.region: missing, expected " + REGION),
        top("region", "Ningxia", "landfall.region: found \"Ningxia\", expected " + REGION),
        top("region", 1, "landfall.region: found 1, expected " + REGION),
        top(
            "account",
            111122223333L,
            "landfall.account: found 111122223333, expected an account's 12 digits, in quotes"),
        top("timeZone", null, "landfall.timeZone: missing, expected " + ZONE),
        top("timeZone", "Ningxia", "landfall.timeZone: found \"Ningxia\", expected " + ZONE),
        top(
            "timeZone",
            "Europe/Berlin",
            "landfall.timeZone: found \"Europe/Berlin\", expected "
                + ZONE
                + " (schedules are in UTC and can't follow it)"),
        top(
            "deletionProtection",
            "yes",
            "landfall.deletionProtection: found \"yes\", expected true or false"),
        top(
            "timeZone",
            "Etc/GMT-8",
            "landfall.timeZone: found \"Etc/GMT-8\", expected "
                + ZONE
                + " (Etc/GMT+8 is eight hours behind UTC and Etc/GMT-8 eight hours ahead, the reverse of what people mean)"),
        top(
            "timeZone",
            "+08:00",
            "landfall.timeZone: found \"+08:00\", expected " + ZONE + " (an offset is no zone)"),
        top(
            "timeZone",
            "UTC+8",
            "landfall.timeZone: found \"UTC+8\", expected " + ZONE + " (an offset is no zone)"),
        top(
            "bucket",
            "Studio",
            "landfall.bucket: found \"Studio\", expected a bucket name of 3 to 63 of a-z, 0-9 and hyphens"),
        top(
            "quietMinutes",
            2,
            "landfall.quietMinutes: found 2, expected a whole number from 3 to 60"),
        top(
            "quietMinutes",
            2.5,
            "landfall.quietMinutes: found 2.5, expected a whole number from 3 to 60"),
        top(
            "quietMinutes",
            "5",
            "landfall.quietMinutes: found \"5\", expected a whole number from 3 to 60"),
        top(
            "metricDelayMinutes",
            2,
            "landfall.metricDelayMinutes: found 2, expected a whole number from 3 to 15"),
        top(
            "refreshDeadline",
            "6h",
            "landfall.refreshDeadline: found \"6h\", expected " + DEADLINE),
        top(
            "refreshDeadline",
            "PT14M",
            "landfall.refreshDeadline: found \"PT14M\", expected " + DEADLINE),
        top(
            "refreshDeadline",
            "P4D",
            "landfall.refreshDeadline: found \"P4D\", expected " + DEADLINE),
        top("lateAfter", "PT14M", "landfall.lateAfter: found \"PT14M\", expected " + LATENESS),
        top("lateAfter", "PT13H", "landfall.lateAfter: found \"PT13H\", expected " + LATENESS),
        top("sweepEvery", 30, "landfall.sweepEvery: found 30, expected " + SWEEP),
        top("sweepEvery", "30m", "landfall.sweepEvery: found \"30m\", expected " + SWEEP),
        top("sweepEvery", "PT4M", "landfall.sweepEvery: found \"PT4M\", expected " + SWEEP),
        top("sweepEvery", "PT25H", "landfall.sweepEvery: found \"PT25H\", expected " + SWEEP),
        top("sweepEvery", "PT5M30S", "landfall.sweepEvery: found \"PT5M30S\", expected " + SWEEP),
        top(
            "fileShares",
            List.of("share-1A2B3C4D"),
            "landfall.fileShares[0]: found \"share-1A2B3C4D\", expected " + SHARE),
        top("fileShares", "all", "landfall.fileShares: found \"all\", expected a list"));
  }

  private static Stream<Arguments> mistakesInTheNetwork() {
    String two = "two or more subnets that reach the internet";
    String vpc = "a VPC id such as vpc-0123456789abcdef0";
    List<String> subnets = List.of("subnet-0a1b2c3d", "subnet-1a1b2c3d");
    return Stream.of(
        top("network", "new", "landfall.network: found \"new\", expected an object"),
        top(
            "network",
            Map.of("vpc", "vpc-0a1b2c3d"),
            "landfall.network.vpc: unknown key, known here: subnetIds, vpcId"),
        top(
            "network",
            Map.of("subnetIds", subnets),
            "landfall.network.vpcId: missing, expected " + vpc),
        top(
            "network",
            Map.of("vpcId", "main"),
            "landfall.network.vpcId: found \"main\", expected " + vpc),
        top(
            "network",
            Map.of("vpcId", "vpc-0a1b2c3d"),
            "landfall.network.subnetIds: missing, expected " + two),
        top(
            "network",
            Map.of("vpcId", "vpc-0a1b2c3d", "subnetIds", List.of("subnet-0a1b2c3d")),
            "landfall.network.subnetIds: found [subnet-0a1b2c3d], expected " + two),
        top(
            "network",
            Map.of("vpcId", "vpc-0a1b2c3d", "subnetIds", List.of("subnet-0a1b2c3d", "b")),
            "landfall.network.subnetIds[1]: found \"b\", expected a subnet id such as subnet-0123456789abcdef0"),
        top(
            "network",
            Map.of(
                "vpcId",
                "vpc-0a1b2c3d",
                "subnetIds",
                List.of("subnet-0a1b2c3d", "subnet-0a1b2c3d")),
            "landfall.network.subnetIds[1]: found \"subnet-0a1b2c3d\", expected no element twice"));
  }

  private static Stream<Arguments> mistakesInTheNotices() {
    return Stream.of(
        top("notices", null, "landfall.notices: missing, expected an object"),
        notices(
            "mails",
            List.of(),
            "landfall.notices.mails: unknown key, known here: emails, language, operationsEmails, quietNights, robots"),
        notices("language", null, "landfall.notices.language: missing, expected one of zh-CN, en"),
        notices(
            "language", "zh", "landfall.notices.language: found \"zh\", expected one of zh-CN, en"),
        notices(
            "emails",
            List.of("producers"),
            "landfall.notices.emails[0]: found \"producers\", expected an e-mail address"),
        notices(
            "operationsEmails",
            null,
            "landfall.notices.operationsEmails: missing, expected at least one e-mail address for alarms"),
        notices(
            "operationsEmails",
            List.of("o'brien@example.com"),
            "landfall.notices.operationsEmails[0]: found \"o'brien@example.com\", expected a plain e-mail address, since Data Transfer Hub takes no other"));
  }

  private static Stream<Arguments> mistakesInPartners() {
    String path = "landfall.partners[0].";
    return Stream.of(
        top("partners", null, "landfall.partners: missing, expected at least one partner"),
        top("partners", List.of(), "landfall.partners: missing, expected at least one partner"),
        top("partners", List.of("a"), "landfall.partners[0]: found \"a\", expected an object"),
        top(
            "partners",
            IntStream.rangeClosed(1, 31)
                .mapToObj(number -> ExampleConfiguration.partner("p" + number))
                .toList(),
            "landfall.partners: found \"31 partners\", expected at most 30, since a bucket may have 100 notifications and each partner takes three"),
        top(
            "partners",
            IntStream.rangeClosed(1, 9)
                .mapToObj(number -> ExampleConfiguration.adoptedPartner("p" + number))
                .toList(),
            "landfall.partners: found \"9 partners with adopt\", expected at most 8, since a role's policies have 10,240 characters for the names of all"),
        top(
            "partners",
            List.of(ExampleConfiguration.partner("ab"), ExampleConfiguration.partner("a-b")),
            "landfall.partners[1].name: found \"a-b\", expected a name that differs from the others' in more than hyphens"),
        partner("nmae", "x", path + "nmae: unknown key, known here: " + KNOWN_OF_PARTNER),
        partner("name", null, path + "name: missing, expected " + NAME),
        partner("name", "_landfall", path + "name: found \"_landfall\", expected " + NAME),
        partner("name", "North", path + "name: found \"North\", expected " + NAME),
        partner("name", "north-", path + "name: found \"north-\", expected " + NAME),
        partner(
            "name",
            "a-name-of-nineteen1",
            path + "name: found \"a-name-of-nineteen1\", expected " + NAME),
        partner("dailyAt", null, path + "dailyAt: missing, expected " + TIME),
        partner("dailyAt", "24:00", path + "dailyAt: found \"24:00\", expected " + TIME),
        partner("dailyAt", "0:00", path + "dailyAt: found \"0:00\", expected " + TIME),
        partner(
            "templateFile", "", path + "templateFile: found \"\", expected the path of a template"),
        partner("edition", "ECS", path + "edition: found \"ECS\", expected one of ecs, ec2"),
        partner(
            "templateUrl",
            "dth.template",
            path
                + "templateUrl: found \"dth.template\", expected the https address of an object in Amazon S3"),
        partner(
            "storageClass",
            "GLACIER",
            path
                + "storageClass: found \"GLACIER\", expected one of STANDARD, STANDARD_IA, ONEZONE_IA, INTELLIGENT_TIERING"),
        partner(
            "workers",
            Map.of("maximum", 3),
            path + "workers.maximum: unknown key, known here: desired, max, min, threads"),
        partner(
            "workers",
            Map.of("max", 101),
            path + "workers.max: found 101, expected a whole number from 1 to 100"),
        partner(
            "workers",
            Map.of("min", 4, "max", 3),
            path + "workers.min: found 4, expected a whole number from 0 to 3"),
        partner(
            "workers",
            Map.of("min", 2, "desired", 1, "max", 3),
            path + "workers.desired: found 1, expected a whole number from 2 to 3"),
        partner(
            "workers",
            Map.of("threads", 11),
            path + "workers.threads: found 11, expected a whole number from 1 to 10"),
        partner(
            "finder",
            Map.of("memory", 8),
            path + "finder.memory: unknown key, known here: depth, memoryGib, threads"),
        partner(
            "finder",
            Map.of("memoryGib", 64),
            path + "finder.memoryGib: found 64, expected one of [8, 12, 16, 20, 24, 30]"),
        partner(
            "finder",
            Map.of("depth", 1),
            path
                + "finder.depth: found 1, expected 0, since Data Transfer Hub's finder silently skips objects with more (those beside sub-folders)"));
  }

  private static Stream<Arguments> mistakesInASource() {
    String path = "landfall.partners[0].source";
    return Stream.of(
        partner("source", null, path + ": missing, expected an object"),
        source("bukcet", "x", path + ".bukcet: unknown key, known here: " + KNOWN_OF_SOURCE),
        source(
            "type",
            "S3",
            path
                + ".type: found \"S3\", expected one of Amazon_S3, Aliyun_OSS, Tencent_COS, Qiniu_Kodo"),
        source(
            "type",
            null,
            path
                + ".type: missing, expected one of Amazon_S3, Aliyun_OSS, Tencent_COS, Qiniu_Kodo"),
        source(
            "bucket",
            null,
            path + ".bucket: missing, expected a bucket name of 3 to 63 characters"),
        source(
            "bucket",
            "Studio_Deliveries",
            path
                + ".bucket: found \"Studio_Deliveries\", expected a name without capitals: only Amazon S3's buckets of us-east-1 from before March 2018 may have some; if it is one, ask the partner to deliver into a new bucket, with a name of a-z, 0-9 and hyphens"),
        source(
            "bucket",
            "s3://deliveries",
            path
                + ".bucket: found \"s3://deliveries\", expected a bucket name of 3 to 63 characters"),
        source(
            "prefix",
            "/shots",
            path + ".prefix: found \"/shots\", expected a key prefix without a leading slash"),
        source(
            "region",
            null,
            path + ".region: missing, expected the bucket's region, for example us-west-2"),
        source(
            "endpoint",
            "http://minio.example.com",
            path
                + ".endpoint: found \"http://minio.example.com\", expected an https address with a host name and without a path"),
        source(
            "credentials",
            "arn:aws-cn:secretsmanager:x",
            path
                + ".credentials: found \"arn:aws-cn:secretsmanager:x\", expected the secret's name, not its ARN"),
        source(
            "inCurrentAccount",
            "yes",
            path + ".inCurrentAccount: found \"yes\", expected true or false"),
        partner(
            "source",
            Map.of("inCurrentAccount", true, "credentials", "landfall/north"),
            path
                + ".credentials: found \"landfall/north\", expected none, since inCurrentAccount is true"));
  }

  private static Stream<Arguments> mistakesInAnAdoption() {
    String path = "landfall.partners[0].adopt";
    String queue = "a queue's name, not its URL or ARN";
    return Stream.of(
        partner(
            "adopt",
            Map.of("queue", "q"),
            "landfall.partners[0].dailyAt: found \"00:00\", expected nothing beside adopt, since that transfer exists already"),
        adopt(
            "url",
            "x",
            path
                + ".url: unknown key, known here: cluster, deadLetterQueue, finderFamily, mergeStateMachineArn, queue, stack, table"),
        adopt(
            "stack",
            "DTHS3Stack_1",
            path
                + ".stack: found \"DTHS3Stack_1\", expected a CloudFormation stack's name, not its ARN"),
        adopt("queue", null, path + ".queue: missing, expected " + queue),
        adopt(
            "deadLetterQueue",
            "https://sqs/q",
            path + ".deadLetterQueue: found \"https://sqs/q\", expected " + queue),
        adopt("table", null, path + ".table: missing, expected a table's name, not its ARN"),
        adopt(
            "cluster",
            null,
            path
                + ".cluster: missing, expected a cluster's name, not its ARN, beside finderFamily"),
        adopt(
            "finderFamily",
            null,
            path + ".finderFamily: missing, expected a task definition's family, beside cluster"),
        adopt(
            "mergeStateMachineArn",
            "merge",
            path
                + ".mergeStateMachineArn: found \"merge\", expected "
                + HERE
                + ": a state machine's"));
  }

  private static Arguments top(String key, Object value, String message) {
    Consumer<Map<String, Object>> mistake = landfall -> put(landfall, key, value);
    return arguments(mistake, message);
  }

  private static Arguments notices(String key, Object value, String message) {
    Consumer<Map<String, Object>> mistake =
        landfall -> put(member(landfall, "notices"), key, value);
    return arguments(mistake, message);
  }

  private static Arguments partner(String key, Object value, String message) {
    Consumer<Map<String, Object>> mistake =
        landfall -> {
          Map<String, Object> partner = ExampleConfiguration.partner("northlight");
          put(partner, key, value);
          landfall.put("partners", List.of(partner));
        };
    return arguments(mistake, message);
  }

  private static Arguments source(String key, Object value, String message) {
    return nested(ExampleConfiguration.partner("northlight"), "source", key, value, message);
  }

  private static Arguments adopt(String key, Object value, String message) {
    return nested(ExampleConfiguration.adoptedPartner("northlight"), "adopt", key, value, message);
  }

  private static Arguments nested(
      Map<String, Object> partner, String object, String key, Object value, String message) {
    Consumer<Map<String, Object>> mistake =
        landfall -> {
          put(member(partner, object), key, value);
          landfall.put("partners", new ArrayList<>(Arrays.asList(partner)));
        };
    return arguments(mistake, message);
  }

  private static void put(Map<String, Object> object, String key, Object value) {
    if (value == null) {
      object.remove(key);
    } else {
      object.put(key, value);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> member(Map<String, Object> object, String key) {
    return (Map<String, Object>) object.get(key);
  }
}
