package io.github.landfall.tools;

import io.github.landfall.tools.check.Deployed;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackResourceSummary;

/**
 * The CloudFormation stacks of an account and region. Needs the actions {@code
 * cloudformation:DescribeStacks} and {@code cloudformation:ListStackResources}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_DescribeStacks.html">DescribeStacks</a>
 */
public final class Stacks {

  private final CloudFormationClient cloudFormation;

  /**
   * @param cloudFormation where the stacks are
   */
  public Stacks(CloudFormationClient cloudFormation) {
    this.cloudFormation = cloudFormation;
  }

  /**
   * Describes a stack.
   *
   * @param nameOrArn its name or its ARN
   * @return the stack; empty if there is none, or no longer
   */
  public Optional<StackDescription> find(String nameOrArn) {
    try {
      return cloudFormation
          .describeStacks(request -> request.stackName(nameOrArn))
          .stacks()
          .stream()
          // Under its ARN a deleted stack is described for 90 days more.
          .filter(stack -> !stack.stackStatusAsString().equals("DELETE_COMPLETE"))
          .map(Stacks::description)
          .findFirst();
    } catch (CloudFormationException e) {
      if (String.valueOf(e.getMessage()).contains("does not exist")) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /**
   * The resources of a stack.
   *
   * @param name the stack's name
   * @param type the type of the wanted ones, such as {@code AWS::Events::Rule}
   */
  public List<StackResourceSummary> resources(String name, String type) {
    return cloudFormation
        .listStackResourcesPaginator(request -> request.stackName(name))
        .stackResourceSummaries()
        .stream()
        .filter(resource -> resource.resourceType().equals(type))
        .toList();
  }

  /**
   * A stack with all that it consists of.
   *
   * @param stack the stack
   */
  Deployed deployed(StackDescription stack) {
    return new Deployed(
        stack.name(),
        stack.arn(),
        stack.status(),
        stack.parameters(),
        stack.outputs(),
        cloudFormation
            .listStackResourcesPaginator(request -> request.stackName(stack.name()))
            .stackResourceSummaries()
            .stream()
            // What a failed deployment could not make has no name.
            .filter(resource -> resource.physicalResourceId() != null)
            .map(
                resource ->
                    new Deployed.Resource(
                        resource.logicalResourceId(),
                        resource.resourceType(),
                        resource.physicalResourceId()))
            .toList());
  }

  /**
   * The name of a resource.
   *
   * @param name the stack's name
   * @param type the resource's type
   * @param logicalId what its logical id begins with
   * @throws ToolException if there is not exactly one
   */
  String resource(String name, String type, String logicalId) {
    List<String> found =
        resources(name, type).stream()
            .filter(resource -> resource.logicalResourceId().startsWith(logicalId))
            .map(StackResourceSummary::physicalResourceId)
            .toList();
    if (found.size() != 1) {
      throw new ToolException(
          "the stack %s has %d resources of type %s whose logical id begins with %s, expected one"
              .formatted(name, found.size(), type, logicalId));
    }
    return found.get(0);
  }

  private static StackDescription description(Stack stack) {
    return new StackDescription(
        stack.stackName(),
        stack.stackId(),
        stack.stackStatusAsString(),
        stack.parameters().stream()
            // One that was left empty has no value in the answer.
            .filter(parameter -> parameter.parameterValue() != null)
            .collect(Collectors.toMap(Parameter::parameterKey, Parameter::parameterValue)),
        stack.outputs().stream().collect(Collectors.toMap(Output::outputKey, Output::outputValue)));
  }
}
