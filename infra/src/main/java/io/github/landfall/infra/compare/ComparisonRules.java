package io.github.landfall.infra.compare;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.landfall.contract.Names;
import io.github.landfall.contract.comparison.ComparisonOrder;
import io.github.landfall.contract.comparison.SourceSettings;
import io.github.landfall.infra.config.Source;
import io.github.landfall.infra.function.RuleQueue;
import java.util.List;
import java.util.TreeMap;
import software.amazon.awscdk.services.events.EventField;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.RuleProps;
import software.amazon.awscdk.services.events.RuleTargetInput;
import software.amazon.awscdk.services.events.Schedule;
import software.constructs.Construct;

/**
 * A scheduled rule a partner, which orders a comparison.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html">Cron
 *     expressions</a>
 */
public final class ComparisonRules extends Construct {

  private static final ObjectMapper MEMBERS = new ObjectMapper();

  private final List<Rule> rules;

  /** Makes the rules. */
  public ComparisonRules(Construct scope, List<ComparedPartner> partners, RuleQueue queue) {
    super(scope, "ComparisonRules");
    rules = partners.stream().map(partner -> rule(partner, queue)).toList();
  }

  /** The rules, for alarms on them. */
  public List<Rule> rules() {
    return rules;
  }

  private Rule rule(ComparedPartner partner, RuleQueue queue) {
    String name = partner.transfer().partner();
    ComparisonOrder order =
        new ComparisonOrder(
            EventField.fromPath("$.time"),
            partner.transfer().watched(),
            settings(partner.comparison().source()),
            partner.comparison().repair());
    return new Rule(
        this,
        "Compare-" + name,
        RuleProps.builder()
            .ruleName(Names.COMPARE_RULE + name)
            .description(name + ": compare the source with the landing bucket")
            .schedule(Schedule.expression(partner.comparison().cron()))
            .targets(
                List.of(
                    queue.target(
                        RuleTargetInput.fromObject(
                            MEMBERS.convertValue(
                                order, new TypeReference<TreeMap<String, Object>>() {})))))
            .build());
  }

  private static SourceSettings settings(Source source) {
    return new SourceSettings(
        source.type(),
        source.bucket(),
        source.region(),
        source.endpoint().orElse(null),
        source.credentials().orElse(null),
        source.inCurrentAccount(),
        source.requesterPays(),
        source.prefix().isEmpty() ? null : source.prefix(),
        source.prefixesFile().map(Source.PrefixesFile::key).orElse(null),
        source.prefixesFile().flatMap(Source.PrefixesFile::bucket).orElse(null));
  }
}
