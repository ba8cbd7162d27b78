package io.github.landfall.infra.transfer;

import io.github.landfall.infra.config.Network;
import io.github.landfall.infra.config.Network.ExistingNetwork;
import java.util.List;
import software.amazon.awscdk.services.ec2.ISubnet;
import software.amazon.awscdk.services.ec2.SubnetConfiguration;
import software.amazon.awscdk.services.ec2.SubnetType;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.ec2.VpcProps;
import software.amazon.awscdk.services.ecs.CfnCluster;
import software.amazon.awscdk.services.ecs.CfnClusterProps;
import software.constructs.Construct;
import software.constructs.IDependable;

/**
 * Where finders and workers run: subnets that reach the internet, and a cluster for the finders.
 */
public final class TransferNetwork extends Construct {

  private final String vpcId;
  private final List<String> subnetIds;
  private final List<IDependable> routes;
  private final CfnCluster cluster;

  /**
   * Makes the cluster, and the subnets unless there are some.
   *
   * @param network what is configured
   */
  public TransferNetwork(Construct scope, Network network) {
    super(scope, "TransferNetwork");
    if (network instanceof ExistingNetwork existing) {
      vpcId = existing.vpcId();
      subnetIds = existing.subnetIds();
      routes = List.of();
    } else {
      Vpc vpc = newVpc();
      vpcId = vpc.getVpcId();
      subnetIds = vpc.getPublicSubnets().stream().map(ISubnet::getSubnetId).toList();
      routes =
          vpc.getPublicSubnets().stream().map(ISubnet::getInternetConnectivityEstablished).toList();
    }
    cluster =
        new CfnCluster(
            this,
            "Cluster",
            CfnClusterProps.builder()
                .clusterSettings(
                    List.of(
                        CfnCluster.ClusterSettingsProperty.builder()
                            .name("containerInsights")
                            .value("enabled")
                            .build()))
                .build());
  }

  String vpcId() {
    return vpcId;
  }

  List<String> subnetIds() {
    return subnetIds;
  }

  String clusterName() {
    return cluster.getRef();
  }

  /** What must be there before an instance can reach the internet from the subnets. */
  List<IDependable> routes() {
    return routes;
  }

  private Vpc newVpc() {
    return new Vpc(
        this,
        "Vpc",
        VpcProps.builder()
            .maxAzs(2)
            .natGateways(0)
            .subnetConfiguration(
                List.of(
                    SubnetConfiguration.builder()
                        .name("public")
                        .subnetType(SubnetType.PUBLIC)
                        .build()))
            // It would take a custom resource.
            .restrictDefaultSecurityGroup(false)
            .build());
  }
}
