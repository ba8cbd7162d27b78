package io.github.landfall.infra.transfer;

import io.github.landfall.infra.config.DthAssets;
import io.github.landfall.infra.config.Edition;
import io.github.landfall.infra.config.Partner;
import io.github.landfall.infra.config.PartnerTransfer.ImportedTransfer;
import io.github.landfall.infra.config.TemplateLocation.LocalFile;
import io.github.landfall.infra.config.TemplateLocation.Published;
import io.github.landfall.infra.config.TemplateLocation.Url;
import io.github.landfall.infra.transfer.TransferParameters.Destination;
import io.github.landfall.infra.transfer.TransferParameters.Setting;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.CfnStack;
import software.amazon.awscdk.CfnStackProps;
import software.amazon.awscdk.Fn;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.s3.IBucket;
import software.constructs.Construct;

/**
 * A partner's Data Transfer Hub, imported as a nested stack from its published template.
 *
 * <p>It is deleted together with Landfall or with its partner: it holds no media, and what its
 * table records is found again by comparing the buckets.
 */
public final class TransferImport extends Construct {

  private final Transfer transfer;
  private final String stackArn;

  /**
   * Imports the template.
   *
   * @param alarmEmail who gets Data Transfer Hub's own alarms
   * @param bucket the landing bucket
   * @param assets own copies of what its instances load; absent to load what AWS publishes
   * @throws io.github.landfall.infra.config.ConfigurationException if a template file is none of
   *     Data Transfer Hub's, or takes no value that is configured
   */
  public TransferImport(
      Construct scope,
      Partner partner,
      ImportedTransfer imported,
      String alarmEmail,
      IBucket bucket,
      TransferNetwork network,
      Optional<DthAssets> assets) {
    super(scope, "Transfer-" + partner.name());
    Destination destination =
        new Destination(
            partner.name(),
            bucket.getBucketName(),
            Stack.of(this).getRegion(),
            alarmEmail,
            network.vpcId(),
            Fn.join(",", network.subnetIds()),
            network.clusterName());
    Map<String, Setting> settings = TransferParameters.of(imported, destination);
    CfnStack stack = stack(imported, settings, assets);
    // Short, because the names of all it creates begin with it, some of which may have 80
    // characters.
    stack.overrideLogicalId(partner.logicalName());
    network.routes().forEach(stack.getNode()::addDependency);
    stackArn = stack.getRef();

    boolean ecs = imported.edition() == Edition.ECS;
    transfer =
        new Transfer(
            partner.name(),
            output(stack, "CommonQueueNameEB26B1B7"),
            output(stack, "CommonDLQQueueName98D51C56"),
            output(stack, "CommonTableName4099A6E9"),
            ecs ? Optional.of(network.clusterName()) : Optional.empty(),
            ecs
                ? Optional.of(output(stack, "ECSStackTaskDefinitionNameE8E07C57"))
                : Optional.empty(),
            ecs
                ? Optional.empty()
                : Optional.of(output(stack, "MultiPartStateMachineSfnArnFA9E5135")),
            ecs
                ? Optional.empty()
                : Optional.of(output(stack, "FinderStackFinderLogGroupNameB966FCFB")));
  }

  /** The transfer by its names, which are outputs of the nested stack. */
  public Transfer transfer() {
    return transfer;
  }

  /** The nested stack's ARN, a token. */
  public String stackArn() {
    return stackArn;
  }

  private CfnStack stack(
      ImportedTransfer imported, Map<String, Setting> settings, Optional<DthAssets> assets) {
    if (imported.template() instanceof LocalFile local) {
      TransferTemplate template = new TransferTemplate(this, imported, local.path(), assets);
      CfnStack stack = stack(template.url(), template.parameters(settings));
      template.showInDiffOf(stack);
      return stack;
    }
    if (assets.isPresent()) {
      throw imported.missing(
          "templateFile", "a template's path, since landfall.dth.assets changes what it loads");
    }
    if (imported.template() instanceof Published published) {
      Annotations.of(this)
          .addWarningV2(
              "landfall:published-template",
              "%s is passed on unread, and %s. Download it with bin/landfall dth fetch and name it in templateFile: it is brought up to date then. Until then the deployment is refused, unless the stack's parameter %s is yes."
                  .formatted(
                      published.url(),
                      imported.edition().knownNotToDeploy(),
                      PublishedTemplates.PARAMETER));
      return stack(published.url(), passed(settings));
    }
    return stack(((Url) imported.template()).url(), passed(settings));
  }

  private CfnStack stack(String templateUrl, Map<String, String> parameters) {
    return new CfnStack(
        this,
        "Stack",
        CfnStackProps.builder().templateUrl(templateUrl).parameters(parameters).build());
  }

  private static Map<String, String> passed(Map<String, Setting> settings) {
    Map<String, String> passed = new TreeMap<>();
    settings.forEach(
        (name, setting) -> {
          if (setting instanceof Setting.Value value) {
            passed.put(name, value.text());
          }
        });
    return passed;
  }

  private static String output(CfnStack stack, String name) {
    return stack.getAtt("Outputs." + name).toString();
  }
}
