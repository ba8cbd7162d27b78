package io.github.landfall.infra.compare;

import io.github.landfall.infra.config.LandfallConfiguration;
import io.github.landfall.infra.function.RuleQueue;
import io.github.landfall.infra.notices.NoticeTopics;
import java.util.List;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.lambda.Function;
import software.amazon.awscdk.services.s3.IBucket;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/** The rules that order comparisons, the queue that the orders come back to, and the function. */
public final class Comparisons extends Construct {

  private final RuleQueue queue;
  private final ComparisonRules rules;
  private final ComparisonFunction function;
  private final ComparisonMetrics metrics;

  /**
   * Makes them.
   *
   * @param partners at least one
   * @throws io.github.landfall.infra.config.ConfigurationException if the function's jar is not
   *     built
   */
  public Comparisons(
      Construct scope,
      LandfallConfiguration configuration,
      List<ComparedPartner> partners,
      IBucket landing,
      IBucket ledger,
      ITable runsTable,
      NoticeTopics topics) {
    super(scope, "Comparisons");
    queue = new RuleQueue(this, "Queue", ComparisonFunction.TIMEOUT);
    rules = new ComparisonRules(this, partners, queue);
    function =
        new ComparisonFunction(
            this, configuration, partners, landing, ledger, queue, runsTable, topics);
    metrics = new ComparisonMetrics(this, function.logGroup());
  }

  /** The rules, for alarms on them. */
  public List<Rule> rules() {
    return rules.rules();
  }

  /** Where orders end that were given up. */
  public Queue deadLetterQueue() {
    return queue.deadLetterQueue();
  }

  /** The function itself. */
  public Function function() {
    return function.function();
  }

  /** What the function's log says. */
  public ComparisonMetrics metrics() {
    return metrics;
  }
}
