package io.github.landfall.infra.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.infra.ExampleConfiguration;
import io.github.landfall.infra.config.LandfallConfiguration;
import io.github.landfall.infra.config.PartnerTransfer.ImportedTransfer;
import io.github.landfall.infra.transfer.TransferParameters.Destination;
import io.github.landfall.infra.transfer.TransferParameters.Setting.LeftToDefault;
import io.github.landfall.infra.transfer.TransferParameters.Setting.Value;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The parameters' names are those of Data Transfer Hub 2.1 (ecs) and 2.6.7 (ec2). */
class TransferParametersTest {

  private static final List<String> COMMON =
      List.of(
          "srcType",
          "srcBucket",
          "srcPrefix",
          "srcRegion",
          "srcEndpoint",
          "srcInCurrentAccount",
          "srcCredentials",
          "srcEvent",
          "srcPrefixsListFile",
          "srcSkipCompare",
          "destBucket",
          "destPrefix",
          "destRegion",
          "destInCurrentAccount",
          "destCredentials",
          "destStorageClass",
          "destAcl",
          "alarmEmail",
          "includeMetadata",
          "finderDepth",
          "finderNumber",
          "workerNumber",
          "maxCapacity",
          "minCapacity",
          "desiredCapacity");

  private static final List<String> OF_ECS =
      List.of("ecsClusterName", "ecsVpcId", "ecsSubnets", "ecsFargateMemory", "ecsCronExpression");

  private static final List<String> OF_EC2 =
      List.of(
          "ec2VpcId",
          "ec2Subnets",
          "ec2CronExpression",
          "finderEc2Memory",
          "srcPrefixListBucket",
          "isPayerRequest",
          "destPutObjectSSEType",
          "destPutObjectSSEKmsKeyId");

  private static final Destination DESTINATION =
      new Destination(
          "northlight",
          "landing",
          "cn-northwest-1",
          "operations@example.com",
          "vpc-1",
          "subnet-1,subnet-2",
          "cluster");

  @Test
  void everyParameterOfTheEcsEditionIsThoughtOf() {
    assertThat(settings("ecs").keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(COMMON.stream(), OF_ECS.stream()).toList());
  }

  @Test
  void everyParameterOfTheEc2EditionIsThoughtOf() {
    assertThat(settings("ec2").keySet())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(COMMON.stream(), OF_EC2.stream()).toList());
  }

  @Test
  void whatIsLeftToItsDefaultHasAReason() {
    assertThat(settings("ec2").values())
        .filteredOn(LeftToDefault.class::isInstance)
        .isNotEmpty()
        .allSatisfy(left -> assertThat(((LeftToDefault) left).because()).isNotBlank());
  }

  @Test
  void thePartnersObjectsLandUnderItsName() {
    assertThat(passed(settings("ecs")))
        .containsEntry("destBucket", "landing")
        .containsEntry("destPrefix", "northlight")
        .containsEntry("destRegion", "cn-northwest-1")
        .containsEntry("destInCurrentAccount", "true")
        .containsEntry("destAcl", "bucket-owner-full-control");
  }

  @Test
  void thePartnersBucketIsReadWithItsCredentials() {
    assertThat(passed(settings("ec2")))
        .containsEntry("srcType", "Tencent_COS")
        .containsEntry("srcBucket", "plates-1250000000")
        .containsEntry("srcPrefix", "shots/")
        .containsEntry("srcRegion", "ap-singapore")
        .containsEntry("srcEndpoint", "https://cos.example.com")
        .containsEntry("srcCredentials", "landfall/north")
        .containsEntry("srcInCurrentAccount", "false")
        .containsEntry("srcEvent", "No");
  }

  @Test
  void aListOfPrefixesIsReadFromTheBucketThatHasIt() {
    Map<String, Object> source = source("Amazon_S3", "deliveries", "us-west-2");
    source.put("prefixesFile", "lists/tonight.txt");

    assertThat(passed(settings("ecs", source)))
        .containsEntry("srcPrefixsListFile", "lists/tonight.txt")
        .containsEntry("srcPrefix", "");
    assertThat(settings("ec2", source).get("srcPrefixListBucket"))
        .isInstanceOf(LeftToDefault.class);

    source.put("prefixesBucket", "studio-lists");
    assertThat(passed(settings("ec2", source)))
        .containsEntry("srcPrefixsListFile", "lists/tonight.txt")
        .containsEntry("srcPrefixListBucket", "studio-lists");
  }

  @Test
  void whoeverReadsPaysOnlyIfTheConfigurationSaysSo() {
    Map<String, Object> source = source("Amazon_S3", "deliveries", "us-west-2");
    assertThat(settings("ec2", source).get("isPayerRequest")).isInstanceOf(LeftToDefault.class);

    source.put("requesterPays", true);
    source.put("credentials", "landfall/north");
    assertThat(passed(settings("ec2", source))).containsEntry("isPayerRequest", "true");
  }

  @Test
  void theFindersMemoryIsInTheEditionsUnit() {
    assertThat(passed(settings("ecs"))).containsEntry("ecsFargateMemory", "16384");
    assertThat(passed(settings("ec2"))).containsEntry("finderEc2Memory", "16");
  }

  @Test
  void theNightStartsWhenTheConfigurationSaysSo() {
    assertThat(passed(settings("ecs"))).containsEntry("ecsCronExpression", "30 16 * * ? *");
    assertThat(passed(settings("ec2"))).containsEntry("ec2CronExpression", "30 16 * * ? *");
  }

  @Test
  void finderAndWorkersAreAsManyAsConfigured() {
    assertThat(passed(settings("ecs")))
        .containsEntry("finderDepth", "0")
        .containsEntry("finderNumber", "3")
        .containsEntry("workerNumber", "5")
        .containsEntry("minCapacity", "0")
        .containsEntry("desiredCapacity", "6")
        .containsEntry("maxCapacity", "7")
        .containsEntry("destStorageClass", "STANDARD_IA");
  }

  private static Map<String, String> passed(Map<String, TransferParameters.Setting> settings) {
    Map<String, String> passed = new LinkedHashMap<>();
    settings.forEach(
        (name, setting) -> {
          if (setting instanceof Value value) {
            passed.put(name, value.text());
          }
        });
    return passed;
  }

  private static Map<String, Object> source(String type, String bucket, String region) {
    return new LinkedHashMap<>(Map.of("type", type, "bucket", bucket, "region", region));
  }

  private static Map<String, TransferParameters.Setting> settings(String edition) {
    Map<String, Object> source = source("Tencent_COS", "plates-1250000000", "ap-singapore");
    source.put("prefix", "shots/");
    source.put("endpoint", "https://cos.example.com");
    source.put("credentials", "landfall/north");
    return settings(edition, source);
  }

  private static Map<String, TransferParameters.Setting> settings(
      String edition, Map<String, Object> source) {
    Map<String, Object> partner = ExampleConfiguration.partner("northlight");
    partner.put("edition", edition);
    partner.put("dailyAt", "00:30");
    partner.put("storageClass", "STANDARD_IA");
    partner.put("workers", Map.of("min", 0, "desired", 6, "max", 7, "threads", 5));
    partner.put("finder", Map.of("memoryGib", 16, "depth", 0, "threads", 3));
    partner.put("source", source);
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put("partners", List.of(partner));
    return TransferParameters.of(
        (ImportedTransfer) LandfallConfiguration.of(landfall).partners().get(0).transfer(),
        DESTINATION);
  }
}
