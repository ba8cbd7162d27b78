package io.github.landfall.infra.runs;

import io.github.landfall.contract.Names;
import java.util.List;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleProps;
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
   */
  public SweepRules(
      Construct scope, List<String> partners, java.time.Duration every, RunQueue runQueue) {
    super(scope, "SweepRules");
    rules = partners.stream().map(partner -> rule(partner, every, runQueue)).toList();
  }

  /** The rules, for alarms on them. */
  public List<Rule> rules() {
    return rules;
  }

  private Rule rule(String partner, java.time.Duration every, RunQueue runQueue) {
    return new Rule(
        this,
        "Sweep-" + partner,
        RuleProps.builder()
            // The refresh function takes the partner from the name.
            .ruleName(Names.SWEEP_RULE + partner)
            .description(partner + ": look for what arrived outside of a transfer")
            .schedule(Schedule.rate(Duration.minutes(every.toMinutes())))
            .targets(List.of(runQueue.target()))
            .build());
  }
}
