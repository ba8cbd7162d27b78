package io.github.landfall.localaws.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.localaws.clock.VirtualClock;
import io.github.landfall.localaws.http.Clients;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.storagegateway.StorageGatewayClient;
import software.amazon.awssdk.services.storagegateway.model.FileShareInfo;
import software.amazon.awssdk.services.storagegateway.model.InvalidGatewayRequestException;
import software.amazon.awssdk.services.storagegateway.model.ListFileSharesResponse;
import software.amazon.awssdk.services.storagegateway.model.NFSFileShareInfo;
import software.amazon.awssdk.services.storagegateway.model.SMBFileShareInfo;
import software.amazon.awssdk.services.storagegateway.model.StorageGatewayException;

class StorageGatewayServiceTest {

  private static final Instant START = Instant.parse("2026-11-23T00:20:00Z");
  private static final String SECOND_GATEWAY = Shares.GATEWAY + "2";

  private final InMemoryBucket bucket = new InMemoryBucket();
  private final FileGateway gateway = new FileGateway(Shares.GATEWAY, bucket);
  private final FileGateway secondGateway = new FileGateway(SECOND_GATEWAY, bucket);
  private final FileShare share = Shares.share("AAAA0001", "");
  private final FileShare part = Shares.share("AAAA0002", "studio-a/");
  private final FileShare unix = Shares.share("AAAA0003", "", FileShare.Type.NFS);
  private final List<ObjectNode> events = Collections.synchronizedList(new ArrayList<>());
  private VirtualClock clock;
  private StorageGatewayService service;
  private StorageGatewayClient client;

  @BeforeEach
  void start(@TempDir Path directory) {
    clock = new VirtualClock(START, directory.resolve("clock"));
    service =
        new StorageGatewayService(
            "111122223333",
            clock,
            new RefreshPace(Duration.ofMinutes(2), Duration.ofSeconds(30)),
            events::add);
    bucket.put("studio-a/one.exr", "1");
    bucket.put("studio-a/two.exr", "2");
    gateway.addShare(share);
    gateway.addShare(part);
    secondGateway.addShare(unix);
    service.addGateway(gateway);
    service.addGateway(secondGateway);
    client = Clients.client(StorageGatewayClient.builder(), service.endpoint());
  }

  @AfterEach
  void stop() {
    client.close();
    service.close();
  }

  @Test
  void everyShareIsFoundPageByPage() {
    List<FileShareInfo> found = new ArrayList<>();
    int pages = 0;
    for (ListFileSharesResponse page : client.listFileSharesPaginator()) {
      found.addAll(page.fileShareInfoList());
      pages++;
    }

    assertThat(pages).as("a caller that reads one page only must lose shares").isEqualTo(2);
    assertThat(found)
        .extracting(FileShareInfo::fileShareARN)
        .containsExactly(share.arn(), part.arn(), unix.arn());
    assertThat(found)
        .extracting(info -> info.fileShareTypeAsString() + " " + info.fileShareStatus())
        .containsExactly("SMB AVAILABLE", "SMB AVAILABLE", "NFS AVAILABLE");
  }

  @Test
  void oneGatewaysSharesAreFound() {
    ListFileSharesResponse page =
        client.listFileShares(request -> request.gatewayARN(SECOND_GATEWAY).limit(1));

    assertThat(page.fileShareInfoList())
        .extracting(FileShareInfo::fileShareId)
        .containsExactly("share-AAAA0003");
    assertThat(page.nextMarker()).isNull();
  }

  @Test
  void sharesAreDescribedByTheirProtocol() {
    SMBFileShareInfo smb =
        client
            .describeSMBFileShares(request -> request.fileShareARNList(part.arn()))
            .smbFileShareInfoList()
            .get(0);
    NFSFileShareInfo nfs =
        client
            .describeNFSFileShares(request -> request.fileShareARNList(unix.arn()))
            .nfsFileShareInfoList()
            .get(0);

    assertThat(smb.locationARN()).isEqualTo("arn:aws-cn:s3:::landing/studio-a/");
    assertThat(smb.gatewayARN()).isEqualTo(Shares.GATEWAY);
    assertThat(smb.fileShareStatus()).isEqualTo("AVAILABLE");
    assertThat(nfs.locationARN()).isEqualTo("arn:aws-cn:s3:::landing");
    assertThat(nfs.fileShareARN()).isEqualTo(unix.arn());
  }

  @Test
  void aRefreshShowsWhatIsNewAndTellsOfItsEnd() {
    look();
    bucket.put("studio-a/three.exr", "3");

    String id = refresh(share, "studio-a");
    minutesPass(3);
    List<ObjectNode> early = List.copyOf(events);
    List<String> filesEarly = look();
    // Two minutes, and 30 s for each of the three objects.
    minutesPass(1);

    assertThat(early).isEmpty();
    assertThat(filesEarly).containsExactly("one.exr", "two.exr");
    assertThat(look()).containsExactly("one.exr", "three.exr", "two.exr");
    assertThat(events)
        .singleElement()
        .hasToString(
            """
            {"version":"0","id":"%1$s","detail-type":"Storage Gateway Refresh Cache Event",\
            "source":"aws.storagegateway","account":"111122223333",\
            "time":"2026-11-23T00:24:00Z","region":"cn-northwest-1",\
            "resources":["%2$s","%3$s"],\
            "detail":{"event-type":"refresh-complete","notification-id":"%1$s",\
            "started":"2026-11-23T00:20:00Z","completed":"2026-11-23T00:24:00Z",\
            "folderList":["studio-a"]}}"""
                .formatted(id, share.arn(), Shares.GATEWAY));
  }

  @Test
  void aRefreshWithoutFoldersIsOfTheWholeShare() {
    look();
    bucket.put("studio-a/three.exr", "3");

    client.refreshCache(request -> request.fileShareARN(share.arn()));
    minutesPass(10);

    assertThat(look()).contains("three.exr");
    assertThat(events.get(0).at("/detail/folderList").toString()).isEqualTo("[\"/\"]");
  }

  @Test
  void aRefreshThatIsNotRecursiveStaysInItsFolder() {
    look();
    bucket.put("studio-a/three.exr", "3");

    client.refreshCache(
        request -> request.fileShareARN(share.arn()).folderList("/").recursive(false));
    minutesPass(10);

    assertThat(look()).doesNotContain("three.exr");
  }

  @Test
  void aThirdRefreshOnAGatewayIsRefusedUntilOneEnds() {
    refresh(share, "studio-a");
    refresh(part, "/");

    InvalidGatewayRequestException busy = refused(share);
    refresh(unix, "studio-a");
    minutesPass(10);
    refresh(share, "studio-a");

    assertThat(busy).hasMessageContaining("Too many requests have been sent to server.");
    assertThat(errorCode(busy)).isEqualTo("ServiceUnavailable");
    assertThat(service.runningRefreshes(gateway)).isEqualTo(1);
    assertThat(events).hasSize(3);
  }

  @Test
  void aGatewayThatIsOfflineRefusesAndHoldsBackWhatRuns() {
    refresh(share, "studio-a");
    gateway.setConnected(false);

    InvalidGatewayRequestException offline = refused(share);
    minutesPass(60);
    int eventsWhileOffline = events.size();
    gateway.setConnected(true);
    minutesPass(1);

    assertThat(offline).hasMessageContaining("The specified gateway is not connected.");
    assertThat(errorCode(offline)).isEqualTo("GatewayNotConnected");
    assertThat(eventsWhileOffline).isZero();
    assertThat(events.get(0).at("/detail/completed").asText()).isEqualTo("2026-11-23T01:21:00Z");
  }

  @Test
  void anUnknownShareIsNamedAsSuch() {
    InvalidGatewayRequestException unknown = refused(Shares.share("AAAA9999", ""));

    assertThat(errorCode(unknown)).isEqualTo("FileShareNotFound");
    assertThatThrownBy(
            () -> client.describeSMBFileShares(request -> request.fileShareARNList(unix.arn())))
        .isInstanceOf(InvalidGatewayRequestException.class)
        .hasMessageContaining("file share was not found");
  }

  static Stream<Arguments> foldersRefused() {
    return Stream.of(
        Arguments.of(List.of(), "FolderList must have 1 to 50 members"),
        Arguments.of(Collections.nCopies(51, "a"), "FolderList must have 1 to 50 members"),
        Arguments.of(List.of(""), "1 to 1024 characters"),
        Arguments.of(List.of("a".repeat(1025)), "1 to 1024 characters"),
        Arguments.of(List.of("/studio-a"), "/studio-a begins or ends with a slash"),
        Arguments.of(List.of("studio-a/"), "studio-a/ begins or ends with a slash"));
  }

  @ParameterizedTest
  @MethodSource("foldersRefused")
  void foldersThatAwsWouldRefuseAreRefused(List<String> folders, String named) {
    assertThatThrownBy(
            () ->
                client.refreshCache(
                    request -> request.fileShareARN(share.arn()).folderList(folders)))
        .isInstanceOf(StorageGatewayException.class)
        .hasMessageContaining(named);
  }

  @Test
  void elevenSharesAreTooManyToDescribeAtOnce() {
    assertThatThrownBy(
            () ->
                client.describeSMBFileShares(
                    request -> request.fileShareARNList(Collections.nCopies(11, share.arn()))))
        .isInstanceOf(StorageGatewayException.class)
        .hasMessageContaining("FileShareARNList");
  }

  @Test
  void anEventCanComeLateOrNeverOrBeforeTheResponse() {
    service.deliverNext(new EventDelivery.Late(Duration.ofMinutes(30)));
    service.deliverNext(new EventDelivery.Lost());
    service.deliverNext(new EventDelivery.BeforeResponse());
    look();
    bucket.put("studio-a/three.exr", "3");

    String late = refresh(share, "studio-a");
    refresh(share, "studio-a");
    minutesPass(4);
    List<String> files = look();
    int eventsOnCompletion = events.size();
    String early = refresh(share, "studio-a");
    List<String> idsAtTheResponse = ids();
    minutesPass(30);
    String usual = refresh(share, "studio-a");
    minutesPass(10);

    assertThat(files).as("the refresh itself is complete").contains("three.exr");
    assertThat(eventsOnCompletion).isZero();
    assertThat(idsAtTheResponse).containsExactly(early);
    assertThat(ids()).containsExactly(early, late, usual);
  }

  @Test
  void everyCallIsRecordedWithItsTimeAndFault() {
    refresh(share, "studio-a");
    minutesPass(1);
    refused(Shares.share("AAAA9999", ""));

    assertThat(service.calls())
        .extracting(
            call ->
                call.operation()
                    + " "
                    + Duration.between(START, call.time()).toMinutes()
                    + " "
                    + call.request().at("/FolderList/0").asText()
                    + " "
                    + call.fault())
        .containsExactly(
            "RefreshCache 0 studio-a ", "RefreshCache 1 studio-a InvalidGatewayRequestException");
  }

  private InvalidGatewayRequestException refused(FileShare refreshed) {
    return catchThrowableOfType(
        InvalidGatewayRequestException.class, () -> refresh(refreshed, "studio-a"));
  }

  /** The SDK has no member for the code within the error: it is in the raw answer. */
  private static String errorCode(InvalidGatewayRequestException exception) {
    String raw = exception.awsErrorDetails().rawResponse().asUtf8String();
    return raw.replaceAll(".*\"errorCode\":\"(\\w+)\".*", "$1");
  }

  private String refresh(FileShare refreshed, String folder) {
    return client
        .refreshCache(request -> request.fileShareARN(refreshed.arn()).folderList(folder))
        .notificationId();
  }

  private List<String> ids() {
    return events.stream().map(event -> event.at("/detail/notification-id").asText()).toList();
  }

  private List<String> look() {
    return List.copyOf(gateway.look(share, "studio-a").orElseThrow().files().keySet());
  }

  private void minutesPass(int minutes) {
    clock.advanceTo(clock.instant().plus(Duration.ofMinutes(minutes)));
    service.tick();
  }
}
