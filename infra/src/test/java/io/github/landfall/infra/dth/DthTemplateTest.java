package io.github.landfall.infra.dth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.landfall.infra.config.Edition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DthTemplateTest {

  @Test
  void theEditionAndTheVersionAreReadFromTheTemplate() {
    DthTemplate ecs = DthTemplate.of(ContractTemplate.ecs("v2.0.2").text());
    DthTemplate ec2 = DthTemplate.of(ContractTemplate.ec2("v2.6.7").text());

    assertThat(ecs.edition()).isEqualTo(Edition.ECS);
    assertThat(ecs.version()).isEqualTo("v2.0.2");
    assertThat(ecs.described()).isEqualTo("edition ecs, version v2.0.2");
    assertThat(ec2.edition()).isEqualTo(Edition.EC2);
    assertThat(ec2.described()).isEqualTo("edition ec2, version v2.6.7");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<Error><Code>NoSuchKey</Code></Error>", "Description: a template", "{"})
  void aFileThatIsNoJsonIsRefused(String text) {
    assertRefused(text, "is not JSON: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "\"text\"", "null"})
  void jsonThatIsNoObjectIsRefused(String text) {
    assertRefused(text, "is no JSON object");
  }

  @Test
  void aKeyThatIsThereTwiceIsRefused() {
    String text = ContractTemplate.current().text();

    assertRefused(
        text.replaceFirst("\\{", "{\"Outputs\": {},"), "is not JSON: Duplicate ", "Outputs");
  }

  @Test
  void textAfterTheTemplateIsRefused() {
    assertRefused(ContractTemplate.current().text() + "}", "is not JSON: ");
  }

  @Test
  void theTemplateOfDataTransferHubsPortalIsRefused() {
    String portal = "(SO8001) - Data Transfer Hub - Template version v2.6.7";

    assertRefused(
        ContractTemplate.current().describedAs(portal).text(),
        "is another template of Data Transfer Hub than the S3 plugin's: ",
        portal);
  }

  @Test
  void aTemplateWithoutDescriptionOrOfSomethingElseIsRefused() {
    String wanted = "(SO8002) - Data Transfer Hub - S3 Plugin - Template version v2.1.0";

    assertRefused(
        ContractTemplate.current().describedAs(null).text(), "has no description", wanted);
    assertRefused(
        ContractTemplate.current().describedAs("A bucket").text(), "has no description", wanted);
  }

  @ParameterizedTest
  @ValueSource(strings = {"undefined", "%%VERSION%%"})
  void anUnbuiltTemplateFromTheSourceRepositoryIsSaidToBeOne(String version) {
    assertRefused(
        ContractTemplate.ecs(version).text(),
        "is an unbuilt template from Data Transfer Hub's source repository: where its build puts the version, it says \""
            + version,
        "bin/landfall dth fetch");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "S3TransferQueue",
        "S3TransferQueueDLQ",
        "S3TransferTable",
        "S3TransferAlarmTopic"
      })
  void aTemplateThatLacksWhatKeepsDataIsRefused(String id) {
    assertRefused(
        ContractTemplate.ecs("v2.1.0").withoutResource(id).text(), "has no resource " + id);
  }

  @Test
  void aQueueThatIsNoQueueIsRefused() {
    ContractTemplate template = ContractTemplate.ecs("v2.1.0");
    template.resource("S3TransferQueue").put("Type", "AWS::SNS::Topic");

    assertRefused(template.text(), "has no resource S3TransferQueue of type AWS::SQS::Queue");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CommonQueueNameEB26B1B7",
        "CommonDLQQueueName98D51C56",
        "CommonTableName4099A6E9",
        "CommonAlarmTopicName54A80B94"
      })
  void aTemplateThatLacksAnOutputIsRefused(String output) {
    assertRefused(
        ContractTemplate.ecs("v2.1.0").withoutOutput(output).text(), "has no output " + output);
    assertRefused(
        ContractTemplate.ec2("v2.6.7").withoutOutput(output).text(), "has no output " + output);
  }

  @Test
  void anEditionsOwnOutputIsWantedFromThatEdition() {
    String ofEcs = "ECSStackTaskDefinitionNameE8E07C57";
    String ofEc2 = "MultiPartStateMachineSfnArnFA9E5135";

    assertRefused(
        ContractTemplate.ecs("v2.1.0").withoutOutput(ofEcs).text(), "has no output " + ofEcs);
    assertRefused(
        ContractTemplate.ec2("v2.6.7").withoutOutput(ofEc2).text(), "has no output " + ofEc2);
  }

  @Test
  void aTemplateOfBothEditionsOrOfNeitherIsRefused() {
    assertRefused(
        ContractTemplate.ecs("v2.1.0").withParameter("ec2VpcId", "{\"Type\": \"String\"}").text(),
        "has both of the parameters ecsClusterName (edition ecs) and ec2VpcId (edition ec2)");
    assertRefused(
        ContractTemplate.ecs("v2.1.0").withoutParameter("ecsClusterName").text(),
        "has neither of the parameters ecsClusterName (edition ecs) and ec2VpcId (edition ec2)");
  }

  @Test
  void aResourceThatIsNoObjectIsRefused() {
    ContractTemplate template = ContractTemplate.ecs("v2.1.0");
    template.json().withObject("/Resources").putArray("Fn::ForEach::Table");

    assertRefused(template.text(), "has the resource Fn::ForEach::Table, which is no JSON object");
  }

  @Test
  void whatMustBePassedIsKnown() {
    assertThat(DthTemplate.of(ContractTemplate.ecs("v2.1.0").text()).parametersWithoutDefault())
        .containsExactlyInAnyOrder("srcBucket", "destBucket", "alarmEmail");
  }

  @Test
  void aParameterIsThereInTheVersionThatHasIt() {
    DthTemplate old = DthTemplate.of(ContractTemplate.ecs("v2.0.2").text());
    DthTemplate later = DthTemplate.of(ContractTemplate.ecs("v2.1.0").text());

    assertThat(old.parameter("srcPrefix")).isPresent();
    for (String since21 :
        new String[] {
          "ecsCronExpression", "ecsFargateMemory", "srcPrefixsListFile", "srcSkipCompare"
        }) {
      assertThat(old.parameter(since21)).as(since21).isEmpty();
      assertThat(later.parameter(since21)).as(since21).isPresent();
    }
  }

  @Test
  void aScheduleThatNobodyCanChangeIsFound() {
    assertThat(DthTemplate.of(ContractTemplate.ecs("v2.0.2").text()).fixedSchedule())
        .contains("rate(1 hour)");
    assertThat(DthTemplate.of(ContractTemplate.ecs("v2.1.0").text()).fixedSchedule()).isEmpty();
    assertThat(DthTemplate.of(ContractTemplate.ec2("v2.6.7").text()).fixedSchedule()).isEmpty();
  }

  private static void assertRefused(String text, String... reasons) {
    assertThatThrownBy(() -> DthTemplate.of(text))
        .isInstanceOf(TemplateException.class)
        .message()
        .startsWith(reasons[0])
        .contains(reasons);
  }
}
