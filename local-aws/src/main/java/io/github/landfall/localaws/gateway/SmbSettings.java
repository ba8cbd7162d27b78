package io.github.landfall.localaws.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What holds for every SMB share of a gateway: the guest's password, which nobody can read again,
 * and how clients must connect.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_SetSMBGuestPassword.html">SetSMBGuestPassword</a>
 */
final class SmbSettings {

  private final Registry registry;

  SmbSettings(Registry registry) {
    this.registry = registry;
  }

  ObjectNode setSmbGuestPassword(ObjectNode input) {
    RegisteredGateway gateway = registry.connected(input);
    gateway.setGuestPassword(input.path("Password").asText());
    return Registry.answer(gateway);
  }

  ObjectNode describeSmbSettings(ObjectNode input) {
    RegisteredGateway gateway = registry.connected(input);
    return Registry.answer(gateway)
        .put("ActiveDirectoryStatus", "DETACHED")
        .put("SMBGuestPasswordSet", gateway.guestPassword().isPresent())
        .put("SMBSecurityStrategy", gateway.securityStrategy())
        .put("FileSharesVisible", true);
  }

  ObjectNode updateSmbSecurityStrategy(ObjectNode input) {
    RegisteredGateway gateway = registry.connected(input);
    gateway.setSecurityStrategy(input.path("SMBSecurityStrategy").asText());
    return Registry.answer(gateway);
  }
}
