package io.github.landfall.rehearsal.stage;

import io.github.landfall.rehearsal.drive.Drive;
import io.github.landfall.rehearsal.drive.ListingDrive;
import io.github.landfall.rehearsal.drive.SmbDrive;
import io.github.landfall.rehearsal.gateway.FileGateway;
import io.github.landfall.rehearsal.gateway.FileShare;
import io.github.landfall.rehearsal.gateway.S3ObjectStore;
import io.github.landfall.rehearsal.gateway.StorageGatewayService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The studio's gateways, and a drive for each of their shares. */
final class Studio implements AutoCloseable {

  private final List<FileGateway> gateways = new ArrayList<>();
  private final List<Drive> drives = new ArrayList<>();
  private final Closing closing = new Closing();

  /**
   * @param realDrive whether the first share is a real SMB share
   */
  Studio(
      List<StageSettings.GatewaySettings> settings,
      Deployment deployment,
      Servers servers,
      StorageGatewayService service,
      boolean realDrive)
      throws IOException {
    try {
      for (StageSettings.GatewaySettings gateway : settings) {
        add(gateway, deployment, servers, service, realDrive && drives.isEmpty());
      }
    } catch (IOException | RuntimeException e) {
      closing.closeAfter(e);
      throw e;
    }
  }

  private void add(
      StageSettings.GatewaySettings settings,
      Deployment deployment,
      Servers servers,
      StorageGatewayService service,
      boolean realDrive)
      throws IOException {
    String arn =
        "arn:aws-cn:storagegateway:%s:%s:".formatted(deployment.region(), deployment.account());
    FileGateway gateway =
        new FileGateway(
            arn + "gateway/sgw-%08X".formatted(gateways.size() + 1),
            new S3ObjectStore(servers.buckets().client()));
    gateways.add(gateway);
    for (String prefix : settings.prefixes()) {
      FileShare share =
          new FileShare(
              arn + "share/share-%08X".formatted(drives.size() + 1),
              FileShare.Type.SMB,
              "arn:aws-cn:s3:::"
                  + deployment.landingBucket()
                  + (prefix.isEmpty() ? "" : "/" + prefix),
              prefix.isEmpty() ? "landing" : prefix.replace("/", ""));
      gateway.addShare(share);
      drives.add(
          closing.add(realDrive ? smb(gateway, share, servers) : new ListingDrive(gateway, share)));
    }
    service.addGateway(gateway);
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
