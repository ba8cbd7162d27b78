package io.github.landfall.rehearsal.scenario;

import io.github.landfall.localaws.transfer.Edition;
import java.util.List;
import java.util.Optional;

/** Every scenario, in the order in which they are played. */
public final class Scenarios {

  /** The scenarios. */
  public static final List<Scenario> ALL =
      List.of(
          new OrdinaryNight(),
          new OneMoreFile(),
          new NothingNew(),
          new QuietNight(),
          new SingleSmallFile(),
          new SlowFinder(),
          new FinderDies(Edition.ECS),
          new FinderDies(Edition.EC2),
          new FinderNeverStarts(),
          new NoFinder(),
          new FailingObject(),
          new FailsAgain(),
          new Withdrawn(),
          new LostInTheQueue(),
          new GatewayBusyThenOffline(),
          new MissedNight(),
          new TwoGateways(),
          new MergeAfterEmptyQueue(),
          new MergeNeverEnds(),
          new DuplicateAndReorderedEvents(),
          new AbsentMetricPoints(),
          new LateMetrics(),
          new BornBusy(),
          new LostCompletion(),
          new NoGatewayYet(),
          new RobotDown(),
          new RobotsGone(),
          new BrokenLinks(),
          new ProvenLive(),
          new SameSizeEdit(),
          new TornFile(),
          new BatchTwice(),
          new CopiedTwice(),
          new ArrivalsKilled(),
          new ArrivalsAtClose(),
          new ByOtherHands(),
          new SeedingByDay(),
          new Stuck(),
          new MillionObjects());

  private Scenarios() {}

  /** The scenario of a name. */
  public static Optional<Scenario> named(String name) {
    return ALL.stream().filter(scenario -> scenario.name().equals(name)).findFirst();
  }
}
