package io.github.landfall.infra.dth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CurrentRuntimesTest {

  private final Findings findings = new Findings();

  private ContractTemplate with(String runtime) {
    return ContractTemplate.current()
        .withResource(
            "Function",
            """
            {"Type": "AWS::Lambda::Function", "Properties": {"Handler": "a.b", "Runtime": "%s"}}
            """
                .formatted(runtime));
  }

  private void apply(ContractTemplate template) {
    new CurrentRuntimes().apply(template.json(), findings);
  }

  @ParameterizedTest
  @CsvSource({
    "python3.6, python3.13",
    "python3.8, python3.13",
    "python3.9, python3.13",
    "python3.11, python3.13",
    "nodejs10.x, nodejs22.x",
    "nodejs12.x, nodejs22.x",
    "nodejs20.x, nodejs22.x"
  })
  void aFunctionGetsARuntimeInWhichItCanBeCreated(String old, String now) {
    ContractTemplate template = with(old);

    apply(template);

    assertThat(template.json()).isEqualTo(with(now).json());
    assertThat(findings.changed())
        .containsExactly("function Function: %s became %s".formatted(old, now));
  }

  @ParameterizedTest
  @ValueSource(strings = {"python3.12", "python3.13", "python3.14", "nodejs22.x", "nodejs24.x"})
  void aCurrentRuntimeStays(String runtime) {
    ContractTemplate template = with(runtime);

    apply(template);

    assertThat(template.json()).isEqualTo(with(runtime).json());
    assertThat(findings.changed()).isEmpty();
    assertThat(findings.left()).isEmpty();
  }

  @Test
  void aRuntimeThatNobodyKnowsStaysAndThatIsSaid() {
    ContractTemplate template = with("go1.x");

    apply(template);

    assertThat(template.json()).isEqualTo(with("go1.x").json());
    assertThat(findings.left())
        .containsExactly("function Function stays on \"go1.x\", for which Landfall knows no other");
  }

  @Test
  void aFunctionInAnImageAndWhatIsNoFunctionStay() {
    ContractTemplate template =
        ContractTemplate.current()
            .withResource("Image", "{\"Type\": \"AWS::Lambda::Function\", \"Properties\": {}}")
            .withResource(
                "Canary",
                "{\"Type\": \"AWS::Synthetics::Canary\", \"Properties\": {\"Runtime\": \"python3.8\"}}");
    ObjectNode before = template.json().deepCopy();

    apply(template);

    assertThat(template.json()).isEqualTo(before);
    assertThat(findings.left()).isEmpty();
  }

  @Test
  void allFunctionsOfTheSecondEditionAreRenewed() {
    ContractTemplate template = ContractTemplate.ec2("v2.6.7");

    apply(template);

    assertThat(template.json().findValuesAsText("Runtime"))
        .containsOnly("python3.13", "nodejs22.x")
        .hasSize(5);
    assertThat(findings.changed()).hasSize(4);
  }
}
