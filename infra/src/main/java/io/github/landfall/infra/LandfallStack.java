package io.github.landfall.infra;

import io.github.landfall.contract.Names;
import io.github.landfall.infra.chat.ChatRobots;
import io.github.landfall.infra.compare.ComparedPartner;
import io.github.landfall.infra.compare.Comparisons;
import io.github.landfall.infra.config.Edition;
import io.github.landfall.infra.config.LandfallConfiguration;
import io.github.landfall.infra.config.Partner;
import io.github.landfall.infra.config.PartnerTransfer.AdoptedTransfer;
import io.github.landfall.infra.config.PartnerTransfer.ImportedTransfer;
import io.github.landfall.infra.function.RuleQueue;
import io.github.landfall.infra.gateway.FileShareAccess;
import io.github.landfall.infra.landing.ArrivalsFunction;
import io.github.landfall.infra.landing.ArrivalsMetrics;
import io.github.landfall.infra.landing.ArrivalsQueues;
import io.github.landfall.infra.landing.LandingBucket;
import io.github.landfall.infra.landing.LedgerBucket;
import io.github.landfall.infra.notices.NoticeTopics;
import io.github.landfall.infra.operations.OperationsAlarms;
import io.github.landfall.infra.operations.TransferDashboard;
import io.github.landfall.infra.runs.RefreshFunction;
import io.github.landfall.infra.runs.RunMetrics;
import io.github.landfall.infra.runs.RunRules;
import io.github.landfall.infra.runs.RunsTable;
import io.github.landfall.infra.runs.SweepRules;
import io.github.landfall.infra.transfer.PublishedTemplates;
import io.github.landfall.infra.transfer.Transfer;
import io.github.landfall.infra.transfer.TransferAlarms;
import io.github.landfall.infra.transfer.TransferImport;
import io.github.landfall.infra.transfer.TransferNetwork;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awscdk.CfnOutput;
import software.amazon.awscdk.CfnOutputProps;
import software.amazon.awscdk.Environment;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.StackProps;
import software.amazon.awscdk.TagProps;
import software.amazon.awscdk.Tags;
import software.amazon.awscdk.services.cloudwatch.Alarm;
import software.constructs.Construct;

/** Everything that one deployment consists of, in the order in which the data passes it. */
public final class LandfallStack extends Stack {

  /**
   * What is not tagged: what can't be in China, and both kinds of stacks, because CloudFormation
   * hands a stack's tags to every resource in it.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-resource-tags.html">CloudFormation
   *     resource tagging</a>
   */
  private static final List<String> UNTAGGED =
      Stream.concat(
              Stream.of("aws:cdk:stack", "AWS::CloudFormation::Stack"),
              ChinaRegions.typesWithoutTags())
          .toList();

  /**
   * Wires the stack.
   *
   * @param app what the stack belongs to
   * @param configuration what to deploy
   * @throws io.github.landfall.infra.config.ConfigurationException if a function's jar is not built
   */
  public LandfallStack(Construct app, LandfallConfiguration configuration) {
    super(
        app,
        Names.STACK,
        StackProps.builder()
            .description("Landfall: overseas media on the artists' drive by morning")
            .env(
                Environment.builder()
                    .region(configuration.region())
                    .account(configuration.account().orElse(null))
                    .build())
            .terminationProtection(configuration.deletionProtection())
            .analyticsReporting(false)
            .build());
    Tags.of(this)
        .add("landfall", Names.STACK, TagProps.builder().excludeResourceTypes(UNTAGGED).build());
    new PublishedTemplates(this, configuration.partners());

    List<String> partners = configuration.partners().stream().map(Partner::name).toList();
    ArrivalsQueues arrivals =
        new ArrivalsQueues(
            this,
            partners,
            configuration.bucket(),
            ArrivalsFunction.TIMEOUT,
            ArrivalsFunction.WINDOW);
    LandingBucket bucket = new LandingBucket(this, configuration.bucket(), arrivals);
    LedgerBucket ledger = new LedgerBucket(this);
    ArrivalsFunction arrivalsFunction =
        new ArrivalsFunction(this, arrivals, bucket.bucket(), ledger.bucket());
    ArrivalsMetrics arrivalsMetrics = new ArrivalsMetrics(this, arrivalsFunction.logGroup());
    TransferNetwork network = new TransferNetwork(this, configuration.network());
    NoticeTopics topics = new NoticeTopics(this, configuration.notices());

    List<Transfer> transfers = new ArrayList<>();
    List<ComparedPartner> compared = new ArrayList<>();
    Map<String, Alarm> alarms = new LinkedHashMap<>();
    for (Partner partner : configuration.partners()) {
      Transfer transfer = transfer(partner, configuration, bucket, network);
      transfers.add(transfer);
      partner
          .comparison()
          .ifPresent(comparison -> compared.add(new ComparedPartner(transfer, comparison)));
      alarms.put(
          partner.name(),
          new TransferAlarms(this, transfer, configuration.quietWindow(), topics.operations())
              .transferAlarm());
    }

    RuleQueue runQueue = new RuleQueue(this, "RunQueue", RefreshFunction.TIMEOUT);
    RunRules rules = new RunRules(this, transfers, alarms, runQueue);
    SweepRules sweeps =
        new SweepRules(
            this,
            transfers,
            configuration.sweepEvery(),
            due(configuration.partners()),
            configuration.lateAfter(),
            runQueue);
    RunsTable runsTable = new RunsTable(this, configuration.deletionProtection());
    RefreshFunction function =
        new RefreshFunction(
            this,
            configuration,
            bucket,
            ledger,
            arrivals,
            transfers,
            runQueue,
            runsTable.table(),
            topics);
    RunMetrics metrics = new RunMetrics(this, function.logGroup());

    OperationsAlarms operations = new OperationsAlarms(this, topics.operations());
    operations.ofTransfers(transfers);
    operations.ofArrivals(arrivals, arrivalsFunction, arrivalsMetrics);
    operations.ofRules(rules.rules());
    operations.ofRules(sweeps.rules());
    operations.ofRuns(runQueue, function, metrics);
    new FileShareAccess(this, bucket.bucket());
    TransferDashboard dashboard =
        new TransferDashboard(this, transfers, arrivalsMetrics, runQueue, metrics, function);
    if (!compared.isEmpty()) {
      Comparisons comparisons =
          new Comparisons(
              this,
              configuration,
              compared,
              bucket.bucket(),
              ledger.bucket(),
              runsTable.table(),
              topics);
      operations.ofRules(comparisons.rules());
      operations.ofComparisons(comparisons);
      dashboard.ofComparisons(comparisons);
    }
    if (!configuration.notices().robots().isEmpty()) {
      ChatRobots robots = new ChatRobots(this, configuration, topics);
      operations.ofRobots(robots);
      dashboard.ofRobots(robots);
    }
  }

  /**
   * Gives the region's first two zones without asking AWS for them, so no credentials are needed.
   */
  @Override
  public List<String> getAvailabilityZones() {
    return List.of(Fn.select(0, Fn.getAzs()), Fn.select(1, Fn.getAzs()));
  }

  /** When transfers are due whose finder is a task: what became of any other nobody tells. */
  private static Map<String, LocalTime> due(List<Partner> partners) {
    Map<String, LocalTime> due = new LinkedHashMap<>();
    for (Partner partner : partners) {
      if (partner.transfer() instanceof ImportedTransfer imported
          && imported.edition() == Edition.ECS) {
        imported.schedule().ifPresent(schedule -> due.put(partner.name(), schedule.utc()));
      }
    }
    return due;
  }

  private Transfer transfer(
      Partner partner,
      LandfallConfiguration configuration,
      LandingBucket bucket,
      TransferNetwork network) {
    if (partner.transfer() instanceof AdoptedTransfer adopted) {
      adopted.stack().ifPresent(stack -> nameTransferStack(partner, stack));
      return Transfer.adopted(partner.name(), adopted);
    }
    TransferImport imported =
        new TransferImport(
            this,
            partner,
            (ImportedTransfer) partner.transfer(),
            configuration.notices().operationsEmails().get(0),
            bucket.bucket(),
            network,
            configuration.dthAssets());
    nameTransferStack(partner, imported.stackArn());
    return imported.transfer();
  }

  /** Lets the commands in {@code bin/} find a partner's stack by the partner's name. */
  private void nameTransferStack(Partner partner, String stack) {
    new CfnOutput(
            this,
            "TransferStack-" + partner.name(),
            CfnOutputProps.builder()
                .description("The stack of %s's transfer".formatted(partner.name()))
                .value(stack)
                .build())
        .overrideLogicalId("TransferStack" + partner.logicalName());
  }
}
