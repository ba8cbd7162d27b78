package io.github.landfall.infra.dth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.infra.config.DthAssets;
import io.github.landfall.infra.config.Edition;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class OwnAssetsTest {

  private static final String SUM = "0123456789abcdef".repeat(4);
  private static final String IMAGE =
      "111122223333.dkr.ecr.cn-northwest-1.amazonaws.com.cn/studio/dth-cli@sha256:" + SUM;

  private final DthAssets assets =
      new DthAssets(
          "studio-assets", Map.of(Edition.ECS, SUM, Edition.EC2, SUM), Optional.of(IMAGE));

  @Test
  void instancesLoadTheirProgramFromOwnBucketByItsHash() {
    JsonNode now = updated(ContractTemplate.ecs("v2.1.0"));

    assertThat(script(now, ContractTemplate.LAUNCH_TEMPLATE))
        .contains(
            """
            yum -y install amazon-cloudwatch-agent
            aws s3 cp "s3://studio-assets/data-transfer-hub-cli/v1.1.0/dthcli_1.1.0_linux_arm64.tar.gz" . --region {"Ref":"AWS::Region"} && echo "%s  dthcli_1.1.0_linux_arm64.tar.gz" | sha256sum --check || rm -f dthcli_1.1.0_linux_arm64.tar.gz
            tar -xzf dthcli_1.1.0_linux_arm64.tar.gz
            """
                .formatted(SUM))
        .doesNotContain("curl -LO", "assetDomain");
    assertThat(now.at("/Resources/LandfallProgram/Properties/PolicyDocument/Statement"))
        .hasToString(
            "[{\"Effect\":\"Allow\",\"Action\":\"s3:GetObject\",\"Resource\":{\"Fn::Sub\":\"arn:${AWS::Partition}:s3:::studio-assets/data-transfer-hub-cli/*\"}}]");
    assertThat(now.at("/Resources/LandfallProgram/Properties/Roles"))
        .hasToString("[{\"Ref\":\"WorkerRole\"}]");
    assertThat(now.at("/Resources/" + ContractTemplate.WORKERS + "/DependsOn").toString())
        .contains("LandfallProgram");
    assertThat(Dangling.in((ObjectNode) now)).isEmpty();
  }

  @Test
  void finderRunsOwnImageByItsDigest() {
    JsonNode now = updated(ContractTemplate.ecs("v2.1.0"));

    assertThat(now.at("/Resources/FinderTask/Properties/ContainerDefinitions/0/Image").asText())
        .isEqualTo(IMAGE);
    assertThat(now.at("/Resources/LandfallImage/Properties/Roles"))
        .hasToString("[{\"Ref\":\"TaskExecutionRole\"}]");
    assertThat(now.at("/Resources/LandfallImage/Properties/PolicyDocument/Statement/1/Resource"))
        .hasToString(
            "{\"Fn::Sub\":\"arn:${AWS::Partition}:ecr:${AWS::Region}:111122223333:repository/studio/dth-cli\"}");
  }

  @Test
  void editionEc2NeedsNoImage() {
    JsonNode now = updated(ContractTemplate.ec2("v2.6.7"));
    assertThat(now.path("Resources").has("LandfallImage")).isFalse();
    assertThat(script(now, "WorkerLaunchTemplate")).contains("s3://studio-assets/");
  }

  @Test
  void whatChangesIsReported() {
    assertThat(
            UpdatedTemplate.of(ContractTemplate.ecs("v2.1.0").text(), Optional.of(assets))
                .changed())
        .contains(
            ContractTemplate.LAUNCH_TEMPLATE + " loads its program from the bucket studio-assets",
            "FinderTask runs the image " + IMAGE);
  }

  @Test
  void whatLandfallDoesNotKnowIsRefused() {
    ContractTemplate odd = ContractTemplate.ecs("v2.1.0").withUserData("#!/bin/sh\nwget it\n");
    assertThatThrownBy(() -> updated(odd))
        .isInstanceOf(TemplateException.class)
        .hasMessageStartingWith("has an instance that does not load data-transfer-hub-cli");

    DthAssets half = new DthAssets("studio-assets", Map.of(Edition.EC2, SUM), Optional.empty());
    assertThatThrownBy(
            () -> UpdatedTemplate.of(ContractTemplate.ecs("v2.1.0").text(), Optional.of(half)))
        .hasMessage("is of edition ecs, for which landfall.dth.assets.ecsSha256 is missing");
    DthAssets noImage = new DthAssets("studio-assets", Map.of(Edition.ECS, SUM), Optional.empty());
    assertThatThrownBy(
            () -> UpdatedTemplate.of(ContractTemplate.ecs("v2.1.0").text(), Optional.of(noImage)))
        .hasMessage("is of edition ecs, for which landfall.dth.assets.finderImage is missing");
  }

  private JsonNode updated(ContractTemplate template) {
    return UpdatedTemplate.of(template.text(), Optional.of(assets)).template().json();
  }

  /** What an instance runs, with functions as JSON. */
  private static String script(JsonNode template, String launchTemplate) {
    JsonNode parts =
        template.at(
            "/Resources/"
                + launchTemplate
                + "/Properties/LaunchTemplateData/UserData/Fn::Base64/Fn::Join/1");
    return StreamSupport.stream(parts.spliterator(), false)
        .map(part -> part.isTextual() ? part.asText() : part.toString())
        .collect(Collectors.joining());
  }
}
