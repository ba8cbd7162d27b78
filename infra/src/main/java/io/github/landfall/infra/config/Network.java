package io.github.landfall.infra.config;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Where finders and workers run. */
public sealed interface Network {

  /** A VPC that Landfall creates: two public subnets, no NAT. */
  record NewNetwork() implements Network {}

  /**
   * A VPC that exists already.
   *
   * @param vpcId its id
   * @param subnetIds two or more of its subnets, all of which reach the internet
   */
  record ExistingNetwork(String vpcId, List<String> subnetIds) implements Network {}

  /** Reads the object {@code network}; without it, or with an empty one, a VPC is created. */
  static Network of(Section landfall) {
    if (!landfall.has("network")) {
      return new NewNetwork();
    }
    Section section = landfall.section("network", Set.of("vpcId", "subnetIds"));
    if (!section.has("vpcId") && !section.has("subnetIds")) {
      return new NewNetwork();
    }
    String vpcId =
        section.text(
            "vpcId",
            Pattern.compile("vpc-[0-9a-f]{8,17}"),
            "a VPC id such as vpc-0123456789abcdef0");
    List<String> subnetIds =
        section.texts(
            "subnetIds",
            Pattern.compile("subnet-[0-9a-f]{8,17}"),
            "a subnet id such as subnet-0123456789abcdef0");
    if (subnetIds.size() < 2) {
      throw section.wrong("subnetIds", "two or more subnets that reach the internet");
    }
    return new ExistingNetwork(vpcId, subnetIds);
  }
}
