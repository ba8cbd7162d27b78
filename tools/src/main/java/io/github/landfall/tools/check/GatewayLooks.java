package io.github.landfall.tools.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.storagegateway.StorageGatewayClient;
import software.amazon.awssdk.services.storagegateway.model.DescribeGatewayInformationResponse;
import software.amazon.awssdk.services.storagegateway.model.FileShareInfo;
import software.amazon.awssdk.services.storagegateway.model.FileShareType;
import software.amazon.awssdk.services.storagegateway.model.InvalidGatewayRequestException;

/** The gateways in the studio that show the landing bucket, and their shares. */
public final class GatewayLooks {

  private static final int DESCRIBED_AT_ONCE = 10;

  private final StorageGatewayClient gateways;

  /**
   * A share as a gateway describes it.
   *
   * @param arn its ARN
   * @param name the name that artists see
   * @param status such as {@code AVAILABLE}
   * @param location the ARN of the bucket, or of a prefix in it
   * @param readOnly whether nobody can write to it
   */
  record Share(String arn, String name, String status, String location, boolean readOnly) {}

  /**
   * @param gateways Storage Gateway
   */
  public GatewayLooks(StorageGatewayClient gateways) {
    this.gateways = gateways;
  }

  /**
   * Looks at every gateway that has a share on the landing bucket.
   *
   * @param bucketArn the landing bucket's ARN
   */
  public List<Finding> findings(String bucketArn) {
    Map<String, List<FileShareInfo>> byGateway =
        gateways.listFileSharesPaginator(request -> {}).stream()
            .flatMap(page -> page.fileShareInfoList().stream())
            .collect(
                Collectors.groupingBy(
                    FileShareInfo::gatewayARN, TreeMap::new, Collectors.toList()));
    List<Finding> findings = new ArrayList<>();
    boolean unread = false;
    boolean shown = false;
    for (Map.Entry<String, List<FileShareInfo>> gateway : byGateway.entrySet()) {
      try {
        List<Share> shares =
            described(gateway.getValue()).stream()
                .filter(share -> on(share.location(), bucketArn))
                .toList();
        if (!shares.isEmpty()) {
          shown = true;
          findings.addAll(gateway(gateway.getKey()));
          shares.forEach(share -> findings.add(share(share)));
        }
      } catch (InvalidGatewayRequestException e) {
        unread = true;
        findings.add(offline(gateway.getKey(), e.awsErrorDetails().errorMessage()));
      }
    }
    if (!shown && !unread) {
      findings.add(Finding.broken(Link.SHARE, Deployed.lastPart(bucketArn), "share.none"));
    }
    return findings;
  }

  /** The bucket itself, or a folder in it. */
  private static boolean on(String location, String bucketArn) {
    return location.equals(bucketArn) || location.startsWith(bucketArn + "/");
  }

  private List<Share> described(List<FileShareInfo> listed) {
    List<Share> shares = new ArrayList<>();
    for (int from = 0; from < listed.size(); from += DESCRIBED_AT_ONCE) {
      List<FileShareInfo> some =
          listed.subList(from, Math.min(from + DESCRIBED_AT_ONCE, listed.size()));
      List<String> smb = arns(some, FileShareType.SMB);
      if (!smb.isEmpty()) {
        gateways
            .describeSMBFileShares(request -> request.fileShareARNList(smb))
            .smbFileShareInfoList()
            .forEach(
                share ->
                    shares.add(
                        new Share(
                            share.fileShareARN(),
                            share.fileShareName(),
                            share.fileShareStatus(),
                            share.locationARN(),
                            share.readOnly())));
      }
      List<String> nfs = arns(some, FileShareType.NFS);
      if (!nfs.isEmpty()) {
        gateways
            .describeNFSFileShares(request -> request.fileShareARNList(nfs))
            .nfsFileShareInfoList()
            .forEach(
                share ->
                    shares.add(
                        new Share(
                            share.fileShareARN(),
                            share.fileShareName(),
                            share.fileShareStatus(),
                            share.locationARN(),
                            share.readOnly())));
      }
    }
    return shares;
  }

  private static List<String> arns(List<FileShareInfo> listed, FileShareType type) {
    return listed.stream()
        .filter(share -> share.fileShareType() == type)
        .map(FileShareInfo::fileShareARN)
        .toList();
  }

  private List<Finding> gateway(String arn) {
    return gateway(gateways.describeGatewayInformation(request -> request.gatewayARN(arn)));
  }

  /**
   * Judges a gateway.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_DescribeGatewayInformation.html">DescribeGatewayInformation</a>
   */
  static List<Finding> gateway(DescribeGatewayInformationResponse gateway) {
    String name = gateway.gatewayName();
    if (!"RUNNING".equals(gateway.gatewayState())) {
      return List.of(offline(name, String.valueOf(gateway.gatewayState())));
    }
    List<Finding> findings = new ArrayList<>();
    findings.add(
        Finding.good(
            Link.GATEWAY, name, "gateway.good", String.valueOf(gateway.gatewayTimezone())));
    if (Optional.ofNullable(gateway.cloudWatchLogGroupARN())
        .filter(arn -> !arn.isEmpty())
        .isEmpty()) {
      findings.add(Finding.attention(Link.GATEWAY, name, "gateway.no-log", gateway.gatewayARN()));
    }
    return findings;
  }

  /** Judges a share. */
  static Finding share(Share share) {
    if (!share.status().equals("AVAILABLE")) {
      return Finding.broken(Link.SHARE, share.name(), "share.status", share.status(), share.arn());
    }
    return share.readOnly()
        ? Finding.good(Link.SHARE, share.name(), "share.good", Deployed.lastPart(share.location()))
        : Finding.broken(Link.SHARE, share.name(), "share.writable", share.arn());
  }

  private static Finding offline(String gateway, String why) {
    return Finding.broken(Link.GATEWAY, Deployed.lastPart(gateway), "gateway.offline", why);
  }
}
