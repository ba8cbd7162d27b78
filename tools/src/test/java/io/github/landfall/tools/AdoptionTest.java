package io.github.landfall.tools;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdoptionTest {

  private static final Optional<String> LANDING = Optional.of("landing");

  @Test
  void aStackThatFitsIsTakenWithoutAWarning() {
    Adoption adoption =
        Adoption.of(TransferStack.of(ExampleStacks.ecs()), Optional.empty(), LANDING);

    assertThat(adoption.warnings()).isEmpty();
    assertThat(adoption.partner())
        .isEqualTo(
            Map.of(
                "name",
                "northlight",
                "adopt",
                Map.of(
                    "stack", "DTH",
                    "queue", "DTH-S3TransferQueue-1",
                    "deadLetterQueue", "DTH-S3TransferQueueDLQ-1",
                    "table", "DTH-S3TransferTable-1",
                    "cluster", "dth-cluster",
                    "finderFamily", "DTH-DTHFinderTask")));
  }

  @Test
  void theNewEditionHasItsMergeInPlaceOfItsFinder() {
    Adoption adoption =
        Adoption.of(TransferStack.of(ExampleStacks.ec2()), Optional.empty(), LANDING);

    assertThat(adoption.warnings()).isEmpty();
    assertThat((Map<?, ?>) adoption.partner().get("adopt"))
        .hasSize(5)
        .anySatisfy(
            (key, value) -> {
              assertThat(key).isEqualTo("mergeStateMachineArn");
              assertThat(value).isEqualTo(ExampleStacks.MERGE);
            });
  }

  @Test
  void aFolderIsTheSameWithASlashAndWithout() {
    StackDescription stack =
        ExampleStacks.stack(
            Map.of("destBucket", "landing", "destPrefix", "northlight/"),
            Map.of("MultiPartStateMachineSfnArnFA9E5135", ExampleStacks.MERGE));

    Adoption adoption = Adoption.of(TransferStack.of(stack), Optional.empty(), LANDING);

    assertThat(adoption.warnings()).isEmpty();
    assertThat(adoption.partner()).containsEntry("name", "northlight");
    assertThat(Adoption.of(TransferStack.of(stack), Optional.of("northlight"), LANDING).warnings())
        .isEmpty();
  }

  @Test
  void anotherFolderThanThePartnersIsWarnedOf() {
    Adoption adoption =
        Adoption.of(TransferStack.of(ExampleStacks.ec2()), Optional.of("north"), LANDING);

    assertThat(adoption.partner()).containsEntry("name", "north");
    assertThat(adoption.warnings())
        .singleElement()
        .asString()
        .contains("destPrefix 'northlight'", "the folder 'north' alone");
  }

  @Test
  void anotherBucketThanTheLandingBucketIsWarnedOf() {
    Adoption other =
        Adoption.of(
            TransferStack.of(ExampleStacks.ec2()), Optional.empty(), Optional.of("studio-landing"));
    Adoption unknown =
        Adoption.of(TransferStack.of(ExampleStacks.ec2()), Optional.empty(), Optional.empty());

    assertThat(other.warnings())
        .singleElement()
        .asString()
        .contains("destBucket 'landing'", "landing bucket is 'studio-landing'");
    assertThat(unknown.warnings()).singleElement().asString().contains("not deployed", "'landing'");
  }

  @Test
  void aStackThatIsNotCompleteIsWarnedOf() {
    StackDescription stack = ExampleStacks.ec2();
    StackDescription updating =
        new StackDescription(
            stack.name(), stack.arn(), "UPDATE_IN_PROGRESS", stack.parameters(), stack.outputs());

    assertThat(Adoption.of(TransferStack.of(updating), Optional.empty(), LANDING).warnings())
        .singleElement()
        .asString()
        .contains("UPDATE_IN_PROGRESS");
  }

  @Test
  void aFinderOnAnUnknownClusterIsLeftOutWithAWarning() {
    StackDescription stack =
        ExampleStacks.stack(
            Map.of("destBucket", "landing", "destPrefix", "northlight"),
            Map.of("ECSStackTaskDefinitionNameE8E07C57", "DTH-DTHFinderTask"));

    Adoption adoption = Adoption.of(TransferStack.of(stack), Optional.empty(), LANDING);

    assertThat((Map<?, ?>) adoption.partner().get("adopt")).hasSize(4);
    assertThat(adoption.warnings())
        .singleElement()
        .asString()
        .contains("ecsClusterName", "DTH-DTHFinderTask");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "North", "a/b", "north//", "-north", "nineteen-characters"})
  void aPrefixThatIsNoPartnersNameNeedsAName(String prefix) {
    StackDescription stack =
        ExampleStacks.stack(
            Map.of("destPrefix", prefix),
            Map.of("MultiPartStateMachineSfnArnFA9E5135", ExampleStacks.MERGE));

    assertThatThrownBy(
            () -> Adoption.of(TransferStack.of(stack), Optional.empty(), Optional.empty()))
        .isInstanceOf(ToolException.class)
        .hasMessageContaining("destPrefix '" + prefix + "'")
        .hasMessageContaining("--name");
    assertThatThrownBy(
            () -> Adoption.of(TransferStack.of(stack), Optional.of(prefix), Optional.empty()))
        .isInstanceOf(ToolException.class)
        .hasMessageStartingWith("--name is '" + prefix + "'");
  }
}
