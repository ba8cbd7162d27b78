package io.github.landfall.localaws.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.landfall.localaws.gateway.Appliance.Disk;
import io.github.landfall.localaws.http.Clients;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.storagegateway.StorageGatewayClient;
import software.amazon.awssdk.services.storagegateway.model.CreateSmbFileShareRequest;
import software.amazon.awssdk.services.storagegateway.model.InvalidGatewayRequestException;
import software.amazon.awssdk.services.storagegateway.model.StorageGatewayException;
import software.amazon.awssdk.services.storagegateway.model.Tag;

/** The control plane's part before there is a drive, through the SDK's client. */
class ActivationTest {

  private static final String REGION = "cn-northwest-1";
  private static final Disk SMALL = new Disk("SCSI (0:1)", "/dev/sdb", 100L << 30);
  private static final Disk LARGE = new Disk("SCSI (0:2)", "/dev/sdc", 150L << 30);

  private final InMemoryBucket bucket = new InMemoryBucket();
  private final StorageGatewayService service =
      new StorageGatewayService(
          "111122223333",
          InstantSource.system(),
          new RefreshPace(Duration.ZERO, Duration.ZERO),
          event -> {});
  private final StorageGatewayClient client =
      Clients.client(StorageGatewayClient.builder(), service.endpoint());

  @AfterEach
  void stop() {
    client.close();
    service.close();
  }

  @Test
  void aKeyServesOnceAndInItsRegionAndForAWhile() {
    service.keys().expireNext(1);
    String expired = service.keys().issue(machine(), REGION);
    String elsewhere = service.keys().issue(machine(), "cn-north-1");
    Appliance machine = machine();
    String good = service.keys().issue(machine, REGION);
    activate(good, "shanghai-1");

    refused(() -> activate(expired, "a1"), "ActivationKeyExpired");
    refused(() -> activate(elsewhere, "a2"), "ActivationKeyInvalid");
    refused(() -> activate(good, "a3"), "ActivationKeyInvalid");
    refused(() -> activate("AAAAA-BBBBB", "a4"), "ActivationKeyNotFound");
    assertThat(machine.activated()).isTrue();
    assertThat(service.gateways()).hasSize(1);
  }

  @Test
  void gatewaysAreListedPageByPage() {
    for (int i = 1; i <= 5; i++) {
      activate(service.keys().issue(machine(), REGION), "studio-" + i);
    }
    List<String> names = new ArrayList<>();

    client.listGatewaysPaginator().gateways().forEach(each -> names.add(each.gatewayName()));

    assertThat(names).containsExactly("studio-1", "studio-2", "studio-3", "studio-4", "studio-5");
    assertThat(client.listGateways().gateways()).as("a caller of one page loses some").hasSize(2);
  }

  @Test
  void aMachineThatRestartsIsNotConnected() {
    String gateway = gateway(machine().boots("-+-"));

    refused(() -> describe(gateway), "GatewayNotConnected");
    describe(gateway);
    refused(() -> client.listLocalDisks(r -> r.gatewayARN(gateway)), "GatewayNotConnected");
    describe(gateway);
  }

  @Test
  void onlyAFreeDiskThatIsLargeEnoughBecomesCache() {
    String gateway = gateway(machine().with(SMALL).withLate(LARGE, 1));

    assertThat(client.listLocalDisks(r -> r.gatewayARN(gateway)).disks()).hasSize(1);
    refused(() -> addCache(gateway, SMALL), "InvalidParameters");
    refused(() -> addCache(gateway, LARGE), "DiskDoesNotExist");
    assertThat(client.listLocalDisks(r -> r.gatewayARN(gateway)).disks())
        .extracting(disk -> disk.diskNode() + " " + disk.diskAllocationType())
        .containsExactly("SCSI (0:1) AVAILABLE", "SCSI (0:2) AVAILABLE");
    addCache(gateway, LARGE);
    refused(() -> addCache(gateway, LARGE), "DiskAlreadyAllocated");
    assertThat(client.describeCache(r -> r.gatewayARN(gateway)).diskIds())
        .containsExactly(LARGE.id());
  }

  @Test
  void whatWasSetIsShownButForThePassword() {
    String gateway = gateway(machine());
    client.setSMBGuestPassword(r -> r.gatewayARN(gateway).password("open sesame"));
    client.updateSMBSecurityStrategy(
        r -> r.gatewayARN(gateway).smbSecurityStrategy("MandatoryEncryption"));
    client.updateMaintenanceStartTime(
        r -> r.gatewayARN(gateway).dayOfMonth(3).hourOfDay(14).minuteOfHour(0));
    client.addTagsToResource(
        r -> r.resourceARN(gateway).tags(Tag.builder().key("landfall").value("1").build()));

    var settings = client.describeSMBSettings(r -> r.gatewayARN(gateway));
    var window = client.describeMaintenanceStartTime(r -> r.gatewayARN(gateway));
    assertThat(settings.smbGuestPasswordSet()).isTrue();
    assertThat(settings.smbSecurityStrategyAsString()).isEqualTo("MandatoryEncryption");
    assertThat(window.dayOfMonth()).isEqualTo(3);
    assertThat(window.dayOfWeek()).as("one or the other").isNull();
    assertThat(client.listTagsForResource(r -> r.resourceARN(gateway)).tags())
        .extracting(Tag::key)
        .containsExactly("landfall");
    assertThat(service.calls().toString()).doesNotContain("sesame");
    assertThat(service.guestPasswordIs(service.gateways().get(0), "open sesame")).isTrue();
  }

  @Test
  void aShareIsMadeOnceForAllCallsWithItsTokenAndIsAvailableAfterAWhile() {
    String gateway = ready();

    String first = client.createSMBFileShare(share(gateway).build()).fileShareARN();
    String again = client.createSMBFileShare(share(gateway).build()).fileShareARN();

    assertThat(again).isEqualTo(first);
    assertThat(List.of(status(first), status(first), status(first)))
        .containsExactly("CREATING", "CREATING", "AVAILABLE");
    refused(
        () -> client.createSMBFileShare(share(gateway).clientToken("another").build()),
        "InvalidParameters");
    client.updateSMBFileShare(r -> r.fileShareARN(first).readOnly(true));
    assertThat(List.of(status(first), status(first), status(first)))
        .containsExactly("UPDATING", "UPDATING", "AVAILABLE");
  }

  @Test
  void aShareNeedsCacheAndPasswordAndANameForAPrefix() {
    String gateway = gateway(machine().with(LARGE));

    refused(() -> client.createSMBFileShare(share(gateway).build()), "NoDisksAvailable");
    addCache(gateway, LARGE);
    refused(() -> client.createSMBFileShare(share(gateway).build()), "InvalidParameters");
    client.setSMBGuestPassword(r -> r.gatewayARN(gateway).password("open sesame"));
    refused(
        () ->
            client.createSMBFileShare(
                share(gateway)
                    .locationARN("arn:aws-cn:s3:::landing/studio-a/")
                    .fileShareName(null)
                    .build()),
        "InvalidParameters");
    refused(
        () ->
            client.createSMBFileShare(
                share(gateway).locationARN("arn:aws-cn:s3:::landing/studio-a").build()),
        "InvalidParameters");
    client.createSMBFileShare(share(gateway).build());
    assertThat(service.gateways().get(0).shares()).hasSize(1);
  }

  @Test
  void aRequestThatTheModelDoesNotAllowChangesNothing() {
    String key = service.keys().issue(machine(), REGION);

    assertThatThrownBy(() -> activate(key, "a/b"))
        .isInstanceOf(StorageGatewayException.class)
        .hasMessageContaining("GatewayName must match");
    assertThat(service.gateways()).isEmpty();
    assertThat(service.mutatingCalls())
        .extracting(ServiceCall::fault)
        .containsExactly("ValidationException");
  }

  private Appliance machine() {
    return new Appliance("10.0.0.20", bucket);
  }

  private String gateway(Appliance machine) {
    return activate(service.keys().issue(machine, REGION), "shanghai-1");
  }

  private String ready() {
    String gateway = gateway(machine().with(LARGE));
    client.listLocalDisks(r -> r.gatewayARN(gateway));
    addCache(gateway, LARGE);
    client.setSMBGuestPassword(r -> r.gatewayARN(gateway).password("open sesame"));
    return gateway;
  }

  private String activate(String key, String name) {
    return client
        .activateGateway(
            r ->
                r.activationKey(key)
                    .gatewayName(name)
                    .gatewayTimezone("GMT+8:00")
                    .gatewayRegion(REGION)
                    .gatewayType("FILE_S3"))
        .gatewayARN();
  }

  private void describe(String gateway) {
    assertThat(client.describeGatewayInformation(r -> r.gatewayARN(gateway)).gatewayType())
        .isEqualTo("FILE_S3");
  }

  private void addCache(String gateway, Disk disk) {
    client.addCache(r -> r.gatewayARN(gateway).diskIds(disk.id()));
  }

  private static CreateSmbFileShareRequest.Builder share(String gateway) {
    return CreateSmbFileShareRequest.builder()
        .clientToken("token-1")
        .gatewayARN(gateway)
        .fileShareName("landfall")
        .locationARN("arn:aws-cn:s3:::landing")
        .role("arn:aws-cn:iam::111122223333:role/share")
        .authentication("GuestAccess");
  }

  private String status(String share) {
    return client
        .describeSMBFileShares(r -> r.fileShareARNList(share))
        .smbFileShareInfoList()
        .get(0)
        .fileShareStatus();
  }

  /** The SDK has no member for the code within the error: it is in the raw answer. */
  private static void refused(ThrowingCallable call, String errorCode) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            InvalidGatewayRequestException.class,
            e ->
                assertThat(e.awsErrorDetails().rawResponse().asUtf8String())
                    .contains("\"errorCode\":\"" + errorCode + "\""));
  }
}
