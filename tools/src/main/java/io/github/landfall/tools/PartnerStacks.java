package io.github.landfall.tools;

import io.github.landfall.contract.Names;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/** Finds the Data Transfer Hub stack of a partner by the partner's name, in Landfall's stack. */
public final class PartnerStacks {

  private final Stacks stacks;
  private final String landfall;

  /**
   * @param stacks the stacks of Landfall's account and region
   * @param landfall the name of Landfall's stack
   */
  public PartnerStacks(Stacks stacks, String landfall) {
    this.stacks = stacks;
    this.landfall = landfall;
  }

  /**
   * Finds a partner's stack.
   *
   * @param partner the partner's name, as configured
   * @throws ToolException if Landfall's stack, the partner or its stack is not there, or that stack
   *     is not Data Transfer Hub's
   */
  public TransferStack of(String partner) {
    StackDescription deployment = landfall();
    requirePartner(partner, deployment);
    String output = output(partner);
    String stack = deployment.outputs().get(output);
    if (stack == null) {
      throw new ToolException(
          "the stack %s has no output %s. If %s is adopted, add its stack's name to cdk.json as adopt.stack (bin/landfall dth adopt prints the block); then deploy"
              .formatted(landfall, output, partner));
    }
    return TransferStack.of(
        stacks
            .find(stack)
            .orElseThrow(
                () ->
                    new ToolException(
                        "the stack %s of partner %s does not exist in this account and region; correct adopt.stack in cdk.json, or deploy again"
                            .formatted(stack, partner))));
  }

  /** The name of the output of Landfall's stack that names a partner's stack. */
  static String output(String partner) {
    return "TransferStack" + partner.replace("-", "");
  }

  /**
   * Landfall's own stack, with its outputs.
   *
   * @throws ToolException if it is not there
   */
  public StackDescription landfall() {
    return stacks
        .find(landfall)
        .orElseThrow(
            () ->
                new ToolException(
                    "the stack %s is not deployed in this account and region; deploy it (README), or name the right one with --stack, --region and --profile"
                        .formatted(landfall)));
  }

  /**
   * Sees that a partner is there, whether or not its stack is known.
   *
   * @param partner the partner's name, as configured
   * @param deployment Landfall's own stack
   * @throws ToolException if it is not; the message names those that are
   */
  void requirePartner(String partner, StackDescription deployment) {
    Set<String> partners = partners(deployment);
    if (!partners.contains(partner)) {
      throw new ToolException(
          "no partner is named '%s' in the stack %s; expected one of: %s"
              .formatted(partner, landfall, String.join(", ", partners)));
    }
  }

  /**
   * The names of all partners, also of those whose stack is not known.
   *
   * @param deployment Landfall's own stack
   */
  Set<String> partners(StackDescription deployment) {
    return stacks.resources(deployment.name(), "AWS::CloudWatch::Alarm").stream()
        .map(StackResourceSummary::physicalResourceId)
        .filter(alarm -> alarm != null && alarm.startsWith(Names.TRANSFER_ALARM))
        .map(alarm -> alarm.substring(Names.TRANSFER_ALARM.length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
