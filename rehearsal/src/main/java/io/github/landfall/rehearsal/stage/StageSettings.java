package io.github.landfall.rehearsal.stage;

import io.github.landfall.localaws.cloudwatch.QueueMetrics;
import io.github.landfall.localaws.events.ObjectEvents;
import io.github.landfall.localaws.gateway.ObjectStore;
import io.github.landfall.localaws.gateway.RefreshPace;
import io.github.landfall.localaws.gateway.S3ObjectStore;
import io.github.landfall.localaws.gateway.SyntheticLibrary;
import io.github.landfall.localaws.transfer.TransferPace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * What a scenario changes about the stage.
 *
 * @param gateways the gateways in the studio
 * @param transfer how fast transfers are
 * @param refresh how long refreshes take
 * @param metrics how SQS's metrics come to CloudWatch
 * @param delivery how events reach the run queue
 * @param setUp how the gateways come to be
 * @param objectEvents how events of objects reach the arrivals queues
 * @param batches what goes wrong with the batches of arrivals
 * @param quietNights whether producers are told of a night that brought nothing new
 * @param robots whether group robots play, too; without them a night is played faster
 */
public record StageSettings(
    List<GatewaySettings> gateways,
    TransferPace transfer,
    RefreshPace refresh,
    QueueMetrics.Publication metrics,
    Delivery delivery,
    SetUp setUp,
    ObjectEvents.Punctuality objectEvents,
    ArrivalBatches batches,
    boolean quietNights,
    boolean robots) {

  /**
   * A gateway and its shares.
   *
   * @param name the gateway's name
   * @param prefixes the prefix of the bucket that each share shows; empty text for the whole bucket
   * @param library the partner whose {@link SyntheticLibrary} it finds in the bucket, too
   */
  public record GatewaySettings(String name, List<String> prefixes, Optional<String> library) {

    /** A gateway that finds what is really in the bucket. */
    public GatewaySettings(String name, List<String> prefixes) {
      this(name, prefixes, Optional.empty());
    }

    /** The buckets as the gateway finds them. */
    ObjectStore buckets(S3Client s3) {
      ObjectStore real = new S3ObjectStore(s3);
      return library.isPresent() ? new SyntheticLibrary(real, library.get()) : real;
    }
  }

  /** How EventBridge brings events to the run queue: at least once, in no order. */
  public enum Delivery {
    /** Each once, at once. */
    PLAIN,
    /** Each three times; a change to ALARM only after the change to OK that follows it. */
    REPEATED_AND_REORDERED
  }

  /** What goes wrong when the arrivals function gets a batch of events. */
  public enum ArrivalBatches {
    /** Nothing. */
    PLAIN,
    /** It gets each batch twice. */
    TWICE,
    /** It is killed once, after it has put a part and before it has answered. */
    KILLED_ONCE
  }

  /** How gateways are set up before a scenario begins. */
  public enum SetUp {
    /** They are just there. */
    DIRECT,
    /** By {@code gateway/activate.sh}, in real time; directly where its tools are missing. */
    BY_SCRIPT
  }

  /** One gateway with a share on the whole bucket; everything works. */
  public static StageSettings ordinary() {
    return new StageSettings(
        List.of(new GatewaySettings("shanghai-1", List.of(""))),
        new TransferPace(
            Duration.ofMinutes(1), 1000, 60, 3, 4, 20e6, 16_000_000, Duration.ofMinutes(12)),
        new RefreshPace(Duration.ofMinutes(2), Duration.ofSeconds(2)),
        QueueMetrics.Publication.punctual(QueueMetrics.WhenQuiet.ZEROS),
        Delivery.PLAIN,
        SetUp.DIRECT,
        ObjectEvents.Punctuality.AT_ONCE,
        ArrivalBatches.PLAIN,
        false,
        false);
  }

  /** The same with other gateways. */
  public StageSettings with(List<GatewaySettings> others) {
    return new StageSettings(
        others,
        transfer,
        refresh,
        metrics,
        delivery,
        setUp,
        objectEvents,
        batches,
        quietNights,
        robots);
  }

  /** The same with another pace of transfers. */
  public StageSettings with(TransferPace pace) {
    return new StageSettings(
        gateways,
        pace,
        refresh,
        metrics,
        delivery,
        setUp,
        objectEvents,
        batches,
        quietNights,
        robots);
  }

  /** The same with another pace of refreshes. */
  public StageSettings with(RefreshPace pace) {
    return new StageSettings(
        gateways,
        transfer,
        pace,
        metrics,
        delivery,
        setUp,
        objectEvents,
        batches,
        quietNights,
        robots);
  }

  /** The same with metrics that come otherwise. */
  public StageSettings with(QueueMetrics.Publication other) {
    return new StageSettings(
        gateways,
        transfer,
        refresh,
        other,
        delivery,
        setUp,
        objectEvents,
        batches,
        quietNights,
        robots);
  }

  /** The same with another delivery of events. */
  public StageSettings with(Delivery other) {
    return new StageSettings(
        gateways,
        transfer,
        refresh,
        metrics,
        other,
        setUp,
        objectEvents,
        batches,
        quietNights,
        robots);
  }

  /** The same with gateways that come to be in another way. */
  public StageSettings with(SetUp other) {
    return new StageSettings(
        gateways,
        transfer,
        refresh,
        metrics,
        delivery,
        other,
        objectEvents,
        batches,
        quietNights,
        robots);
  }

  /** The same with events of objects that come in another way. */
  public StageSettings with(ObjectEvents.Punctuality punctuality) {
    return new StageSettings(
        gateways,
        transfer,
        refresh,
        metrics,
        delivery,
        setUp,
        punctuality,
        batches,
        quietNights,
        robots);
  }

  /** The same with batches of arrivals that fare otherwise. */
  public StageSettings with(ArrivalBatches other) {
    return new StageSettings(
        gateways,
        transfer,
        refresh,
        metrics,
        delivery,
        setUp,
        objectEvents,
        other,
        quietNights,
        robots);
  }

  /** The same, and producers are told of a night that brought nothing new. */
  public StageSettings withQuietNights() {
    return new StageSettings(
        gateways, transfer, refresh, metrics, delivery, setUp, objectEvents, batches, true, robots);
  }

  /** The same with group robots. */
  public StageSettings withRobots() {
    return new StageSettings(
        gateways,
        transfer,
        refresh,
        metrics,
        delivery,
        setUp,
        objectEvents,
        batches,
        quietNights,
        true);
  }
}
