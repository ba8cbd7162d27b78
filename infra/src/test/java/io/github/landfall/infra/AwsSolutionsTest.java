package io.github.landfall.infra;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.cdklabs.cdknag.AwsSolutionsChecks;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awscdk.PolicyViolation;

/** Holds the stack against AWS's own rules for solutions. */
class AwsSolutionsTest {

  /** Each finding that stays, as rule and resource, with the reason why. */
  private static final Map<String, String> ACKNOWLEDGED =
      Map.ofEntries(
          entry(
              "AwsSolutions-S1 at Landfall/LandingBucket/Resource/Resource",
              "gateways and workers alone read the bucket; whoever must audit them turns on CloudTrail's"
                  + " data events, which cost by the object"),
          entry(
              "AwsSolutions-VPC7 at Landfall/TransferNetwork/Vpc/Resource",
              "only finders and workers live there: they call out and nothing listens"),
          entry(
              "AwsSolutions-IAM5[Resource::*] at Landfall/RefreshFunction/Role/Resource",
              "metrics have no ARN; ListTasks by family and ListFileShares of an account name no resource; ListTasks is held"
                  + " to the finders' clusters by a condition"),
          entry(
              "AwsSolutions-IAM5[Resource::arn:aws-cn:storagegateway:cn-northwest-1:<AWS::AccountId>:share/*]"
                  + " at Landfall/RefreshFunction/Role/Resource",
              "shares are created after the stack and found, not configured; fileShares narrows this"),
          entry(
              "AwsSolutions-IAM5[Resource::arn:aws-cn:sqs:cn-northwest-1:<AWS::AccountId>:Landfall-*-S3TransferQueue-*]"
                  + " at Landfall/RefreshFunction/Role/Resource",
              "thirty partners by name would outgrow the role; the pattern holds the parts of their"
                  + " nested stacks alone"),
          entry(
              "AwsSolutions-IAM5[Resource::arn:aws-cn:sqs:cn-northwest-1:<AWS::AccountId>:Landfall-*-S3TransferQueueDLQ-*]"
                  + " at Landfall/RefreshFunction/Role/Resource",
              "thirty partners by name would outgrow the role; the pattern holds the parts of their"
                  + " nested stacks alone"),
          entry(
              "AwsSolutions-IAM5[Resource::arn:aws-cn:dynamodb:cn-northwest-1:<AWS::AccountId>:table/Landfall-*-S3TransferTable-*]"
                  + " at Landfall/RefreshFunction/Role/Resource",
              "the names of thirty partners' tables, which CloudFormation makes, would outgrow the role"),
          entry(
              "AwsSolutions-IAM5[Resource::arn:aws-cn:logs:cn-northwest-1:<AWS::AccountId>:log-group:Landfall-*-FinderStackFinderLogGroup*]"
                  + " at Landfall/RefreshFunction/Role/Resource",
              "the names of thirty partners' log groups, which CloudFormation makes, would outgrow the role"),
          entry(
              "AwsSolutions-IAM5[Resource::arn:aws-cn:states:cn-northwest-1:<AWS::AccountId>:stateMachine:Landfall-*-MultiPart-ControllerSM]"
                  + " at Landfall/RefreshFunction/Role/Resource",
              "thirty partners by name would outgrow the role; the pattern holds the parts of their"
                  + " nested stacks alone"),
          entry(
              "AwsSolutions-IAM5[Resource::<LandingBucket7D163373.Arn>/_landfall/*]"
                  + " at Landfall/RefreshFunction/Role/Resource",
              "reports are many objects; under this prefix lies nothing else"),
          entry(
              "AwsSolutions-IAM5[Resource::<LandingBucket7D163373.Arn>/*.mhl]"
                  + " at Landfall/RefreshFunction/Role/Resource",
              "delivery lists lie anywhere; the pattern holds nothing else"),
          entry(
              "AwsSolutions-IAM5[Resource::<LandingBucket7D163373.Arn>/*.MHL]"
                  + " at Landfall/RefreshFunction/Role/Resource",
              "delivery lists lie anywhere; the pattern holds nothing else"),
          entry(
              "AwsSolutions-S1 at Landfall/Ledger/Resource/Resource",
              "Landfall's functions alone use the bucket; it holds lists of keys, and none for long"),
          entry(
              "AwsSolutions-IAM5[Resource::<Ledger0B0DA0A5.Arn>/*]"
                  + " at Landfall/RefreshFunction/Role/Resource",
              "the bucket holds nothing but Landfall's own files, which are many"),
          entry(
              "AwsSolutions-IAM5[Resource::<Ledger0B0DA0A5.Arn>/*/new/*]"
                  + " at Landfall/ArrivalsFunction/Role/Resource",
              "parts are named by what they hold; under this prefix lies nothing else"),
          entry(
              "AwsSolutions-IAM5[Resource::<LandingBucket7D163373.Arn>/*]"
                  + " at Landfall/FileShareAccess/ShareRole/Resource",
              "a file share shows every object of the bucket"),
          entry(
              "AwsSolutions-IAM5[Resource::*]"
                  + " at Landfall/Comparisons/ComparisonFunction/Role/Resource",
              "ListTasks by family names no resource; it is held to the finders' clusters by a condition"),
          entry(
              "AwsSolutions-IAM5[Resource::arn:aws-cn:sqs:cn-northwest-1:<AWS::AccountId>:Landfall-*-S3TransferQueue-*]"
                  + " at Landfall/Comparisons/ComparisonFunction/Role/Resource",
              "thirty partners by name would outgrow the role; the pattern holds the parts of their nested stacks alone"),
          entry(
              "AwsSolutions-IAM5[Resource::arn:aws-cn:states:cn-northwest-1:<AWS::AccountId>:stateMachine:Landfall-*-MultiPart-ControllerSM]"
                  + " at Landfall/Comparisons/ComparisonFunction/Role/Resource",
              "thirty partners by name would outgrow the role; the pattern holds the parts of their nested stacks alone"),
          entry(
              "AwsSolutions-IAM5[Resource::<LandingBucket7D163373.Arn>/_landfall/*]"
                  + " at Landfall/Comparisons/ComparisonFunction/Role/Resource",
              "reports are many objects; under this prefix lies nothing else"),
          entry(
              "AwsSolutions-IAM5[Resource::<Ledger0B0DA0A5.Arn>/_comparisons/*]"
                  + " at Landfall/Comparisons/ComparisonFunction/Role/Resource",
              "slices are many objects; under this prefix lies nothing else"),
          entry(
              "AwsSolutions-SMG4 at Landfall/FileShareAccess/GuestPassword/Resource",
              "a gateway does not follow the secret: rotating it alone would lock the artists out"));

  @Test
  void everyFindingIsEitherMendedOrAcknowledgedWithAReason() {
    LandfallStack stack = Synthesized.committed().stack();

    assertThat(
            new AwsSolutionsChecks(stack)
                .validateScope(stack).getViolations().stream().flatMap(AwsSolutionsTest::findings))
        .containsExactlyInAnyOrderElementsOf(ACKNOWLEDGED.keySet());
  }

  private static Stream<String> findings(PolicyViolation violation) {
    return violation.getViolatingResources().stream()
        .map(
            resource ->
                "%s at %s"
                    .formatted(
                        violation.getRuleName(),
                        resource.getConstructPath().replaceAll(" \\[.*", "")));
  }
}
