package io.github.landfall.rehearsal.stage;

import io.github.landfall.localaws.drive.Drive;
import io.github.landfall.localaws.drive.ListingDrive;
import io.github.landfall.localaws.drive.SmbDrive;
import io.github.landfall.localaws.gateway.FileGateway;
import io.github.landfall.localaws.gateway.FileShare;
import io.github.landfall.localaws.gateway.StorageGatewayService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The studio's gateways, and a drive for each of their shares. */
final class Studio implements AutoCloseable {

  private final List<FileGateway> gateways = new ArrayList<>();
  private final List<Drive> drives = new ArrayList<>();
  private final Closing closing = new Closing();
  private final Deployment deployment;
  private final Servers servers;
  private final StorageGatewayService service;

  /**
   * @param settings the gateways
   * @param realDrive whether the first share is a real SMB share
   * @param activation sets the first gateway up; empty where it is just there
   */
  Studio(
      List<StageSettings.GatewaySettings> settings,
      Deployment deployment,
      Servers servers,
      StorageGatewayService service,
      boolean realDrive,
      Optional<Activation> activation)
      throws IOException {
    this.deployment = deployment;
    this.servers = servers;
    this.service = service;
    try {
      for (StageSettings.GatewaySettings each : settings) {
        FileGateway gateway =
            activation.isPresent() && gateways.isEmpty()
                ? activation.get().activate(each)
                : direct(each);
        gateways.add(gateway);
        for (FileShare share : gateway.shares()) {
          drives.add(
              closing.add(
                  realDrive && drives.isEmpty()
                      ? smb(gateway, share, servers)
                      : new ListingDrive(gateway, share)));
        }
      }
    } catch (IOException | RuntimeException e) {
      closing.closeAfter(e);
      throw e;
    }
  }

  private FileGateway direct(StageSettings.GatewaySettings settings) {
    String arn =
        "arn:aws-cn:storagegateway:%s:%s:".formatted(deployment.region(), deployment.account());
    FileGateway gateway =
        new FileGateway(
            arn + "gateway/sgw-%08X".formatted(gateways.size() + 1),
            settings.buckets(servers.buckets().client()));
    for (String prefix : settings.prefixes()) {
      gateway.addShare(
          new FileShare(
              arn + "share/share-%08X".formatted(drives.size() + gateway.shares().size() + 1),
              FileShare.Type.SMB,
              "arn:aws-cn:s3:::"
                  + deployment.landingBucket()
                  + (prefix.isEmpty() ? "" : "/" + prefix),
              prefix.isEmpty() ? "landing" : prefix.replace("/", "")));
    }
    service.addGateway(gateway);
    return gateway;
  }

  private static SmbDrive smb(FileGateway gateway, FileShare share, Servers servers)
      throws IOException {
    SmbDrive drive =
        SmbDrive.start(servers.buckets().endpoint(), share.bucket(), share.prefix(), share.name());
    gateway.addRenewalListener(
        (renewed, folders, recursive) -> {
          if (renewed.equals(share)) {
            try {
              drive.refresh(folders, recursive);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        });
    return drive;
  }

  List<FileGateway> gateways() {
    return List.copyOf(gateways);
  }

  List<Drive> drives() {
    return List.copyOf(drives);
  }

  @Override
  public void close() {
    closing.close();
  }
}
