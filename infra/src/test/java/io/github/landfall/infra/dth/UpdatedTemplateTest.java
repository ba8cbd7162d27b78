package io.github.landfall.infra.dth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UpdatedTemplateTest {

  private static final Set<String> RENEWED =
      Set.of("AWS::Lambda::Function", "AWS::AutoScaling::AutoScalingGroup", "AWS::IAM::Policy");

  static Stream<ContractTemplate> published() {
    return Stream.of(
        ContractTemplate.ecs("v2.0.2"),
        ContractTemplate.ecs("v2.1.0"),
        ContractTemplate.ec2("v2.6.7"));
  }

  @ParameterizedTest
  @MethodSource("published")
  void nothingThatIsLeftRefersToWhatWent(ContractTemplate template) {
    assertThat(Dangling.in(template.json())).as("before").isEmpty();

    assertThat(Dangling.in(UpdatedTemplate.of(template.text()).template().json())).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("published")
  void whatIsLeftIsAsItWasPublished(ContractTemplate template) {
    JsonNode now = UpdatedTemplate.of(template.text()).template().json();

    JsonNode before = template.json();
    assertThat(now.path("Outputs")).isEqualTo(before.path("Outputs"));
    assertThat(now.path("Mappings")).isEqualTo(before.path("Mappings"));
    assertThat(now.path("Description")).isEqualTo(before.path("Description"));
    for (Map.Entry<String, JsonNode> resource : now.path("Resources").properties()) {
      JsonNode old = before.path("Resources").path(resource.getKey());
      if (!RENEWED.contains(resource.getValue().path("Type").asText()) && !old.isMissingNode()) {
        assertThat(resource.getValue()).as(resource.getKey()).isEqualTo(old);
      }
    }
    for (Map.Entry<String, JsonNode> parameter : now.path("Parameters").properties()) {
      if (!parameter.getKey().equals(ContractTemplate.IMAGE)) {
        assertThat(parameter.getValue())
            .as(parameter.getKey())
            .isEqualTo(before.path("Parameters").path(parameter.getKey()));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("published")
  void whatKeepsDataAndTheWorkersKeepTheirLogicalIds(ContractTemplate template) {
    JsonNode now = UpdatedTemplate.of(template.text()).template().json();

    for (String id :
        List.of(
            "S3TransferQueue", "S3TransferQueueDLQ", "S3TransferTable", "S3TransferAlarmTopic")) {
      assertThat(now.at("/Resources/" + id)).as(id).isEqualTo(template.resource(id));
    }
    assertThat(now.at("/Resources/WorkerLog")).isEqualTo(template.resource("WorkerLog"));
    assertThat(now.at("/Resources/" + ContractTemplate.WORKERS + "/Type").asText())
        .isEqualTo("AWS::AutoScaling::AutoScalingGroup");
  }

  @Test
  void onlyWhatNoLongerDeploysGoesFromTheFirstEdition() {
    ContractTemplate template = ContractTemplate.ecs("v2.1.0");

    JsonNode now = UpdatedTemplate.of(template.text()).template().json();

    assertThat(missing(template.json(), now, "Resources"))
        .containsExactly(
            ContractTemplate.LAUNCH_CONFIGURATION,
            ContractTemplate.CUSTOM_RESOURCE,
            ContractTemplate.HANDLER,
            ContractTemplate.PROVIDER,
            ContractTemplate.EVENT_STACK,
            "HandlerPolicy",
            "HandlerRole",
            "ProviderPolicy",
            "ProviderRole",
            "RunTaskPolicy");
    assertThat(missing(now, template.json(), "Resources"))
        .containsExactly(ContractTemplate.LAUNCH_TEMPLATE);
    assertThat(missing(template.json(), now, "Parameters")).containsExactly("srcEvent");
    assertThat(now.findValues("Runtime")).isEmpty();
  }

  @Test
  void nothingGoesFromTheSecondEdition() {
    ContractTemplate template = ContractTemplate.ec2("v2.6.7");

    JsonNode now = UpdatedTemplate.of(template.text()).template().json();

    for (String section : List.of("Resources", "Parameters", "Conditions")) {
      assertThat(missing(template.json(), now, section)).isEmpty();
      assertThat(missing(now, template.json(), section)).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("published")
  void bringingUpToDateTwiceIsLikeOnce(ContractTemplate template) {
    UpdatedTemplate once = UpdatedTemplate.of(template.text());
    UpdatedTemplate twice = UpdatedTemplate.of(once.text());

    assertThat(twice.text()).isEqualTo(once.text());
    assertThat(twice.template().json()).isEqualTo(once.template().json());
    assertThat(twice.changed()).isEmpty();
    assertThat(twice.left()).isEqualTo(once.left());
  }

  @Test
  void aTemplateThatNeedsNothingKeepsEachByte() {
    String odd =
        "\r\n\t"
            + ContractTemplate.current().text().replace("\n", "\r\n ").replace(" : ", "\t:  ")
            + "\n\n ";

    UpdatedTemplate updated = UpdatedTemplate.of(odd);

    assertThat(updated.text()).isEqualTo(odd);
    assertThat(updated.changed()).isEmpty();
    assertThat(updated.report()).startsWith("edition ecs, version v2.1.0, needs no change\n");
  }

  @ParameterizedTest
  @MethodSource("published")
  void theTextIsTheTemplateAndTheSameForEachLayoutOfTheFile(ContractTemplate template) {
    UpdatedTemplate updated = UpdatedTemplate.of(template.text());

    assertThat(UpdatedTemplate.of(template.json().toString()).text()).isEqualTo(updated.text());
    assertThat(ContractTemplate.parsed(updated.text())).isEqualTo(updated.template().json());
    assertThat(updated.text()).endsWith("}\n").doesNotContain("\r");
  }

  @Test
  void membersStayInTheirOrder() {
    ContractTemplate template = ContractTemplate.ecs("v2.1.0");

    JsonNode now = UpdatedTemplate.of(template.text()).template().json();

    List<String> parameters = names(template.json(), "Parameters");
    parameters.remove("srcEvent");
    assertThat(names(now, "Parameters")).isEqualTo(parameters);
    List<String> resources = names(template.json(), "Resources");
    resources.retainAll(names(now, "Resources"));
    resources.add(ContractTemplate.LAUNCH_TEMPLATE);
    assertThat(names(now, "Resources")).isEqualTo(resources);
  }

  @Test
  void theReportSaysWhatWasChangedWhyAndWhereThatIsDocumented() {
    UpdatedTemplate ecs = UpdatedTemplate.of(ContractTemplate.ecs("v2.1.0").text());

    assertThat(ecs.report().lines())
        .first()
        .isEqualTo("edition ecs, version v2.1.0, brought up to date");
    assertThat(ecs.changed())
        .hasSize(5)
        .allSatisfy(line -> assertThat(line).matches("[^;]+; .+ \\(https://docs\\.aws\\.\\S+\\)"));
    assertThat(ecs.report().lines().filter(line -> line.startsWith("  changed: ")))
        .containsExactlyElementsOf(
            ecs.changed().stream().map(line -> "  changed: " + line).toList());
    assertThat(ecs.changed().get(0)).startsWith("no finder at creation: ");
    assertThat(ecs.changed().get(1)).startsWith("no events of the source bucket: ");
    assertThat(ecs.changed().get(2)).startsWith("launch configuration ");
    assertThat(ecs.changed().get(3)).startsWith("instances start from ");
    assertThat(ecs.changed().get(4)).startsWith("WorkerWritePolicy lets instances ");
  }

  @Test
  void theReportSaysWhatWasLeftAndWhatNobodyChecked() {
    UpdatedTemplate ec2 = UpdatedTemplate.of(ContractTemplate.ec2("v2.6.7").text());
    UpdatedTemplate ecs = UpdatedTemplate.of(ContractTemplate.ecs("v2.1.0").text());

    assertThat(ec2.left()).hasSize(5);
    assertThat(ec2.left().get(0))
        .startsWith("instances stay on Amazon Linux 2, since ")
        .endsWith("(https://docs.aws.amazon.com/linux/al2/ug/prepare-for-al2023.html)");
    assertThat(ec2.left().subList(1, 5))
        .containsExactly(
            "not checked here: that there is the machine image /aws/service/ami-amazon-linux-latest/amzn2-ami-hvm-arm64-gp2",
            "not checked here: that instances can download https://assets.example/data-transfer-hub-cli/v1.1.0/dthcli_1.1.0_linux_arm64.tar.gz (partition aws)",
            "not checked here: that instances can download https://assets.example.cn/data-transfer-hub-cli/v1.1.0/dthcli_1.1.0_linux_arm64.tar.gz (partition aws-cn)",
            "not checked here: that the code of 5 functions is in the bucket code-${AWS::Region}");
    assertThat(ecs.left())
        .containsExactly(
            "not checked here: that there is the container image public.ecr.aws/aws-gcr-solutions/data-transfer-hub-cli:1.1.0",
            "not checked here: that instances can download https://assets.example/data-transfer-hub-cli/v1.1.0/dthcli_1.1.0_linux_arm64.tar.gz (partition aws)",
            "not checked here: that instances can download https://assets.example.cn/data-transfer-hub-cli/v1.1.0/dthcli_1.1.0_linux_arm64.tar.gz (partition aws-cn)",
            "not checked here: that there is the machine image /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64");
    assertThat(ec2.report())
        .contains("\n  left: " + ec2.left().get(0) + "\n  left: not checked here: ");
  }

  @Test
  void aVersionThatNobodyLookedAtIsSaid() {
    UpdatedTemplate newer = UpdatedTemplate.of(ContractTemplate.ecs("v2.2.0").text());

    assertThat(newer.left().get(0))
        .startsWith(
            "version v2.2.0 of edition ecs is unknown to Landfall, which knows v2.0.2 and v2.1.0: ");
    // An edition's version is unknown to the other.
    assertThat(UpdatedTemplate.of(ContractTemplate.ec2("v2.1.0").text()).left())
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith(
                        "version v2.1.0 of edition ec2 is unknown to Landfall, which knows v2.6.7: "));
  }

  @Test
  void codeThatOnlyDataTransferHubsOwnAppPutsInItsBucketIsSaid() {
    ContractTemplate template = ContractTemplate.ec2("v2.6.7");
    for (JsonNode code : template.json().findValues("Code")) {
      ((ObjectNode) code)
          .putObject("S3Bucket")
          .put("Fn::Sub", "cdk-hnb659fds-assets-${AWS::AccountId}-${AWS::Region}");
    }

    assertThat(UpdatedTemplate.of(template.text()).left())
        .last()
        .asString()
        .endsWith(", where only a deployment of Data Transfer Hub's own CDK app puts it");
  }

  @Test
  void anotherFileIsRefused() {
    assertThatThrownBy(() -> UpdatedTemplate.of("{\"Resources\": {}}"))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("has no description of Data Transfer Hub's S3 plugin");
  }

  private static Set<String> missing(JsonNode from, JsonNode in, String section) {
    Set<String> missing = new TreeSet<>(names(from, section));
    missing.removeAll(Set.copyOf(names(in, section)));
    return missing;
  }

  private static List<String> names(JsonNode template, String section) {
    List<String> names = new ArrayList<>();
    template.path(section).fieldNames().forEachRemaining(names::add);
    return names;
  }
}
