package io.github.landfall.localaws.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The gateways' file shares: made, changed, and found.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_CreateSMBFileShare.html">CreateSMBFileShare</a>
 */
final class FileShares {

  /** How many times a share is described as being made or changed before it is available. */
  private static final int DESCRIPTIONS_UNTIL_AVAILABLE = 2;

  private final Registry registry;
  private final String account;
  private final Map<String, ObjectNode> settingsByArn = new HashMap<>();
  private final Map<String, String> arnsByToken = new HashMap<>();
  private final Map<String, Pending> pendingByArn = new HashMap<>();
  private int created;

  private record Pending(String status, int descriptions) {}

  FileShares(Registry registry, String account) {
    this.registry = registry;
    this.account = account;
  }

  ObjectNode createSmbFileShare(ObjectNode input) {
    RegisteredGateway gateway = registry.connected(input);
    // The same token is the same share: a caller that lost the answer may ask again.
    String arn = arnsByToken.get(input.path("ClientToken").asText());
    if (arn == null) {
      checkSettings(input);
      checkGateway(gateway);
      FileShare share = share(gateway, input);
      if (gateway.files().shares().stream().anyMatch(each -> each.name().equals(share.name()))) {
        throw Faults.parameters("The gateway has a file share of the name " + share.name() + ".");
      }
      arn = share.arn();
      gateway.files().addShare(share);
      settingsByArn.put(arn, settings(input, share));
      pendingByArn.put(arn, new Pending("CREATING", DESCRIPTIONS_UNTIL_AVAILABLE));
      arnsByToken.put(input.path("ClientToken").asText(), arn);
    }
    return JsonNodeFactory.instance.objectNode().put("FileShareARN", arn);
  }

  private static void checkSettings(ObjectNode input) {
    if (!input.path("Authentication").asText("ActiveDirectory").equals("GuestAccess")) {
      throw Faults.parameters("The gateway has not joined an Active Directory domain.");
    }
    if (input.path("LocationARN").asText().contains("/") && !input.has("FileShareName")) {
      throw Faults.parameters("FileShareName must be given for a prefix.");
    }
  }

  private static void checkGateway(RegisteredGateway gateway) {
    if (!gateway.information().path("GatewayType").asText().equals("FILE_S3")) {
      throw Faults.invalid("NotSupported", "The gateway's type does not have file shares.");
    }
    if (gateway.cacheDisks().isEmpty()) {
      throw Faults.invalid("NoDisksAvailable", "The gateway has no cache disk.");
    }
    if (gateway.guestPassword().isEmpty()) {
      throw Faults.parameters("The gateway's guest password is not set.");
    }
  }

  private FileShare share(RegisteredGateway gateway, ObjectNode input) {
    String region = gateway.arn().split(":", -1)[3];
    String arn =
        "arn:aws-cn:storagegateway:%s:%s:share/share-%08X".formatted(region, account, created + 1);
    String location = input.path("LocationARN").asText();
    String name = input.path("FileShareName").asText(location.replaceFirst(".*:", ""));
    try {
      FileShare share = new FileShare(arn, FileShare.Type.SMB, location, name);
      created++;
      return share;
    } catch (IllegalArgumentException e) {
      throw Faults.parameters(e.getMessage());
    }
  }

  private static ObjectNode settings(ObjectNode input, FileShare share) {
    ObjectNode settings = defaults(share);
    settings.setAll(input);
    settings.remove(List.of("ClientToken", "GatewayARN", "LocationARN"));
    return settings;
  }

  private static ObjectNode defaults(FileShare share) {
    ObjectNode settings = JsonNodeFactory.instance.objectNode();
    settings.put("FileShareName", share.name());
    settings.put("ReadOnly", false).put("GuessMIMETypeEnabled", true).put("RequesterPays", false);
    settings.put("KMSEncrypted", false).put("SMBACLEnabled", false);
    settings.put("AccessBasedEnumeration", false).put("OplocksEnabled", true);
    settings.put("DefaultStorageClass", "S3_STANDARD").put("ObjectACL", "private");
    settings.put("Authentication", "ActiveDirectory").put("CaseSensitivity", "ClientSpecified");
    settings.putArray("Tags");
    return settings;
  }

  /** The settings of a share, which may be changed; those of one that was there before. */
  ObjectNode settings(String arn) {
    return settingsByArn.computeIfAbsent(
        arn,
        a -> {
          FileShare share = Registry.share(registry.ofShare(a), a).orElseThrow();
          return defaults(share).put("ReadOnly", true).put("Authentication", "GuestAccess");
        });
  }

  ObjectNode updateSmbFileShare(ObjectNode input) {
    String arn = input.path("FileShareARN").asText();
    registry.connected(registry.ofShare(arn));
    ObjectNode changes = input.deepCopy();
    changes.remove("FileShareARN");
    settings(arn).setAll(changes);
    pendingByArn.put(arn, new Pending("UPDATING", DESCRIPTIONS_UNTIL_AVAILABLE));
    return JsonNodeFactory.instance.objectNode().put("FileShareARN", arn);
  }

  ObjectNode listFileShares(ObjectNode input) {
    List<RegisteredGateway> asked =
        input.has("GatewayARN")
            ? List.of(
                registry
                    .byArn(input.path("GatewayARN").asText())
                    .orElseThrow(Faults::gatewayNotFound))
            : registry.all();
    List<ObjectNode> found = new ArrayList<>();
    for (RegisteredGateway gateway : asked) {
      gateway.files().shares().forEach(share -> found.add(summary(gateway, share)));
    }
    Page page = Page.of(found, input);
    ObjectNode output = JsonNodeFactory.instance.objectNode();
    if (input.has("Marker")) {
      output.set("Marker", input.get("Marker"));
    }
    page.next().ifPresent(marker -> output.put("NextMarker", marker));
    output.putArray("FileShareInfoList").addAll(page.items());
    return output;
  }

  private ObjectNode summary(RegisteredGateway gateway, FileShare share) {
    ObjectNode info = JsonNodeFactory.instance.objectNode();
    info.put("FileShareType", share.type().name());
    info.put("FileShareARN", share.arn());
    info.put("FileShareId", share.id());
    info.put("FileShareStatus", status(share.arn()));
    info.put("GatewayARN", gateway.arn());
    return info;
  }

  private String status(String arn) {
    return Optional.ofNullable(pendingByArn.get(arn)).map(Pending::status).orElse("AVAILABLE");
  }

  ObjectNode describeSmbFileShares(ObjectNode input) {
    ObjectNode output = JsonNodeFactory.instance.objectNode();
    ArrayNode list = output.putArray("SMBFileShareInfoList");
    for (JsonNode arn : input.path("FileShareARNList")) {
      ObjectNode info = describe(arn.asText(), FileShare.Type.SMB);
      info.setAll(settings(arn.asText()));
      info.put("Path", "/" + info.path("FileShareName").asText());
      list.add(info);
      passed(arn.asText());
    }
    return output;
  }

  ObjectNode describeNfsFileShares(ObjectNode input) {
    ObjectNode output = JsonNodeFactory.instance.objectNode();
    ArrayNode list = output.putArray("NFSFileShareInfoList");
    for (JsonNode arn : input.path("FileShareARNList")) {
      ObjectNode info = describe(arn.asText(), FileShare.Type.NFS);
      FileShare share = Registry.share(registry.ofShare(arn.asText()), arn.asText()).orElseThrow();
      list.add(
          info.put("Path", "/" + share.name())
              .put("FileShareName", share.name())
              .put("ReadOnly", true));
    }
    return output;
  }

  private ObjectNode describe(String arn, FileShare.Type type) {
    RegisteredGateway gateway = registry.ofShare(arn);
    FileShare share = Registry.share(gateway, arn).orElseThrow();
    if (share.type() != type) {
      throw Faults.shareNotFound();
    }
    ObjectNode info = summary(gateway, share);
    info.remove("FileShareType");
    return info.put("LocationARN", share.locationArn());
  }

  private void passed(String arn) {
    pendingByArn.computeIfPresent(
        arn,
        (a, pending) ->
            pending.descriptions() == 1
                ? null
                : new Pending(pending.status(), pending.descriptions() - 1));
  }
}
