package io.github.landfall.infra.transfer;

import io.github.landfall.infra.config.Partner;
import io.github.landfall.infra.config.PartnerTransfer.ImportedTransfer;
import io.github.landfall.infra.config.TemplateLocation.Published;
import java.util.List;
import software.amazon.awscdk.CfnParameter;
import software.amazon.awscdk.CfnParameterProps;
import software.amazon.awscdk.CfnRule;
import software.amazon.awscdk.CfnRuleAssertion;
import software.amazon.awscdk.CfnRuleProps;
import software.amazon.awscdk.Fn;
import software.constructs.Construct;

/**
 * Refuses a deployment whose transfers are made of published templates, before anything is created:
 * such a nested stack fails only after minutes, and everything is rolled back. The synthesis goes
 * on working without a downloaded template.
 *
 * <p>A template at an address of the platform team's own is theirs to know: it is let pass.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/rules-section-structure.html">Rules,
 *     which CloudFormation evaluates before it creates or updates any resource</a>
 */
public final class PublishedTemplates extends Construct {

  /** The stack's parameter with which somebody lets them pass. */
  static final String PARAMETER = "AcceptPublishedTemplates";

  private static final String ACCEPTED = "yes";

  /** Adds a rule and its parameter if one of the partners needs them, else nothing. */
  public PublishedTemplates(Construct scope, List<Partner> partners) {
    super(scope, "PublishedTemplates");
    List<String> published =
        partners.stream().filter(PublishedTemplates::isPublished).map(Partner::name).toList();
    if (!published.isEmpty()) {
      refuse(published);
    }
  }

  private void refuse(List<String> partners) {
    CfnParameter accept =
        new CfnParameter(
            this,
            "Accept",
            CfnParameterProps.builder()
                .description("Whether published templates of Data Transfer Hub are deployed")
                .allowedValues(List.of(ACCEPTED, "no"))
                .defaultValue("no")
                .build());
    accept.overrideLogicalId(PARAMETER);
    new CfnRule(
            this,
            "Rule",
            CfnRuleProps.builder()
                .assertions(
                    List.of(
                        CfnRuleAssertion.builder()
                            .assertValue(Fn.conditionEquals(accept, ACCEPTED))
                            .assertDescription(
                                ("The published template of Data Transfer Hub no longer deploys."
                                        + " Download one with bin/landfall dth fetch and name it in"
                                        + " templateFile of: %s. To try it all the same: npx cdk"
                                        + " deploy --parameters %s=%s")
                                    .formatted(String.join(", ", partners), PARAMETER, ACCEPTED))
                            .build()))
                .build())
        .overrideLogicalId("PublishedTemplatesAreAccepted");
  }

  private static boolean isPublished(Partner partner) {
    return partner.transfer() instanceof ImportedTransfer imported
        && imported.template() instanceof Published;
  }
}
