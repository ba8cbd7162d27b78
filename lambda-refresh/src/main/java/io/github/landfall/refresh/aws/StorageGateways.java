package io.github.landfall.refresh.aws;

import io.github.landfall.refresh.run.Gateways;
import io.github.landfall.refresh.share.FileShare;
import io.github.landfall.refresh.share.RefreshPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.storagegateway.StorageGatewayClient;
import software.amazon.awssdk.services.storagegateway.model.FileShareInfo;
import software.amazon.awssdk.services.storagegateway.model.FileShareType;
import software.amazon.awssdk.services.storagegateway.model.InternalServerErrorException;
import software.amazon.awssdk.services.storagegateway.model.InvalidGatewayRequestException;
import software.amazon.awssdk.services.storagegateway.model.StorageGatewayException;

/**
 * Reaches the gateways through Storage Gateway's control plane.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_ListFileShares.html">ListFileShares</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_RefreshCache.html">RefreshCache</a>
 */
public final class StorageGateways implements Gateways {

  /** The most ARNs that a Describe call takes. */
  private static final int DESCRIBED_AT_ONCE = 10;

  /** A share on its way in or out lists the bucket afresh, or never again. */
  private static final Set<String> NOT_SERVING = Set.of("CREATING", "DELETING", "FORCE_DELETING");

  private final Supplier<StorageGatewayClient> client;
  private final Set<String> onlyShares;

  /**
   * @param client the client
   * @param onlyShares the ARNs of the shares to look at; empty means every share
   */
  public StorageGateways(Supplier<StorageGatewayClient> client, List<String> onlyShares) {
    this.client = client;
    this.onlyShares = Set.copyOf(onlyShares);
  }

  @Override
  public Lookup shares() {
    Map<String, List<FileShareInfo>> byGateway =
        client.get().listFileSharesPaginator(request -> {}).stream()
            .flatMap(page -> page.fileShareInfoList().stream())
            .filter(share -> onlyShares.isEmpty() || onlyShares.contains(share.fileShareARN()))
            .filter(share -> !NOT_SERVING.contains(share.fileShareStatus()))
            .collect(
                Collectors.groupingBy(
                    FileShareInfo::gatewayARN, TreeMap::new, Collectors.toList()));
    List<FileShare> shares = new ArrayList<>();
    List<String> unread = new ArrayList<>();
    byGateway.forEach(
        (gateway, listed) -> {
          try {
            shares.addAll(described(listed, FileShareType.SMB));
            shares.addAll(described(listed, FileShareType.NFS));
          } catch (InvalidGatewayRequestException | InternalServerErrorException e) {
            // One gateway that is down must not keep the others from being refreshed.
            unread.add(gateway);
          }
        });
    return new Lookup(shares, unread);
  }

  private List<FileShare> described(List<FileShareInfo> listed, FileShareType type) {
    List<String> arns =
        listed.stream()
            .filter(share -> share.fileShareType() == type)
            .map(FileShareInfo::fileShareARN)
            .toList();
    List<FileShare> shares = new ArrayList<>();
    for (int from = 0; from < arns.size(); from += DESCRIBED_AT_ONCE) {
      List<String> some = arns.subList(from, Math.min(from + DESCRIBED_AT_ONCE, arns.size()));
      if (type == FileShareType.SMB) {
        client
            .get()
            .describeSMBFileShares(request -> request.fileShareARNList(some))
            .smbFileShareInfoList()
            .forEach(
                share ->
                    FileShare.at(share.fileShareARN(), share.gatewayARN(), share.locationARN())
                        .ifPresent(shares::add));
      } else {
        client
            .get()
            .describeNFSFileShares(request -> request.fileShareARNList(some))
            .nfsFileShareInfoList()
            .forEach(
                share ->
                    FileShare.at(share.fileShareARN(), share.gatewayARN(), share.locationARN())
                        .ifPresent(shares::add));
      }
    }
    return shares;
  }

  @Override
  public Outcome refresh(String share, RefreshPlan.Call call) {
    try {
      return new Outcome.Started(
          client
              .get()
              .refreshCache(
                  request ->
                      request
                          .fileShareARN(share)
                          .folderList(call.folders())
                          .recursive(call.recursive()))
              .notificationId());
    } catch (InvalidGatewayRequestException | InternalServerErrorException e) {
      // Two refreshes are running, or the gateway is not connected: no code tells them apart for
      // sure, and both pass.
      return new Outcome.NotNow(said(e));
    } catch (StorageGatewayException e) {
      if (e.isThrottlingException()) {
        return new Outcome.NotNow(said(e));
      }
      throw e;
    }
  }

  private static String said(StorageGatewayException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    return details == null ? e.getMessage() : details.errorMessage();
  }
}
