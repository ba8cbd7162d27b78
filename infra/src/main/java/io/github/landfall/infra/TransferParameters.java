package io.github.landfall.infra;

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
     * @param text the value, as CloudFormation passes all of them
     */
    record Value(String text) implements Setting {}

    /**
     * The parameter is not passed.
     *
     * @param because why the template's default is right
     */
    record LeftToDefault(String because) implements Setting {}
  }

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
    set("srcType", source.type());
    set("srcBucket", source.bucket());
    set("srcPrefix", source.prefix());
    set("srcRegion", source.region());
    set("srcEndpoint", source.endpoint().orElse(""));
    set("srcInCurrentAccount", String.valueOf(source.inCurrentAccount()));
    set("srcCredentials", source.credentials().orElse(""));
    // The partner's bucket can't send events here: the schedule alone starts a run.
    set("srcEvent", "No");
    setOrLeave(
        "srcPrefixsListFile",
        source.prefixesFile().map(PrefixesFile::key),
        "there is no list of prefixes, only srcPrefix");
    leave("srcSkipCompare", "a night copies only what differs");

    set("destBucket", destination.bucket());
    set("destPrefix", destination.partner());
    set("destRegion", destination.region());
    set("destInCurrentAccount", "true");
    leave("destCredentials", "the landing bucket is of this account: the workers' role writes");
    set("destStorageClass", transfer.storageClass());
    // The only ACL but none that a bucket with enforced ownership takes.
    set("destAcl", "bucket-owner-full-control");

    set("alarmEmail", destination.alarmEmail());
    leave("includeMetadata", "true: objects keep what the partner says of them");

    Finder finder = transfer.finder();
    set("finderDepth", String.valueOf(finder.depth()));
    set("finderNumber", String.valueOf(finder.threads()));
    Workers workers = transfer.workers();
    set("workerNumber", String.valueOf(workers.threads()));
    set("maxCapacity", String.valueOf(workers.max()));
    set("minCapacity", String.valueOf(workers.min()));
    set("desiredCapacity", String.valueOf(workers.desired()));
  }

  private void ofEcsEdition(ImportedTransfer transfer, Destination destination) {
    set("ecsClusterName", destination.cluster());
    set("ecsVpcId", destination.vpcId());
    set("ecsSubnets", destination.subnetIds());
    set("ecsFargateMemory", String.valueOf(transfer.finder().memoryGib() * 1024));
    set("ecsCronExpression", transfer.schedule().cron());
  }

  private void ofEc2Edition(ImportedTransfer transfer, Destination destination) {
    set("ec2VpcId", destination.vpcId());
    set("ec2Subnets", destination.subnetIds());
    set("finderEc2Memory", String.valueOf(transfer.finder().memoryGib()));
    set("ec2CronExpression", transfer.schedule().cron());
    Source source = transfer.source();
    setOrLeave(
        "srcPrefixListBucket",
        source.prefixesFile().flatMap(PrefixesFile::bucket),
        "a list of prefixes, if there is one, is in the partner's bucket");
    setOrLeave(
        "isPayerRequest",
        source.requesterPays() ? Optional.of("true") : Optional.empty(),
        "false: the bucket's owner pays for requests and egress");
    leave("destPutObjectSSEType", "None: the landing bucket encrypts by itself");
    leave("destPutObjectSSEKmsKeyId", "the landing bucket's keys are S3's own");
  }

  private void set(String name, String value) {
    settings.put(name, new Setting.Value(value));
  }

  private void setOrLeave(String name, Optional<String> value, String because) {
    value.ifPresentOrElse(text -> set(name, text), () -> leave(name, because));
  }

  private void leave(String name, String because) {
    settings.put(name, new Setting.LeftToDefault(because));
  }
}
