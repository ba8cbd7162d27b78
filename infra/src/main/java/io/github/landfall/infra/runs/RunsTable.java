package io.github.landfall.infra.runs;

import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnOutputProps;
import software.amazon.awscdk.RemovalPolicy;
import software.amazon.awscdk.services.dynamodb.Attribute;
import software.amazon.awscdk.services.dynamodb.AttributeType;
import software.amazon.awscdk.services.dynamodb.BillingMode;
import software.amazon.awscdk.services.dynamodb.PointInTimeRecoverySpecification;
import software.amazon.awscdk.services.dynamodb.Table;
import software.amazon.awscdk.services.dynamodb.TableProps;
import software.constructs.Construct;

/** Remembers which steps of which run are done. */
public final class RunsTable extends Construct {

  private final Table table;

  /**
   * Makes the table.
   *
   * @param deletionProtection whether nobody can delete it, not even CloudFormation after a failed
   *     creation
   */
  public RunsTable(Construct scope, boolean deletionProtection) {
    super(scope, "RunsTable");
    table =
        new Table(
            this,
            "Resource",
            TableProps.builder()
                .partitionKey(text("partner"))
                .sortKey(text("run"))
                .timeToLiveAttribute("expires")
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .pointInTimeRecoverySpecification(
                    PointInTimeRecoverySpecification.builder()
                        .pointInTimeRecoveryEnabled(true)
                        .build())
                .deletionProtection(deletionProtection)
                .removalPolicy(RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE)
                .build());
    new CfnOutput(
            this,
            "Name",
            CfnOutputProps.builder()
                .description("The table that remembers runs")
                .value(table.getTableName())
                .build())
        .overrideLogicalId("RunsTableName");
  }

  /** The table itself. */
  public Table table() {
    return table;
  }

  private static Attribute text(String name) {
    return Attribute.builder().name(name).type(AttributeType.STRING).build();
  }
}
