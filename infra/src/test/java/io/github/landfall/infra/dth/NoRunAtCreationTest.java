package io.github.landfall.infra.dth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class NoRunAtCreationTest {

  private final Findings findings = new Findings();

  private void apply(ContractTemplate template) {
    new NoRunAtCreation().apply(template.json(), findings);
  }

  @Test
  void theCustomResourceGoesWithItsFunctionsRolesAndPolicies() {
    ContractTemplate template = ContractTemplate.ecs("v2.1.0");
    ContractTemplate without =
        ContractTemplate.ecs("v2.1.0")
            .withoutResource(ContractTemplate.CUSTOM_RESOURCE)
            .withoutResource(ContractTemplate.PROVIDER)
            .withoutResource("ProviderRole")
            .withoutResource("ProviderPolicy")
            .withoutResource(ContractTemplate.HANDLER)
            .withoutResource("HandlerRole")
            .withoutResource("HandlerPolicy")
            .withoutResource("RunTaskPolicy");

    apply(template);

    assertThat(template.json()).isEqualTo(without.json());
    assertThat(findings.changed())
        .containsExactly(
            "no finder at creation: removed ECSStackDRHS3CustomResource873D4CA4 and the 7 functions,"
                + " roles and policies that only it uses");
  }

  @Test
  void withoutTheCustomResourceNothingGoes() {
    ContractTemplate ec2 = ContractTemplate.ec2("v2.6.7");

    apply(ec2);

    assertThat(ec2.json()).isEqualTo(ContractTemplate.ec2("v2.6.7").json());
    assertThat(findings.changed()).isEmpty();
  }

  @Test
  void aFunctionThatSomethingElseUsesStaysWithItsRole() {
    ContractTemplate template = ContractTemplate.ecs("v2.1.0");
    ObjectNode rule = template.properties(ContractTemplate.RULE);
    rule.withArray("/Targets")
        .addObject()
        .put("Id", "Handler")
        .putObject("Arn")
        .putArray("Fn::GetAtt")
        .add(ContractTemplate.HANDLER)
        .add("Arn");

    apply(template);

    assertThat(template.json().at("/Resources").has(ContractTemplate.HANDLER)).isTrue();
    assertThat(template.json().at("/Resources").has("HandlerRole")).isTrue();
    assertThat(template.json().at("/Resources").has("HandlerPolicy")).isTrue();
    assertThat(template.json().at("/Resources").has(ContractTemplate.PROVIDER)).isFalse();
    assertThat(Dangling.in(template.json())).isEmpty();
  }
}
