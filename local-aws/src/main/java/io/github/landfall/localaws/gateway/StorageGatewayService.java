package io.github.landfall.localaws.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.localaws.http.AwsFault;
import io.github.landfall.localaws.http.JsonProtocol;
import io.github.landfall.localaws.http.LocalEndpoint;
import io.github.landfall.localaws.model.ModelValidator;
import java.net.URI;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * AWS Storage Gateway on 127.0.0.1, as far as S3 File Gateways with SMB shares need it.
 *
 * <p>Every request is checked against the service's published model, and so is every answer.
 */
public final class StorageGatewayService implements AutoCloseable {

  private static final ModelValidator MODEL = ModelValidator.of("storagegateway-2013-06-30");

  private final InstantSource clock;
  private final Registry registry = new Registry();
  private final ActivationKeys keys = new ActivationKeys();
  private final Gateways gateways;
  private final Refreshes refreshes;
  private final LocalEndpoint endpoint;
  private final List<ServiceCall> calls = new ArrayList<>();
  private Consumer<ServiceCall> listener = call -> {};

  /**
   * Starts the service, without gateways.
   *
   * @param account the account that it answers for
   * @param clock the virtual clock
   * @param pace how long refreshes take
   * @param events takes the refresh-complete events; called from {@link #tick}, and from the
   *     service's own thread for {@link EventDelivery.BeforeResponse}
   */
  public StorageGatewayService(
      String account, InstantSource clock, RefreshPace pace, Consumer<ObjectNode> events) {
    this.clock = clock;
    this.gateways = new Gateways(registry, keys, account);
    this.refreshes = new Refreshes(registry, clock, pace, events);
    this.endpoint =
        LocalEndpoint.start(
            new JsonProtocol(
                "StorageGateway_20130630", "1.1", operations(new FileShares(registry, account))));
  }

  private Map<String, UnaryOperator<ObjectNode>> operations(FileShares shares) {
    Disks disks = new Disks(registry);
    SmbSettings smb = new SmbSettings(registry);
    ResourceTags tags = new ResourceTags(registry, shares);
    Map<String, UnaryOperator<ObjectNode>> all = new HashMap<>();
    all.put("ActivateGateway", locked(gateways::activateGateway));
    all.put("AddCache", locked(disks::addCache));
    all.put("AddTagsToResource", locked(tags::addTagsToResource));
    all.put("CreateSMBFileShare", locked(shares::createSmbFileShare));
    all.put("DescribeCache", locked(disks::describeCache));
    all.put("DescribeGatewayInformation", locked(gateways::describeGatewayInformation));
    all.put("DescribeMaintenanceStartTime", locked(gateways::describeMaintenanceStartTime));
    all.put("DescribeNFSFileShares", locked(shares::describeNfsFileShares));
    all.put("DescribeSMBFileShares", locked(shares::describeSmbFileShares));
    all.put("DescribeSMBSettings", locked(smb::describeSmbSettings));
    all.put("ListFileShares", locked(shares::listFileShares));
    all.put("ListGateways", locked(gateways::listGateways));
    all.put("ListLocalDisks", locked(disks::listLocalDisks));
    all.put("ListTagsForResource", locked(tags::listTagsForResource));
    all.put("RefreshCache", refreshes::refreshCache);
    all.put("SetSMBGuestPassword", locked(smb::setSmbGuestPassword));
    all.put("UpdateGatewayInformation", locked(gateways::updateGatewayInformation));
    all.put("UpdateMaintenanceStartTime", locked(gateways::updateMaintenanceStartTime));
    all.put("UpdateSMBFileShare", locked(shares::updateSmbFileShare));
    all.put("UpdateSMBSecurityStrategy", locked(smb::updateSmbSecurityStrategy));
    all.replaceAll((name, operation) -> recorded(name, checked(name, operation)));
    return all;
  }

  private UnaryOperator<ObjectNode> locked(UnaryOperator<ObjectNode> operation) {
    return input -> {
      synchronized (registry) {
        return operation.apply(input);
      }
    };
  }

  private static UnaryOperator<ObjectNode> checked(
      String name, UnaryOperator<ObjectNode> operation) {
    return input -> {
      List<String> wrong = MODEL.inputViolations(name, input);
      if (!wrong.isEmpty()) {
        throw Faults.validation(wrong);
      }
      ObjectNode output = operation.apply(input);
      List<String> ours = MODEL.outputViolations(name, output);
      if (!ours.isEmpty()) {
        throw new IllegalStateException("AWS would not answer so to " + name + ": " + ours);
      }
      return output;
    };
  }

  private UnaryOperator<ObjectNode> recorded(String name, UnaryOperator<ObjectNode> operation) {
    return input -> {
      String fault = "";
      try {
        return operation.apply(input);
      } catch (AwsFault e) {
        fault = e.code();
        throw e;
      } finally {
        record(new ServiceCall(clock.instant(), name, MODEL.withoutSecrets(name, input), fault));
      }
    };
  }

  private void record(ServiceCall call) {
    Consumer<ServiceCall> told;
    synchronized (registry) {
      calls.add(call);
      told = listener;
    }
    told.accept(call);
  }

  /** Where clients find the service. */
  public URI endpoint() {
    return endpoint.uri();
  }

  /** Adds a gateway with its shares, as if it had been activated before. */
  public void addGateway(FileGateway gateway) {
    synchronized (registry) {
      gateways.add(gateway);
    }
  }

  /** The gateways, in the order of their activation. */
  public List<FileGateway> gateways() {
    synchronized (registry) {
      return registry.all().stream().map(RegisteredGateway::files).toList();
    }
  }

  /** The keys by which machines become gateways. */
  public ActivationKeys keys() {
    return keys;
  }

  /** Whether a gateway's guest password, which the service shows nobody, is this one. */
  public boolean guestPasswordIs(FileGateway gateway, String password) {
    synchronized (registry) {
      return registry
          .byArn(gateway.arn())
          .flatMap(RegisteredGateway::guestPassword)
          .filter(password::equals)
          .isPresent();
    }
  }

  /**
   * Says when the event of the next refresh that starts comes. Several calls are for as many
   * refreshes, one after the other; without one, an event comes on completion.
   */
  public void deliverNext(EventDelivery delivery) {
    refreshes.deliverNext(delivery);
  }

  /** Tells somebody of each call when it was done and its answer is not yet sent. */
  public void onCall(Consumer<ServiceCall> told) {
    synchronized (registry) {
      listener = told;
    }
  }

  /** Every call so far, in order, without passwords. */
  public List<ServiceCall> calls() {
    synchronized (registry) {
      return List.copyOf(calls);
    }
  }

  /** The calls that would have changed something, whether they succeeded or not. */
  public List<ServiceCall> mutatingCalls() {
    return calls().stream().filter(ServiceCall::mutating).toList();
  }

  /** How many refreshes run on a gateway. */
  public int runningRefreshes(FileGateway gateway) {
    return refreshes.running(gateway);
  }

  /**
   * The S3 requests that a refresh cost its gateway.
   *
   * @param notificationId the refresh's id
   * @throws IllegalArgumentException if there is no such refresh
   */
  public BucketRequests cost(String notificationId) {
    return refreshes.cost(notificationId);
  }

  /**
   * Ends the refreshes whose time has come, and sends the events that are due. A refresh of a
   * gateway that is offline waits until it is connected again.
   */
  public void tick() {
    refreshes.tick();
  }

  @Override
  public void close() {
    endpoint.close();
  }
}
