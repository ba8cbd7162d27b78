package io.github.landfall.infra.transfer;

import io.github.landfall.contract.Names;
import io.github.landfall.infra.function.JavaFunction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import software.amazon.awscdk.ArnComponents;
import software.amazon.awscdk.ArnFormat;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.PolicyStatementProps;

/**
 * The parts of transfers as policies name them. A nested stack's name begins with the stack's, and
 * a resource's with its stack's: thirty partners' parts by name would outgrow a role.
 *
 * @param stack the stack
 * @param transfers the transfers
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">IAM's
 *     quotas</a>
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerservice.html">Actions
 *     of Elastic Container Service</a>
 */
public record TransferAccess(Stack stack, List<Transfer> transfers) {

  /** What counts the messages of a queue. */
  public static final List<String> COUNTING = List.of("sqs:GetQueueAttributes", "sqs:GetQueueUrl");

  private static final String QUEUES = Names.STACK + "-*-S3TransferQueue-*";
  private static final String DEAD_LETTER_QUEUES = Names.STACK + "-*-S3TransferQueueDLQ-*";
  private static final String TABLES = Names.STACK + "-*-S3TransferTable-*";
  private static final String FINDER_LOGS = Names.STACK + "-*-FinderStackFinderLogGroup*";
  private static final String MERGES = Names.STACK + "-*-MultiPart-ControllerSM";

  /** Copies the list. */
  public TransferAccess {
    transfers = List.copyOf(transfers);
  }

  /** The ARNs of the transfer queues. */
  public List<String> queues() {
    return names(Transfer::queueName, QUEUES).map(name -> arn("sqs", name)).toList();
  }

  /** The ARNs of their dead-letter queues. */
  public List<String> deadLetterQueues() {
    return names(Transfer::deadLetterQueueName, DEAD_LETTER_QUEUES)
        .map(name -> arn("sqs", name))
        .toList();
  }

  /** The ARNs of the tables. */
  public List<String> tables() {
    return names(Transfer::tableName, TABLES)
        .map(name -> arn("dynamodb", "table/" + name))
        .toList();
  }

  /** The ARN of the finders' log groups; empty if no finder has one. */
  public Optional<String> finderLogs() {
    return transfers.stream().anyMatch(transfer -> transfer.finderLogGroup().isPresent())
        ? Optional.of(arn("logs", "log-group:" + FINDER_LOGS))
        : Optional.empty();
  }

  /** What asks whether a finder or a merge runs, as far as there are any. */
  public Stream<PolicyStatement> lookForWork() {
    List<String> clusters =
        transfers.stream()
            .map(Transfer::cluster)
            .flatMap(Optional::stream)
            .distinct()
            .map(name -> arn("ecs", "cluster/" + name))
            .toList();
    List<String> stateMachines =
        transfers.stream()
            .map(Transfer::mergeStateMachineArn)
            .flatMap(Optional::stream)
            .map(arn -> Token.isUnresolved(arn) ? arn("states", "stateMachine:" + MERGES) : arn)
            .distinct()
            .toList();
    Stream.Builder<PolicyStatement> statements = Stream.builder();
    if (!clusters.isEmpty()) {
      // Listing by family names no container instance, the action's only resource type.
      statements.add(
          new PolicyStatement(
              PolicyStatementProps.builder()
                  .sid("LookForFinders")
                  .actions(List.of("ecs:ListTasks"))
                  .resources(List.of("*"))
                  .conditions(Map.of("ArnEquals", Map.of("ecs:cluster", clusters)))
                  .build()));
    }
    if (!stateMachines.isEmpty()) {
      statements.add(
          JavaFunction.allow("LookForMerges", List.of("states:ListExecutions"), stateMachines));
    }
    return statements.build();
  }

  /** The names that were configured, and a pattern for all those that the stack's imports make. */
  private Stream<String> names(Function<Transfer, String> name, String pattern) {
    return transfers.stream()
        .map(name)
        .map(each -> Token.isUnresolved(each) ? pattern : each)
        .distinct();
  }

  private String arn(String service, String resource) {
    return stack.formatArn(
        ArnComponents.builder()
            .service(service)
            .resource(resource)
            .arnFormat(ArnFormat.NO_RESOURCE_NAME)
            .build());
  }
}
