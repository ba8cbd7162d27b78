package io.github.landfall.infra.dth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.junit.jupiter.api.Test;

class LaunchTemplatesTest {

  private static final String CONFIGURATION = ContractTemplate.LAUNCH_CONFIGURATION;
  private static final String LAUNCH_TEMPLATE = ContractTemplate.LAUNCH_TEMPLATE;

  private final ContractTemplate template = ContractTemplate.ecs("v2.1.0");
  private final ObjectNode published = ContractTemplate.ecs("v2.1.0").properties(CONFIGURATION);
  private final Findings findings = new Findings();

  private JsonNode apply() {
    new LaunchTemplates().apply(template.json(), findings);
    return template.properties(LAUNCH_TEMPLATE).path("LaunchTemplateData");
  }

  @Test
  void theWorkersStartFromALaunchTemplateWithAllThatTheyHad() {
    JsonNode data = apply();

    for (String same : List.of("ImageId", "InstanceType", "BlockDeviceMappings", "UserData")) {
      assertThat(data.path(same)).as(same).isEqualTo(published.required(same));
    }
    assertThat(data.path("IamInstanceProfile"))
        .hasToString("{\"Name\":{\"Ref\":\"WorkerProfile\"}}");
    assertThat(data.path("Monitoring")).hasToString("{\"Enabled\":true}");
    assertThat(data.path("NetworkInterfaces"))
        .hasToString(
            "[{\"DeviceIndex\":0,\"AssociatePublicIpAddress\":true,"
                + "\"Groups\":[{\"Fn::GetAtt\":[\"WorkerSecurityGroup\",\"GroupId\"]}]}]");
    assertThat(data.has("SecurityGroupIds")).isFalse();
    assertThat(template.resource(LAUNCH_TEMPLATE).path("Type").asText())
        .isEqualTo("AWS::EC2::LaunchTemplate");
    assertThat(template.json().path("Resources").has(CONFIGURATION)).isFalse();
    assertThat(Dangling.in(template.json())).isEmpty();
  }

  @Test
  void theWorkersStillWaitForTheirRole() {
    apply();

    assertThat(template.resource(LAUNCH_TEMPLATE).path("DependsOn"))
        .hasToString("[\"WorkerPolicy\",\"WorkerRole\"]");
  }

  @Test
  void theGroupOfWorkersStaysTheSameButForItsLaunchTemplate() {
    ObjectNode group = ContractTemplate.ecs("v2.1.0").resource(ContractTemplate.WORKERS);
    ((ObjectNode) group.path("Properties")).remove("LaunchConfigurationName");

    apply();

    ObjectNode now = template.resource(ContractTemplate.WORKERS);
    JsonNode launch = ((ObjectNode) now.path("Properties")).remove("LaunchTemplate");
    assertThat(launch)
        .hasToString(
            "{\"LaunchTemplateId\":{\"Ref\":\"%1$s\"},\"Version\":{\"Fn::GetAtt\":[\"%1$s\",\"LatestVersionNumber\"]}}"
                .formatted(LAUNCH_TEMPLATE));
    assertThat(now).isEqualTo(group);
  }

  @Test
  void whatEachInstanceTellsOfItselfIsAskedForWithAToken() {
    template.properties(CONFIGURATION).putObject("MetadataOptions").put("HttpEndpoint", "enabled");

    JsonNode data = apply();

    assertThat(data.path("MetadataOptions"))
        .hasToString("{\"HttpEndpoint\":\"enabled\",\"HttpTokens\":\"required\"}");
    assertThat(findings.changed())
        .containsExactly(
            "launch configuration %s became the launch template %s, with IMDSv2 alone"
                .formatted(CONFIGURATION, LAUNCH_TEMPLATE));
  }

  @Test
  void instancesThatAskWithoutATokenStillMayAndThatIsSaid() {
    template.withUserData("curl http://169.254.169.254/latest/meta-data/instance-id");

    JsonNode data = apply();

    assertThat(data.path("MetadataOptions").has("HttpTokens")).isFalse();
    assertThat(findings.changed())
        .containsExactly(
            "launch configuration %s became the launch template %s, with IMDSv1 too, since its user data asks without a token"
                .formatted(CONFIGURATION, LAUNCH_TEMPLATE));
  }

  @Test
  void detailedMonitoringStaysAsItWasAlsoWhereItWasTheDefault() {
    template.properties(CONFIGURATION).remove("InstanceMonitoring");
    assertThat(apply().at("/Monitoring/Enabled").asBoolean()).isTrue();
  }

  @Test
  void detailedMonitoringThatWasOffStaysOff() {
    template.properties(CONFIGURATION).put("InstanceMonitoring", false);
    assertThat(apply().at("/Monitoring/Enabled").asBoolean(true)).isFalse();
  }

  @Test
  void theSubnetDecidesOnAPublicAddressIfItDidBefore() {
    template.properties(CONFIGURATION).remove("AssociatePublicIpAddress");

    JsonNode data = apply();

    assertThat(data.has("NetworkInterfaces")).isFalse();
    assertThat(data.path("SecurityGroupIds")).isEqualTo(published.required("SecurityGroups"));
  }

  @Test
  void aProfileGivenByItsArnIsPassedAsOne() {
    template
        .properties(CONFIGURATION)
        .putObject("IamInstanceProfile")
        .putArray("Fn::GetAtt")
        .add("WorkerProfile")
        .add("Arn");

    assertThat(apply().path("IamInstanceProfile"))
        .hasToString("{\"Arn\":{\"Fn::GetAtt\":[\"WorkerProfile\",\"Arn\"]}}");
  }

  @Test
  void theOrderOfCreationNamesTheLaunchTemplate() {
    template.resource("AlarmSubscription").put("DependsOn", CONFIGURATION);
    template.resource("QueuePolicy").putArray("DependsOn").add("WorkerRole").add(CONFIGURATION);

    apply();

    assertThat(template.resource("AlarmSubscription").path("DependsOn").asText())
        .isEqualTo(LAUNCH_TEMPLATE);
    assertThat(template.resource("QueuePolicy").path("DependsOn"))
        .hasToString("[\"WorkerRole\",\"%s\"]".formatted(LAUNCH_TEMPLATE));
  }

  @Test
  void aPropertyThatNobodyKnowsIsNotDroppedSilently() {
    template.properties(CONFIGURATION).put("SpotPrice", "0.1");

    assertThatThrownBy(this::apply)
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "has the launch configuration %s with SpotPrice, which Landfall can't carry over to a launch template"
                .formatted(CONFIGURATION));
  }

  @Test
  void aLaunchConfigurationWithoutPropertiesIsRefused() {
    template.resource(CONFIGURATION).remove("Properties");

    assertThatThrownBy(this::apply)
        .isInstanceOf(TemplateException.class)
        .hasMessage("has the launch configuration %s without properties".formatted(CONFIGURATION));
  }

  @Test
  void aLaunchConfigurationThatSomethingElseNamesIsNotTakenAway() {
    template.withOutput("Start", "{\"Value\": {\"Ref\": \"%s\"}}".formatted(CONFIGURATION));

    assertThatThrownBy(this::apply)
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "refers to the launch configuration %s in a way that Landfall does not know"
                .formatted(CONFIGURATION));
  }

  @Test
  void aResourceThatHasTheNewNameIsNotOverwritten() {
    template.withResource(LAUNCH_TEMPLATE, "{\"Type\": \"AWS::SNS::Topic\"}");

    assertThatThrownBy(this::apply)
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "has both %s and %s, so the former can't become a launch template"
                .formatted(CONFIGURATION, LAUNCH_TEMPLATE));
  }

  @Test
  void aLaunchTemplateStaysAsItIs() {
    ContractTemplate ec2 = ContractTemplate.ec2("v2.6.7");

    new LaunchTemplates().apply(ec2.json(), findings);

    assertThat(ec2.json()).isEqualTo(ContractTemplate.ec2("v2.6.7").json());
    assertThat(findings.changed()).isEmpty();
  }
}
