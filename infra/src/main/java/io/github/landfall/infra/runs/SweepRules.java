package io.github.landfall.infra.runs;

import io.github.landfall.contract.Names;
import io.github.landfall.infra.function.RuleQueue;
import io.github.landfall.infra.transfer.Transfer;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleProps;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.Schedule;
import software.constructs.Construct;

/**
 * A scheduled rule a partner, which asks for what arrived outside of its transfer.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html">Rate
 *     expressions</a>
 */
public final class SweepRules extends Construct {

  private final List<Rule> rules;

  /**
   * Makes the rules.
   *
   * @param every how often each comes, in whole minutes
   * @param due when each partner's transfer is due daily, in UTC, as far as that is known
   * @param lateAfter how long after that its finder may begin
   */
  public SweepRules(
      Construct scope,
      List<Transfer> transfers,
      java.time.Duration every,
      Map<String, LocalTime> due,
      java.time.Duration lateAfter,
      RuleQueue runQueue) {
    super(scope, "SweepRules");
    rules =
        transfers.stream()
            .map(
                transfer ->
                    rule(
                        transfer,
                        every,
                        RunMessages.sweep(
                            transfer, Optional.ofNullable(due.get(transfer.partner())), lateAfter),
                        runQueue))
            .toList();
  }

  /** The rules, for alarms on them. */
  public List<Rule> rules() {
    return rules;
  }

  private Rule rule(
      Transfer transfer, java.time.Duration every, RuleTargetInput message, RuleQueue runQueue) {
    String partner = transfer.partner();
    return new Rule(
        this,
        "Sweep-" + partner,
        RuleProps.builder()
            .ruleName(Names.SWEEP_RULE + partner)
            .description(partner + ": look for what arrived outside of a transfer")
            .schedule(Schedule.rate(Duration.minutes(every.toMinutes())))
            .targets(List.of(runQueue.target(message)))
            .build());
  }
}
