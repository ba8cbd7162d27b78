package io.github.landfall.infra.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.landfall.infra.ExampleConfiguration;
import io.github.landfall.infra.Synthesized;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedTemplatesTest {

  private static final String RULE = "/Rules/PublishedTemplatesAreAccepted";
  private static final String PARAMETER = "/Parameters/AcceptPublishedTemplates";

  @Test
  void aPublishedTemplateIsRefusedBeforeAnythingIsCreated() {
    JsonNode template = Synthesized.committed().json();

    assertThat(template.at(RULE + "/Assertions")).hasSize(1);
    assertThat(template.at(RULE).has("RuleCondition")).isFalse();
    assertThat(template.at(RULE + "/Assertions/0/Assert").toString())
        .isEqualTo("{\"Fn::Equals\":[{\"Ref\":\"AcceptPublishedTemplates\"},\"yes\"]}");
    assertThat(template.at(PARAMETER + "/Type").asText()).isEqualTo("String");
    assertThat(template.at(PARAMETER + "/Default").asText()).isEqualTo("no");
    assertThat(template.at(PARAMETER + "/AllowedValues").toString()).isEqualTo("[\"yes\",\"no\"]");
  }

  @Test
  void theRefusalSaysWhoseTemplateItIsAndWhatToDo() {
    assertThat(Synthesized.committed().json().at(RULE + "/Assertions/0/AssertDescription").asText())
        .contains("bin/landfall dth fetch", "templateFile of: northlight, harbour-vfx.")
        .endsWith("npx cdk deploy --parameters AcceptPublishedTemplates=yes");
  }

  @Test
  void whereNoTemplateIsPublishedThereIsNothingToAccept() {
    Map<String, Object> ownTemplate = ExampleConfiguration.partner("northlight");
    ownTemplate.put(
        "templateUrl", "https://studio.s3.cn-northwest-1.amazonaws.com.cn/dth/ecs.template");

    JsonNode template = synthesized(ownTemplate, ExampleConfiguration.adoptedPartner("southlight"));

    assertThat(template.at(RULE).isMissingNode()).isTrue();
    assertThat(template.at(PARAMETER).isMissingNode()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://aws-gcr-solutions.s3.cn-north-1.amazonaws.com.cn/data-transfer-hub-s3/v2.1.0/DataTransferS3Stack-ec2.template",
        "https://s3.cn-north-1.amazonaws.com.cn/aws-gcr-solutions/data-transfer-hub-s3/v2.1.0/DataTransferS3Stack-ec2.template",
        "https://solutions-reference.s3.amazonaws.com/data-transfer-hub/v2.6.7/DataTransferS3Stack.template"
      })
  void aPublishedAddressThatIsWrittenOutIsRefusedAsWell(String address) {
    Map<String, Object> partner = ExampleConfiguration.partner("northlight");
    partner.put("templateUrl", address);

    assertThat(
            synthesized(partner, ExampleConfiguration.adoptedPartner("southlight"))
                .at(RULE + "/Assertions/0/AssertDescription")
                .asText())
        .contains("templateFile of: northlight.");
  }

  private static JsonNode synthesized(Map<String, Object> partner, Map<String, Object> other) {
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put("partners", List.of(partner, other));
    return Synthesized.of(landfall).json();
  }
}
