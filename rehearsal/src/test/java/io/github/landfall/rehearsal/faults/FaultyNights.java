package io.github.landfall.rehearsal.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Nights with faults, held against the night without, several at a time. */
final class FaultyNights implements AutoCloseable {

  private static final List<String> TOLD =
      List.of("transfer-started", "transfer-ended", "drive-ready");

  private final List<SmallNight> nights = new ArrayList<>();
  private final Instant begin;
  private final NightResult faultless;

  /**
   * Plays the night without faults.
   *
   * @param directory where files can be written
   * @param atATime how many nights to play at a time
   * @throws IOException if a server does not start
   */
  FaultyNights(Path directory, int atATime) throws IOException {
    try {
      for (int i = 0; i < atATime; i++) {
        nights.add(new SmallNight(Files.createDirectory(directory.resolve("media-" + i))));
      }
      begin = nights.get(0).begin();
      faultless = nights.get(0).play(Optional.empty());
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The night without faults; its calls have the numbers that faults are planned by. */
  NightResult faultless() {
    return faultless;
  }

  /**
   * A call of the night without faults.
   *
   * @param which which of those of the operation, from 1
   */
  AwsCall call(String service, String operation, int which) {
    return faultless.calls().stream()
        .filter(call -> call.is(service, operation))
        .skip(which - 1)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "the night has no %s %s number %d".formatted(service, operation, which)));
  }

  /**
   * Plays nights.
   *
   * @param plans what happens in each
   * @param listener is told after each night what does not hold in it; empty text if all does
   * @return what does not hold, a line for each night that is not as it must be, in their order
   */
  List<String> broken(List<FaultPlan> plans, Consumer<String> listener)
      throws IOException, InterruptedException {
    AtomicInteger next = new AtomicInteger();
    List<String> lines = new ArrayList<>(Collections.nCopies(plans.size(), ""));
    ExecutorService threads = Executors.newFixedThreadPool(nights.size());
    try {
      List<Callable<Void>> lanes = new ArrayList<>();
      for (SmallNight night : nights) {
        lanes.add(
            () -> {
              for (int i = next.getAndIncrement(); i < plans.size(); i = next.getAndIncrement()) {
                lines.set(i, broken(plans.get(i), night));
                listener.accept(lines.get(i));
              }
              return null;
            });
      }
      for (Future<Void> lane : threads.invokeAll(lanes)) {
        lane.get();
      }
    } catch (ExecutionException e) {
      throw new IllegalStateException("a night could not be played", e);
    } finally {
      threads.shutdownNow();
    }
    return lines.stream().filter(line -> !line.isEmpty()).toList();
  }

  private String broken(FaultPlan plan, SmallNight night) throws IOException {
    Instant began = night.begin();
    NightResult result = night.play(Optional.of(plan));
    List<String> broken = new ArrayList<>(result.broken());
    List<AwsCall> before = faultless.calls().subList(0, plan.call());
    if (result.calls().size() < plan.call()
        || !result.calls().subList(0, plan.call()).equals(before)) {
      broken.add("the night went another way before the fault");
    }
    broken.addAll(told(plan, result.told()));
    broken.addAll(repeated(plan, result));
    broken.addAll(late(plan, began, result));
    return broken.isEmpty()
        ? ""
        : "%s (%s): %s".formatted(plan, before.get(plan.call() - 1), String.join("; ", broken));
  }

  /** After more than an hour without a count people are told without, and a sweep counts. */
  private List<String> repeated(FaultPlan plan, NightResult result) {
    List<String> broken = new ArrayList<>();
    boolean swept = plan.fault() == Fault.OUTAGE_70_MINUTES && result.runs() > faultless.runs();
    int runs = faultless.runs() + (swept ? 1 : 0);
    if (result.runs() != runs) {
      broken.add("expected %d runs, found %d".formatted(runs, result.runs()));
    }
    if (swept) {
      return broken;
    }
    int refreshes =
        faultless.refreshes() + (repeats("StorageGateway", "RefreshCache", plan) ? 1 : 0);
    if (result.refreshes() > refreshes) {
      broken.add(
          "expected %d refreshes at most, found %d".formatted(refreshes, result.refreshes()));
    }
    return broken;
  }

  private List<String> late(FaultPlan plan, Instant began, NightResult result) {
    if (result.ready() == null) {
      return List.of();
    }
    Duration late =
        Duration.between(began, result.ready()).minus(Duration.between(begin, faultless.ready()));
    return late.compareTo(plan.fault().delay()) > 0
        ? List.of(
            "people are told %s later than without a fault; expected %s at most"
                .formatted(late, plan.fault().delay()))
        : List.of();
  }

  /** Each notice once; twice only where its answer or its record is lost. */
  private List<String> told(FaultPlan plan, List<String> told) {
    List<String> broken = new ArrayList<>();
    if (!List.copyOf(new LinkedHashSet<>(told)).equals(TOLD)) {
      broken.add("expected the notices %s, found %s".formatted(TOLD, told));
    }
    for (int i = 0; i < TOLD.size(); i++) {
      int times = Collections.frequency(told, TOLD.get(i));
      int expected = repeatable("Sns", "Publish", i + 1, plan) ? 2 : 1;
      if (times > expected) {
        broken.add(
            "people are told %s %d times; expected %d at most"
                .formatted(TOLD.get(i), times, expected));
      }
    }
    return broken;
  }

  private boolean repeats(String service, String operation, FaultPlan plan) {
    int count =
        Math.toIntExact(
            faultless.calls().stream().filter(call -> call.is(service, operation)).count());
    for (int i = 1; i <= count; i++) {
      if (repeatable(service, operation, i, plan)) {
        return true;
      }
    }
    return false;
  }

  /**
   * Whether what others see may be done twice: the fault loses the answer to the call that does it,
   * or the write that records it.
   *
   * @param which which of the night's calls of that operation it is, from 1
   */
  private boolean repeatable(String service, String operation, int which, FaultPlan plan) {
    AwsCall does = call(service, operation, which);
    AwsCall records =
        faultless.calls().stream()
            .filter(call -> call.number() > does.number() && call.is("DynamoDb", "PutItem"))
            .findFirst()
            .orElseThrow();
    return (plan.call() == does.number() && !plan.fault().withoutEffect())
        || (plan.call() == records.number() && plan.fault().withoutEffect());
  }

  @Override
  public void close() {
    nights.forEach(SmallNight::close);
  }
}
