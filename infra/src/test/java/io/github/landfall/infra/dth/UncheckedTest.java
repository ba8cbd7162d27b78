package io.github.landfall.infra.dth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UncheckedTest {

  private final ContractTemplate template = ContractTemplate.current();
  private final Findings findings = new Findings();

  @Test
  void theWorkersBinaryIsNamedWithTheAddressThatTheMappingGivesItsPartition() {
    template
        .json()
        .withObject("/Mappings/AssetTable")
        .setAll(
            ContractTemplate.parsed(
                """
                {"aws": {"domain": "https://assets.example"}, "aws-cn": {"domain": "https://assets.example.cn"}}
                """));
    userData(
        """
        {"Fn::Join": ["", [
          "#!/bin/sh\\ncurl -LO \\"",
          {"Fn::FindInMap": ["AssetTable", {"Ref": "AWS::Partition"}, "domain"]},
          "/v1.1.0/worker.tar.gz\\"\\ncurl http://169.254.169.254/latest/meta-data/\\n"
        ]]}
        """);

    assertThat(notChecked())
        .contains(
            "that instances can download https://assets.example/v1.1.0/worker.tar.gz (partition aws)",
            "that instances can download https://assets.example.cn/v1.1.0/worker.tar.gz (partition aws-cn)")
        .doesNotContain("169.254");
  }

  @Test
  void anAddressThatIsTheSameEverywhereIsNamedOnceThoughSeveralLoadIt() {
    userData("{\"Fn::Sub\": \"curl -O https://mirror.example/${AWS::Region}/w.tar.gz\"}");
    template.withResource(
        "Another",
        """
        {
          "Type": "AWS::EC2::Instance",
          "Properties": {"UserData": {"Fn::Base64": "curl -O https://mirror.example/${AWS::Region}/w.tar.gz"}}
        }
        """);

    assertThat(notChecked())
        .containsOnlyOnce(
            "that instances can download https://mirror.example/${AWS::Region}/w.tar.gz\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"registry.example/finder:1.1.0\"",
        "{\"Fn::Join\": [\"/\", [\"registry.example\", \"finder:1.1.0\"]]}",
        "{\"Fn::Sub\": \"registry.example/finder:1.1.0\"}"
      })
  void theFindersImageIsNamedHoweverItIsWritten(String image) {
    template.withResource(
        "FinderTask",
        "{\"Type\": \"AWS::ECS::TaskDefinition\", \"Properties\": {\"ContainerDefinitions\": [{\"Image\": %s}]}}"
            .formatted(image));

    assertThat(notChecked())
        .contains("that there is the container image registry.example/finder:1.1.0\n");
  }

  @Test
  void machineImagesAreNamedAsTheyAreFound() {
    template.withResource(
        "Literal",
        "{\"Type\": \"AWS::EC2::Instance\", \"Properties\": {\"ImageId\": \"ami-0a1b2c3d\"}}");
    template.withResource(
        "Resolved",
        """
        {
          "Type": "AWS::EC2::LaunchTemplate",
          "Properties": {"LaunchTemplateData": {"ImageId": "{{resolve:ssm:/studio/image}}"}}
        }
        """);

    assertThat(notChecked())
        .contains(
            "that there is the machine image /aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64\n",
            "that there is the machine image ami-0a1b2c3d\n",
            "that there is the machine image {{resolve:ssm:/studio/image}}\n");
  }

  @Test
  void filesOfCloudFormationsInitAndOtherStacksTemplatesAreNamed() {
    template.withResource(
        "Nested",
        """
        {"Type": "AWS::CloudFormation::Stack", "Properties": {"TemplateURL": "https://templates.example/n"}}
        """);
    template.withResource(
        "Prepared",
        """
        {
          "Type": "AWS::EC2::Instance",
          "Metadata": {"AWS::CloudFormation::Init": {"config": {"sources": {"/opt": "https://files.example/opt.zip"}}}}
        }
        """);

    assertThat(notChecked())
        .contains(
            "that there is the nested stack's template https://templates.example/n\n",
            "that instances can download https://files.example/opt.zip\n");
  }

  private void userData(String script) {
    template
        .properties(ContractTemplate.LAUNCH_TEMPLATE)
        .withObject("/LaunchTemplateData")
        .putObject("UserData")
        .set("Fn::Base64", ContractTemplate.parsed(script));
  }

  /** What is not checked, a line each. */
  private String notChecked() {
    Unchecked.find(template.json(), findings);
    assertThat(findings.left()).allMatch(line -> line.startsWith("not checked here: "));
    return String.join("\n", findings.left()) + "\n";
  }
}
