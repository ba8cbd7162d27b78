package io.github.landfall.infra;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What happens to a deployment that fails the first time: it can simply be repeated. */
class FirstDeploymentTest {

  @Test
  void whatAFailedFirstDeploymentMadeIsGoneAgain() {
    assertThat(
            resources()
                .filter(resource -> resource.path("DeletionPolicy").asText().equals("Retain")))
        .isEmpty();
    assertThat(
            resources()
                .filter(resource -> resource.path("UpdateReplacePolicy").asText().equals("Retain")))
        .isNotEmpty()
        .allMatch(
            resource -> resource.path("DeletionPolicy").asText().equals("RetainExceptOnCreate"));
  }

  @Test
  void nothingIsProtectedFromTheCleanUpOfAFailedFirstDeployment() {
    assertThat(EveryTemplate.all().stacks())
        .isNotEmpty()
        .allSatisfy(
            (name, stack) ->
                assertThat(stack.path("terminationProtection").asBoolean()).as(name).isFalse());
    assertThat(
            resources()
                .filter(
                    resource ->
                        resource.at("/Properties/DeletionProtectionEnabled").asBoolean()
                            || resource.at("/Properties/DeletionProtection").asBoolean()))
        .isEmpty();
  }

  @Test
  void afterwardsStackAndTableCanBeProtectedFromDeletion() {
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put("deletionProtection", true);

    Synthesized protectedStack = Synthesized.of(landfall);

    assertThat(protectedStack.stack().getTerminationProtection()).isTrue();
    assertThat(
            protectedStack
                .only("AWS::DynamoDB::Table")
                .at("/Properties/DeletionProtectionEnabled")
                .asBoolean())
        .isTrue();
  }

  private static Stream<JsonNode> resources() {
    return EveryTemplate.all().templates().stream()
        .flatMap(template -> template.getValue().path("Resources").valueStream());
  }
}
