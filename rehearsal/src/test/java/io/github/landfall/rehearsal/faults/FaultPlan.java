package io.github.landfall.rehearsal.faults;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which fault happens to which call of a night.
 *
 * @param fault what happens
 * @param call the number of the call in a night without faults
 */
record FaultPlan(Fault fault, int call) {

  /**
   * The plans that somebody asks for.
   *
   * @param text such as {@code killed-after@17}; without {@code @17}, that fault at every call;
   *     empty for every fault at every call
   * @param calls how many calls the night has
   * @throws IllegalArgumentException if it is none of these; the message says what was expected
   */
  static List<FaultPlan> of(String text, int calls) {
    List<FaultPlan> plans =
        Stream.of(Fault.values())
            .flatMap(
                fault ->
                    IntStream.rangeClosed(1, calls).mapToObj(call -> new FaultPlan(fault, call)))
            .filter(
                plan ->
                    text.isEmpty()
                        || plan.toString().equals(text)
                        || plan.fault().toString().equals(text))
            .toList();
    if (plans.isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' is no fault of this night; expected one of %s, alone or with @1 to @%d behind it"
              .formatted(text, Stream.of(Fault.values()).map(Fault::toString).toList(), calls));
    }
    return plans;
  }

  @Override
  public String toString() {
    return fault + "@" + call;
  }
}
