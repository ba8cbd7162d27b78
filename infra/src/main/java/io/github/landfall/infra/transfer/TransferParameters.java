package io.github.landfall.infra.transfer;

import io.github.landfall.infra.config.DailySchedule;
import io.github.landfall.infra.config.Edition;
import io.github.landfall.infra.config.Finder;
import io.github.landfall.infra.config.PartnerTransfer.ImportedTransfer;
import io.github.landfall.infra.config.Source;
import io.github.landfall.infra.config.Source.PrefixesFile;
import io.github.landfall.infra.config.Workers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Every parameter of Data Transfer Hub's templates, each with its value or with the reason why it
 * keeps the template's default.
 */
final class TransferParameters {

  /** What becomes of one parameter. */
  sealed interface Setting {

    /**
     * The parameter gets a value.
     *
     * @param text the value, as CloudFormation passes all of them; may be a token
     * @param key where it comes from: in the partner's object, for example {@code source.type}, or
     *     with {@code landfall.} first from its root; {@code templateFile} for what can't be chosen
     */
    record Value(String text, String key) implements Setting {}

    /**
     * The parameter is not passed.
     *
     * @param because why the template's default is right
     */
    record LeftToDefault(String because) implements Setting {}
  }

  /**
   * What a template without the parameter works with: what may be left out then, and nothing else.
   */
  static final Map<String, String> WITHOUT = Map.of("ecsFargateMemory", "8192", "srcEvent", "No");

  /**
   * Where a transfer writes to and runs.
   *
   * @param partner the partner's name, under which its objects land
   * @param bucket the landing bucket's name
   * @param region the deployment's region
   * @param alarmEmail who gets Data Transfer Hub's own alarms
   * @param vpcId the network's id
   * @param subnetIds the subnets' ids, separated by commas
   * @param cluster the name of the cluster that the finder runs on
   */
  record Destination(
      String partner,
      String bucket,
      String region,
      String alarmEmail,
      String vpcId,
      String subnetIds,
      String cluster) {}

  private final Map<String, Setting> settings = new LinkedHashMap<>();

  private TransferParameters() {}

  /** Gives the parameters of the transfer's edition, all of them, by name. */
  static Map<String, Setting> of(ImportedTransfer transfer, Destination destination) {
    TransferParameters parameters = new TransferParameters();
    parameters.ofBothEditions(transfer, destination);
    if (transfer.edition() == Edition.ECS) {
      parameters.ofEcsEdition(transfer, destination);
    } else {
      parameters.ofEc2Edition(transfer, destination);
    }
    return parameters.settings;
  }

  private void ofBothEditions(ImportedTransfer transfer, Destination destination) {
    Source source = transfer.source();
    set("srcType", "source.type", source.type());
    set("srcBucket", "source.bucket", source.bucket());
    set("srcPrefix", "source.prefix", source.prefix());
    set("srcRegion", "source.region", source.region());
    set("srcEndpoint", "source.endpoint", source.endpoint().orElse(""));
    set(
        "srcInCurrentAccount",
        "source.inCurrentAccount",
        String.valueOf(source.inCurrentAccount()));
    set("srcCredentials", "source.credentials", source.credentials().orElse(""));
    // The partner's bucket can't send events here: the schedule alone starts a run.
    set("srcEvent", "templateFile", "No");
    setOrLeave(
        "srcPrefixsListFile",
        "source.prefixesFile",
        source.prefixesFile().map(PrefixesFile::key),
        "there is no list of prefixes, only srcPrefix");
    leave("srcSkipCompare", "a night copies only what differs");

    set("destBucket", "landfall.bucket", destination.bucket());
    set("destPrefix", "name", destination.partner());
    set("destRegion", "landfall.region", destination.region());
    set("destInCurrentAccount", "templateFile", "true");
    leave("destCredentials", "the landing bucket is of this account: the workers' role writes");
    set("destStorageClass", "storageClass", transfer.storageClass());
    // The only ACL but none that a bucket with enforced ownership takes.
    set("destAcl", "templateFile", "bucket-owner-full-control");

    set("alarmEmail", "landfall.notices.operationsEmails[0]", destination.alarmEmail());
    leave("includeMetadata", "true: objects keep what the partner says of them");

    Finder finder = transfer.finder();
    // With more, the finder skips objects.
    set("finderDepth", "finder.depth", "0");
    set("finderNumber", "finder.threads", String.valueOf(finder.threads()));
    Workers workers = transfer.workers();
    set("workerNumber", "workers.threads", String.valueOf(workers.threads()));
    set("maxCapacity", "workers.max", String.valueOf(workers.max()));
    set("minCapacity", "workers.min", String.valueOf(workers.min()));
    set("desiredCapacity", "workers.desired", String.valueOf(workers.desired()));
  }

  private void ofEcsEdition(ImportedTransfer transfer, Destination destination) {
    set("ecsClusterName", "templateFile", destination.cluster());
    set("ecsVpcId", "landfall.network.vpcId", destination.vpcId());
    set("ecsSubnets", "landfall.network.subnetIds", destination.subnetIds());
    set(
        "ecsFargateMemory",
        "finder.memoryGib",
        String.valueOf(transfer.finder().memoryGib() * 1024));
    schedule("ecsCronExpression", transfer);
  }

  private void ofEc2Edition(ImportedTransfer transfer, Destination destination) {
    set("ec2VpcId", "landfall.network.vpcId", destination.vpcId());
    set("ec2Subnets", "landfall.network.subnetIds", destination.subnetIds());
    set("finderEc2Memory", "finder.memoryGib", String.valueOf(transfer.finder().memoryGib()));
    schedule("ec2CronExpression", transfer);
    Source source = transfer.source();
    setOrLeave(
        "srcPrefixListBucket",
        "source.prefixesBucket",
        source.prefixesFile().flatMap(PrefixesFile::bucket),
        "a list of prefixes, if there is one, is in the partner's bucket");
    setOrLeave(
        "isPayerRequest",
        "source.requesterPays",
        source.requesterPays() ? Optional.of("true") : Optional.empty(),
        "false: the bucket's owner pays for requests and egress");
    leave("destPutObjectSSEType", "None: the landing bucket encrypts by itself");
    leave("destPutObjectSSEKmsKeyId", "the landing bucket's keys are S3's own");
  }

  private void schedule(String name, ImportedTransfer transfer) {
    setOrLeave(
        name,
        "dailyAt",
        transfer.schedule().map(DailySchedule::cron),
        "the template has a schedule of its own");
  }

  private void set(String name, String key, String value) {
    settings.put(name, new Setting.Value(value, key));
  }

  private void setOrLeave(String name, String key, Optional<String> value, String because) {
    value.ifPresentOrElse(text -> set(name, key, text), () -> leave(name, because));
  }

  private void leave(String name, String because) {
    settings.put(name, new Setting.LeftToDefault(because));
  }
}
