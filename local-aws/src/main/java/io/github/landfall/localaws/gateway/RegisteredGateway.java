package io.github.landfall.localaws.gateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** A gateway as its control plane knows it: what was set on it, and the machine that it is on. */
final class RegisteredGateway {

  private final FileGateway files;
  private final Appliance appliance;
  private final ObjectNode information;
  private final ObjectNode maintenance = JsonNodeFactory.instance.objectNode();
  private final Set<String> cacheDisks = new LinkedHashSet<>();
  private Optional<String> guestPassword = Optional.empty();
  private String securityStrategy = "ClientSpecified";

  /**
   * @param files what it shows
   * @param appliance its machine
   * @param information its name, type, timezone and tags, as DescribeGatewayInformation names them
   */
  RegisteredGateway(FileGateway files, Appliance appliance, ObjectNode information) {
    this.files = files;
    this.appliance = appliance;
    this.information = information;
    // A new gateway has a window of its own, at some hour of the studio's night.
    maintenance.put("HourOfDay", 3).put("MinuteOfHour", 41).put("DayOfWeek", 2);
  }

  FileGateway files() {
    return files;
  }

  Appliance appliance() {
    return appliance;
  }

  String arn() {
    return files.arn();
  }

  String id() {
    return arn().substring(arn().lastIndexOf('/') + 1);
  }

  String name() {
    return information.path("GatewayName").asText();
  }

  /** The settings that DescribeGatewayInformation shows; may be changed. */
  ObjectNode information() {
    return information;
  }

  /** The settings that DescribeMaintenanceStartTime shows; may be changed. */
  ObjectNode maintenance() {
    return maintenance;
  }

  /** The ids of the disks that are the cache; may be changed. */
  Set<String> cacheDisks() {
    return cacheDisks;
  }

  Optional<String> guestPassword() {
    return guestPassword;
  }

  void setGuestPassword(String password) {
    guestPassword = Optional.of(password);
  }

  String securityStrategy() {
    return securityStrategy;
  }

  void setSecurityStrategy(String strategy) {
    securityStrategy = strategy;
  }
}
