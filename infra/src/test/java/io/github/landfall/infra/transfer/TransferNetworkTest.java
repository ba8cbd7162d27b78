package io.github.landfall.infra.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.landfall.infra.ExampleConfiguration;
import io.github.landfall.infra.Synthesized;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransferNetworkTest {

  private final Synthesized synthesized = Synthesized.committed();

  @Test
  void workersGetTwoPublicSubnetsInTwoZones() {
    assertThat(synthesized.resources("AWS::EC2::Subnet"))
        .extracting(subnet -> subnet.at("/Properties/MapPublicIpOnLaunch").asBoolean())
        .containsExactly(true, true);
    assertThat(synthesized.resources("AWS::EC2::Subnet"))
        .extracting(subnet -> subnet.at("/Properties/AvailabilityZone").toString())
        .containsExactly(
            "{\"Fn::Select\":[0,{\"Fn::GetAZs\":\"\"}]}",
            "{\"Fn::Select\":[1,{\"Fn::GetAZs\":\"\"}]}");
  }

  @Test
  void findersRunOnAClusterThatIsWatched() {
    assertThat(synthesized.only("AWS::ECS::Cluster").at("/Properties/ClusterSettings/0").toString())
        .isEqualTo("{\"Name\":\"containerInsights\",\"Value\":\"enabled\"}");
  }

  @Test
  void workersStartOnlyWhenTheyReachTheInternet() {
    assertThat(synthesized.resources("AWS::CloudFormation::Stack"))
        .allSatisfy(
            stack ->
                assertThat(stack.path("DependsOn"))
                    .extracting(JsonNode::asText)
                    .anyMatch(id -> id.contains("Subnet1DefaultRoute"))
                    .anyMatch(id -> id.contains("Subnet2DefaultRoute")));
  }

  @Test
  void anExistingNetworkIsUsedAsItIs() {
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put(
        "network",
        Map.of(
            "vpcId", "vpc-0a1b2c3d", "subnetIds", List.of("subnet-0a1b2c3d", "subnet-1a1b2c3d")));

    Synthesized existing = Synthesized.of(landfall);

    assertThat(existing.all().map(resource -> resource.getValue().path("Type").asText()))
        .noneMatch(type -> type.startsWith("AWS::EC2::"));
    JsonNode parameters = existing.only("AWS::CloudFormation::Stack").at("/Properties/Parameters");
    assertThat(parameters.path("ecsVpcId").asText()).isEqualTo("vpc-0a1b2c3d");
    assertThat(parameters.path("ecsSubnets").asText()).isEqualTo("subnet-0a1b2c3d,subnet-1a1b2c3d");
  }
}
