package io.github.landfall.infra.dth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmazonLinux2023Test {

  private static final String PUBLIC = "/aws/service/ami-amazon-linux-latest/";

  private final ContractTemplate template = ContractTemplate.current();
  private final Findings findings = new Findings();

  private String imageAfter(String before) {
    image().put("Default", before);
    new AmazonLinux2023().apply(template.json(), findings);
    return image().path("Default").asText();
  }

  private ObjectNode image() {
    return (ObjectNode) template.json().path("Parameters").path(ContractTemplate.IMAGE);
  }

  @ParameterizedTest
  @CsvSource({
    "amzn2-ami-hvm-arm64-gp2, arm64",
    "amzn2-ami-kernel-5.10-hvm-arm64-gp2, arm64",
    "amzn2-ami-hvm-x86_64-ebs, x86_64"
  })
  void instancesStartFromTheNewSystemOfTheSameProcessor(String old, String processor) {
    String expected = PUBLIC + "al2023-ami-kernel-default-" + processor;

    assertThat(imageAfter(PUBLIC + old)).isEqualTo(expected);
    assertThat(findings.changed()).containsExactly("instances start from " + expected);
    assertThat(findings.left()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"al2023-ami-kernel-default-arm64", "al2023-ami-minimal-kernel-6.1-arm64"})
  void anImageOfAmazonLinux2023StaysAsItIs(String image) {
    assertThat(imageAfter(PUBLIC + image)).isEqualTo(PUBLIC + image);
    assertThat(findings.changed()).isEmpty();
  }

  @Test
  void instancesWhoseScriptNeedsSomethingThatIsGoneStayAndThatIsSaid() {
    userData("amazon-linux-extras install epel");

    assertThat(imageAfter(PUBLIC + "amzn2-ami-hvm-arm64-gp2"))
        .isEqualTo(PUBLIC + "amzn2-ami-hvm-arm64-gp2");
    assertThat(findings.changed()).isEmpty();
    assertThat(findings.left())
        .containsExactly(
            "instances stay on Amazon Linux 2, since Amazon Linux 2023 lacks what they need: "
                + ContractTemplate.LAUNCH_TEMPLATE
                + " uses amazon-linux-extras, EPEL");
  }

  @Test
  void instancesThatAskForTheirMetadataWithoutATokenStay() {
    userData("curl http://169.254.169.254/latest/meta-data/instance-id");

    imageAfter(PUBLIC + "amzn2-ami-hvm-arm64-gp2");

    assertThat(findings.left().get(0)).endsWith("uses instance metadata without a token");
  }

  @Test
  void eachLaunchTemplateOfTheImageIsNamedWithItsObstacle() {
    ContractTemplate ec2 = ContractTemplate.ec2("v2.6.7");

    new AmazonLinux2023().apply(ec2.json(), findings);

    assertThat(ec2.json()).isEqualTo(ContractTemplate.ec2("v2.6.7").json());
    assertThat(findings.left())
        .containsExactly(
            "instances stay on Amazon Linux 2, since Amazon Linux 2023 lacks what they need: "
                + "FinderLaunchTemplate uses cron; WorkerLaunchTemplate uses cron");
  }

  @Test
  void anImageThatSomethingUnknownStartsFromStays() {
    template.withResource(
        "Machine",
        """
        {"Type": "AWS::EC2::Instance", "Properties": {"ImageId": {"Ref": "%s"}}}
        """
            .formatted(ContractTemplate.IMAGE));

    imageAfter(PUBLIC + "amzn2-ami-hvm-arm64-gp2");

    assertThat(findings.left().get(0))
        .endsWith("Machine uses a start of which nothing is known here");
  }

  private void userData(String script) {
    template
        .properties(ContractTemplate.LAUNCH_TEMPLATE)
        .withObject("/LaunchTemplateData")
        .putObject("UserData")
        .put("Fn::Base64", script);
  }
}
