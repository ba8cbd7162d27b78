package io.github.landfall.refresh.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.landfall.contract.run.RefreshCall;
import io.github.landfall.refresh.run.Gateways;
import io.github.landfall.refresh.share.FileShare;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.storagegateway.StorageGatewayClient;
import software.amazon.awssdk.services.storagegateway.model.DescribeNfsFileSharesRequest;
import software.amazon.awssdk.services.storagegateway.model.DescribeNfsFileSharesResponse;
import software.amazon.awssdk.services.storagegateway.model.DescribeSmbFileSharesRequest;
import software.amazon.awssdk.services.storagegateway.model.DescribeSmbFileSharesResponse;
import software.amazon.awssdk.services.storagegateway.model.FileShareInfo;
import software.amazon.awssdk.services.storagegateway.model.FileShareType;
import software.amazon.awssdk.services.storagegateway.model.InvalidGatewayRequestException;
import software.amazon.awssdk.services.storagegateway.model.ListFileSharesRequest;
import software.amazon.awssdk.services.storagegateway.model.ListFileSharesResponse;
import software.amazon.awssdk.services.storagegateway.model.NFSFileShareInfo;
import software.amazon.awssdk.services.storagegateway.model.RefreshCacheRequest;
import software.amazon.awssdk.services.storagegateway.model.RefreshCacheResponse;
import software.amazon.awssdk.services.storagegateway.model.SMBFileShareInfo;
import software.amazon.awssdk.services.storagegateway.model.StorageGatewayException;
import software.amazon.awssdk.services.storagegateway.paginators.ListFileSharesIterable;

class StorageGatewaysTest {

  private static final RefreshCall CALL = new RefreshCall(List.of("aurora"), true);

  private final StubClient client = new StubClient();

  @Test
  void everyShareOfEveryGatewayIsFoundTenAtATime() {
    IntStream.range(0, 23).forEach(i -> client.share("smb-" + i, "g1", FileShareType.SMB));
    client.share("nfs-1", "g2", FileShareType.NFS);
    Gateways.Lookup lookup = gateways().shares();
    assertThat(lookup.unread()).isEmpty();
    assertThat(lookup.shares())
        .hasSize(24)
        .contains(
            new FileShare("smb-22", "g1", "landing", ""),
            new FileShare("nfs-1", "g2", "landing", ""));
    assertThat(client.described).containsExactly(10, 10, 3, 1);
  }

  @Test
  void gatewayThatIsDownDoesNotHideTheSharesOfTheOthers() {
    client.share("a", "g1", FileShareType.SMB);
    client.share("b", "g2", FileShareType.SMB);
    client.downShare = "a";
    Gateways.Lookup lookup = gateways().shares();
    assertThat(lookup.shares()).extracting(FileShare::arn).containsExactly("b");
    assertThat(lookup.unread()).containsExactly("g1");
  }

  @Test
  void configuredSharesAloneAreLookedAt() {
    client.share("a", "g1", FileShareType.SMB);
    client.share("b", "g1", FileShareType.SMB);
    assertThat(new StorageGateways(() -> client, () -> client, List.of("b")).shares().shares())
        .extracting(FileShare::arn)
        .containsExactly("b");
  }

  @Test
  void shareThatIsBeingMadeOrDeletedIsLeftAlone() {
    client.share("a", "g1", FileShareType.SMB);
    client.status = "DELETING";
    assertThat(gateways().shares().shares()).isEmpty();
  }

  @Test
  void refreshIsStartedWithItsFolders() {
    assertThat(gateways().refresh("a", CALL)).isEqualTo(new Gateways.Outcome.Started("id"));
    assertThat(client.refreshed.folderList()).containsExactly("aurora");
    assertThat(client.refreshed.recursive()).isTrue();
  }

  @Test
  void busyOrUnconnectedGatewayIsTriedLater() {
    client.refreshFailure =
        InvalidGatewayRequestException.builder()
            .awsErrorDetails(details("The specified gateway is not connected."))
            .build();
    assertThat(gateways().refresh("a", CALL))
        .isEqualTo(new Gateways.Outcome.NotNow("The specified gateway is not connected."));
  }

  @Test
  void thirdRefreshAtOnceIsTriedLaterWhateverItsCode() {
    client.refreshFailure =
        refusal("Unknown", "Too many requests have been sent to server. Try later.");
    assertThat(gateways().refresh("a", CALL)).isInstanceOf(Gateways.Outcome.NotNow.class);
    client.refreshFailure = refusal("ServiceUnavailable", "Words that nobody has seen.");
    assertThat(gateways().refresh("a", CALL)).isInstanceOf(Gateways.Outcome.NotNow.class);
  }

  @Test
  void shareThatIsGoneAndFolderThatIsNotAcceptedAreRefusedInAwsWords() {
    client.refreshFailure = refusal("FileShareNotFound", "The specified file share was not found.");
    assertThat(gateways().refresh("a", CALL))
        .isEqualTo(new Gateways.Outcome.Refused("The specified file share was not found."));
    client.refreshFailure =
        (StorageGatewayException)
            StorageGatewayException.builder()
                .statusCode(400)
                .awsErrorDetails(
                    details("Value at 'folderList' failed to satisfy constraint").toBuilder()
                        .errorCode("ValidationException")
                        .build())
                .build();
    assertThat(gateways().refresh("a", CALL))
        .isEqualTo(
            new Gateways.Outcome.Refused("Value at 'folderList' failed to satisfy constraint"));
  }

  @Test
  void lostAnswerAndAServiceThatFailsAreTriedLater() {
    client.lost = SdkClientException.create("the connection was reset");
    assertThat(gateways().refresh("a", CALL))
        .isEqualTo(new Gateways.Outcome.NotNow("no answer: the connection was reset"));
    client.lost = null;
    client.refreshFailure =
        (StorageGatewayException)
            StorageGatewayException.builder()
                .statusCode(503)
                .awsErrorDetails(details("Service Unavailable"))
                .build();
    assertThat(gateways().refresh("a", CALL))
        .isEqualTo(new Gateways.Outcome.NotNow("Service Unavailable"));
  }

  @Test
  void throttlingIsTriedLater() {
    client.refreshFailure =
        (StorageGatewayException)
            StorageGatewayException.builder()
                .awsErrorDetails(
                    details("Rate exceeded").toBuilder().errorCode("ThrottlingException").build())
                .build();
    assertThat(gateways().refresh("a", CALL))
        .isEqualTo(new Gateways.Outcome.NotNow("Rate exceeded"));
  }

  @Test
  void missingPermissionIsAnError() {
    client.refreshFailure =
        (StorageGatewayException)
            StorageGatewayException.builder()
                .awsErrorDetails(
                    details("not authorized").toBuilder()
                        .errorCode("AccessDeniedException")
                        .build())
                .build();
    assertThatThrownBy(() -> gateways().refresh("a", CALL)).isSameAs(client.refreshFailure);
  }

  private Gateways gateways() {
    return new StorageGateways(() -> client, () -> client, List.of());
  }

  /** As the service answers: the code that matters is inside of the answer. */
  private static StorageGatewayException refusal(String errorCode, String message) {
    return InvalidGatewayRequestException.builder()
        .statusCode(400)
        .awsErrorDetails(
            details(message).toBuilder()
                .errorCode("InvalidGatewayRequestException")
                .rawResponse(
                    SdkBytes.fromUtf8String(
                        "{\"message\":\"%s\",\"error\":{\"errorCode\":\"%s\"}}"
                            .formatted(message, errorCode)))
                .build())
        .build();
  }

  private static AwsErrorDetails details(String message) {
    return AwsErrorDetails.builder().errorCode("Code").errorMessage(message).build();
  }

  private static final class StubClient implements StorageGatewayClient {

    private final List<FileShareInfo> shares = new ArrayList<>();
    private final List<Integer> described = new ArrayList<>();
    private String downShare = "";
    private String status = "AVAILABLE";
    private StorageGatewayException refreshFailure;
    private SdkClientException lost;
    private RefreshCacheRequest refreshed;

    private void share(String arn, String gateway, FileShareType type) {
      shares.add(
          FileShareInfo.builder()
              .fileShareARN(arn)
              .gatewayARN(gateway)
              .fileShareType(type)
              .build());
    }

    @Override
    public ListFileSharesIterable listFileSharesPaginator(ListFileSharesRequest request) {
      return new ListFileSharesIterable(this, request);
    }

    /** Two pages, so that paging is tried too. */
    @Override
    public ListFileSharesResponse listFileShares(ListFileSharesRequest request) {
      int half = (shares.size() + 1) / 2;
      boolean first = request.marker() == null;
      List<FileShareInfo> page =
          first ? shares.subList(0, half) : shares.subList(half, shares.size());
      return ListFileSharesResponse.builder()
          .fileShareInfoList(
              page.stream().map(s -> s.toBuilder().fileShareStatus(status).build()).toList())
          .nextMarker(first ? "second" : null)
          .build();
    }

    @Override
    public DescribeSmbFileSharesResponse describeSMBFileShares(
        DescribeSmbFileSharesRequest request) {
      return DescribeSmbFileSharesResponse.builder()
          .smbFileShareInfoList(
              known(request.fileShareARNList()).stream()
                  .map(
                      share ->
                          SMBFileShareInfo.builder()
                              .fileShareARN(share.fileShareARN())
                              .gatewayARN(share.gatewayARN())
                              .locationARN("arn:aws-cn:s3:::landing")
                              .build())
                  .toList())
          .build();
    }

    @Override
    public DescribeNfsFileSharesResponse describeNFSFileShares(
        DescribeNfsFileSharesRequest request) {
      return DescribeNfsFileSharesResponse.builder()
          .nfsFileShareInfoList(
              known(request.fileShareARNList()).stream()
                  .map(
                      share ->
                          NFSFileShareInfo.builder()
                              .fileShareARN(share.fileShareARN())
                              .gatewayARN(share.gatewayARN())
                              .locationARN("arn:aws-cn:s3:::landing/")
                              .build())
                  .toList())
          .build();
    }

    private List<FileShareInfo> known(List<String> arns) {
      if (arns.contains(downShare)) {
        throw InvalidGatewayRequestException.builder().message("not connected").build();
      }
      described.add(arns.size());
      return shares.stream().filter(share -> arns.contains(share.fileShareARN())).toList();
    }

    @Override
    public RefreshCacheResponse refreshCache(RefreshCacheRequest request) {
      if (lost != null) {
        throw lost;
      }
      if (refreshFailure != null) {
        throw refreshFailure;
      }
      refreshed = request;
      return RefreshCacheResponse.builder().notificationId("id").build();
    }

    @Override
    public String serviceName() {
      return "storagegateway";
    }

    @Override
    public void close() {}
  }
}
