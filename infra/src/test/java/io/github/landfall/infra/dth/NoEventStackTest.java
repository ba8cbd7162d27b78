package io.github.landfall.infra.dth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class NoEventStackTest {

  private final Findings findings = new Findings();

  private void apply(ContractTemplate template) {
    new NoEventStack().apply(template.json(), findings);
  }

  @Test
  void theNestedStackGoesWithItsConditionsAndItsParameter() {
    ContractTemplate template = ContractTemplate.ecs("v2.1.0");
    ContractTemplate without =
        ContractTemplate.ecs("v2.1.0").withoutResource("EventStack").withoutParameter("srcEvent");
    ((ObjectNode) without.json().path("Conditions")).remove(List.of("InChina", "UseS3Event"));
    ObjectNode form =
        (ObjectNode) without.json().path("Metadata").path("AWS::CloudFormation::Interface");
    ((ObjectNode) form.path("ParameterLabels")).remove("srcEvent");
    Iterator<JsonNode> names = form.at("/ParameterGroups/0/Parameters").iterator();
    while (names.hasNext()) {
      if (names.next().asText().equals("srcEvent")) {
        names.remove();
      }
    }

    apply(template);

    assertThat(template.json()).isEqualTo(without.json());
    assertThat(findings.changed())
        .containsExactly(
            "no events of the source bucket: removed the nested stack EventStack and what only it"
                + " uses");
  }

  @Test
  void theLastConditionTakesTheSectionWithIt() {
    ContractTemplate template = ContractTemplate.ecs("v2.0.2");

    apply(template);

    assertThat(template.json().has("Conditions")).isFalse();
  }

  @Test
  void aConditionThatSomethingElseNeedsStaysWithItsParameters() {
    ContractTemplate template = ContractTemplate.ecs("v2.1.0");
    template.resource("QueuePolicy").put("Condition", "UseS3Event");

    apply(template);

    assertThat(template.json().path("Conditions").has("UseS3Event")).isTrue();
    assertThat(template.json().path("Conditions").has("InChina")).isFalse();
    assertThat(template.json().path("Parameters").has("srcEvent")).isTrue();
  }

  @Test
  void whatIsOnlyCalledEventStackStays() {
    ContractTemplate template =
        ContractTemplate.current().withResource("EventStack", "{\"Type\": \"AWS::SNS::Topic\"}");
    ObjectNode before = template.json().deepCopy();

    apply(template);

    assertThat(template.json()).isEqualTo(before);
    assertThat(findings.changed()).isEmpty();
  }

  @Test
  void withoutTheNestedStackTheParameterStaysToo() {
    ContractTemplate current = ContractTemplate.current();

    apply(current);

    assertThat(current.json()).isEqualTo(ContractTemplate.current().json());
    assertThat(findings.changed()).isEmpty();
  }
}
