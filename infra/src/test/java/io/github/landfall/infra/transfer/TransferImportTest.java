package io.github.landfall.infra.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.landfall.infra.ExampleConfiguration;
import io.github.landfall.infra.Synthesized;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TransferImportTest {

  private final Synthesized synthesized = Synthesized.committed();

  @Test
  void eachPartnerGetsTheTemplateOfItsEdition() {
    assertThat(partner("northlight").path("TemplateURL").asText())
        .isEqualTo(
            "https://aws-gcr-solutions.s3.cn-north-1.amazonaws.com.cn/data-transfer-hub-s3/latest/DataTransferS3Stack-ec2.template");
    assertThat(partner("harbourvfx").path("TemplateURL").asText())
        .isEqualTo(
            "https://solutions-reference.s3.amazonaws.com/data-transfer-hub/latest/DataTransferS3Stack.template");
  }

  @Test
  void whatIsLeftToItsDefaultIsNotPassed() {
    assertThat(partner("harbourvfx").path("Parameters").properties())
        .extracting(Map.Entry::getKey)
        .contains("srcBucket", "ec2CronExpression")
        .doesNotContain(
            "destCredentials", "includeMetadata", "isPayerRequest", "destPutObjectSSEType");
  }

  @Test
  void theFinderRunsOnLandfallsClusterAndTheMediaLandInItsBucket() {
    JsonNode parameters = partner("northlight").path("Parameters");

    assertThat(parameters.at("/ecsClusterName/Ref").asText())
        .isEqualTo("TransferNetworkCluster276AA13A");
    assertThat(parameters.at("/destBucket/Ref").asText()).startsWith("LandingBucket");
    assertThat(parameters.path("destPrefix").asText()).isEqualTo("northlight");
    assertThat(parameters.path("alarmEmail").asText()).isEqualTo("operations@example.com");
  }

  @Test
  void theToolsFindAPartnersStackByThePartnersName() {
    JsonNode output = synthesized.json().at("/Outputs/TransferStackharbourvfx");

    assertThat(output.at("/Value/Ref").asText()).isEqualTo("harbourvfx");
    assertThat(output.path("Description").asText())
        .isEqualTo("The stack of harbour-vfx's transfer");
  }

  @Test
  void theToolsFindAnAdoptedStackOnceItIsNamed() {
    Map<String, Object> unnamed = ExampleConfiguration.adoptedPartner("south");
    ((Map<?, ?>) unnamed.get("adopt")).remove("stack");
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put("partners", List.of(ExampleConfiguration.adoptedPartner("north-by-sea"), unnamed));

    JsonNode outputs = Synthesized.of(landfall).json().path("Outputs");

    assertThat(outputs.at("/TransferStacknorthbysea/Value").asText()).isEqualTo("DTHS3Stack");
    assertThat(outputs.has("TransferStacksouth")).isFalse();
  }

  private JsonNode partner(String logicalId) {
    return synthesized.json().at("/Resources/" + logicalId + "/Properties");
  }
}
