package io.github.landfall.refresh.aws;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.landfall.contract.run.RefreshCall;
import io.github.landfall.contract.text.Json;
import io.github.landfall.contract.text.Members;
import io.github.landfall.refresh.run.Gateways;
import io.github.landfall.refresh.share.FileShare;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.storagegateway.StorageGatewayClient;
import software.amazon.awssdk.services.storagegateway.model.ErrorCode;
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

  /**
   * The refusals that pass by themselves.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/storagegateway/latest/APIReference/API_StorageGatewayError.html">StorageGatewayError</a>
   */
  private static final Set<ErrorCode> PASSING =
      Set.of(
          ErrorCode.GATEWAY_INTERNAL_ERROR,
          ErrorCode.GATEWAY_NOT_CONNECTED,
          ErrorCode.GATEWAY_PROXY_NETWORK_CONNECTION_BUSY,
          ErrorCode.INTERNAL_ERROR,
          ErrorCode.NETWORK_CONFIGURATION_CHANGED,
          ErrorCode.OPERATION_ABORTED,
          ErrorCode.REQUEST_TIMEOUT,
          ErrorCode.SERVICE_UNAVAILABLE);

  /**
   * What the refusals say that pass by themselves. Which code a third refresh at once is given is
   * not documented, and an answer may have none.
   */
  private static final List<String> PASSING_WORDS = List.of("too many requests", "not connected");

  private static final String VALIDATION = "ValidationException";

  private final Supplier<StorageGatewayClient> client;
  private final Supplier<StorageGatewayClient> refreshing;
  private final Set<String> onlyShares;

  /**
   * @param client the client that looks shares up
   * @param refreshing the client that starts refreshes: one attempt a call, for a second one whose
   *     first answer was lost would start a second refresh
   * @param onlyShares the ARNs of the shares to look at; empty means every share
   */
  public StorageGateways(
      Supplier<StorageGatewayClient> client,
      Supplier<StorageGatewayClient> refreshing,
      List<String> onlyShares) {
    this.client = client;
    this.refreshing = refreshing;
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
  public Outcome refresh(String share, RefreshCall call) {
    try {
      return new Outcome.Started(
          refreshing
              .get()
              .refreshCache(
                  request ->
                      request
                          .fileShareARN(share)
                          .folderList(call.folders())
                          .recursive(call.recursive()))
              .notificationId());
    } catch (InvalidGatewayRequestException e) {
      return passes(e) ? new Outcome.NotNow(said(e)) : new Outcome.Refused(said(e));
    } catch (InternalServerErrorException e) {
      return new Outcome.NotNow(said(e));
    } catch (StorageGatewayException e) {
      if (e.isThrottlingException() || e.statusCode() >= 500) {
        return new Outcome.NotNow(said(e));
      }
      if (e.awsErrorDetails() != null && VALIDATION.equals(e.awsErrorDetails().errorCode())) {
        return new Outcome.Refused(said(e));
      }
      throw e;
    } catch (SdkClientException e) {
      // The answer was lost, and perhaps the call with it. Only the next look may try again.
      return new Outcome.NotNow("no answer: " + e.getMessage());
    }
  }

  private static boolean passes(InvalidGatewayRequestException e) {
    String said = String.valueOf(said(e)).toLowerCase(Locale.ROOT);
    return PASSING.contains(code(e)) || PASSING_WORDS.stream().anyMatch(said::contains);
  }

  /** The SDK's exception has no member for the code inside of the answer. */
  private static ErrorCode code(InvalidGatewayRequestException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    if (details == null || details.rawResponse() == null) {
      return ErrorCode.UNKNOWN_TO_SDK_VERSION;
    }
    try {
      return Members.of(Json.read(details.rawResponse().asUtf8String()))
          .part("error")
          .map(error -> ErrorCode.fromValue(error.text("errorCode")))
          .orElse(ErrorCode.UNKNOWN_TO_SDK_VERSION);
    } catch (JsonProcessingException | IllegalArgumentException notAsDocumented) {
      return ErrorCode.UNKNOWN_TO_SDK_VERSION;
    }
  }

  private static String said(StorageGatewayException e) {
    AwsErrorDetails details = e.awsErrorDetails();
    return details == null ? e.getMessage() : details.errorMessage();
  }
}
