package io.github.landfall.localaws.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ModelValidatorTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final ModelValidator MODEL = ModelValidator.of("storagegateway-2013-06-30");
  private static final String GATEWAY =
      "arn:aws-cn:storagegateway:cn-northwest-1:111122223333:gateway/sgw-712F3DE0";

  @Test
  void aRequestThatAwsWouldTakePasses() throws Exception {
    ObjectNode input = share();
    input.putObject("CacheAttributes").put("CacheStaleTimeoutInSeconds", 0);
    input.putArray("Tags").addObject().put("Key", "landfall").put("Value", "");

    assertThat(MODEL.inputViolations("CreateSMBFileShare", input)).isEmpty();
  }

  static Stream<Arguments> wrongShares() {
    return Stream.of(
        Arguments.of("a missing member", "Role", "null", "Role is required"),
        Arguments.of("a short text", "ClientToken", "'x'", "ClientToken must have 5 to 100 char"),
        Arguments.of(
            "a text for a boolean", "ReadOnly", "'true'", "ReadOnly must be of type boolean"),
        Arguments.of(
            "a number for a text", "FileShareName", "7", "FileShareName must be of type string"),
        Arguments.of("no pattern", "Role", "'arn:aws-cn:iam::1:user/landfall'", "Role must match"),
        Arguments.of("none of the values", "ObjectACL", "'open'", "ObjectACL must be one of [pri"),
        Arguments.of("a member that is not there", "Readonly", "true", "Readonly is no member of"),
        Arguments.of("a list that is none", "Tags", "{}", "Tags must be of type list"),
        Arguments.of("within a list", "Tags", "[{'Key':''}]", "Tags[0].Value is required"),
        Arguments.of(
            "within a structure",
            "CacheAttributes",
            "{'CacheStaleTimeoutInSeconds':0.5}",
            "CacheAttributes.CacheStaleTimeoutInSeconds must be of type integer"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongShares")
  void aRequestThatAwsWouldRefuseIsNamedByItsMember(
      String what, String member, String value, String violation) throws Exception {
    ObjectNode input = share();
    input.set(member, JSON.readTree(value.replace('\'', '"')));

    assertThat(MODEL.inputViolations("CreateSMBFileShare", input))
        .as(what)
        .anySatisfy(found -> assertThat(found).startsWith(violation));
  }

  @ParameterizedTest
  @CsvSource({"-1, HourOfDay must be 0 to 23", "24, HourOfDay must be 0 to 23"})
  void aNumberOutOfItsRangeIsRefused(int hour, String violation) {
    ObjectNode input = JSON.createObjectNode().put("GatewayARN", GATEWAY).put("HourOfDay", hour);

    assertThat(MODEL.inputViolations("UpdateMaintenanceStartTime", input))
        .containsExactly(violation);
  }

  @Test
  void aListThatIsTooLongIsRefused() {
    ObjectNode input = JSON.createObjectNode();
    for (int i = 0; i < 11; i++) {
      input.withArray("FileShareARNList").add(GATEWAY + i);
    }

    assertThat(MODEL.inputViolations("DescribeSMBFileShares", input))
        .containsExactly("FileShareARNList must have 1 to 10 members");
  }

  @Test
  void anAnswerWithAMemberThatAwsDoesNotSendIsFound() {
    ObjectNode output = JSON.createObjectNode().put("GatewayARN", GATEWAY).put("DiskId", "a");

    assertThat(MODEL.outputViolations("AddCache", output))
        .containsExactly("DiskId is no member of AddCacheOutput");
  }

  @Test
  void aPasswordIsNotInWhatIsKeptOfARequest() {
    ObjectNode input =
        JSON.createObjectNode().put("GatewayARN", GATEWAY).put("Password", "open sesame");

    assertThat(MODEL.withoutSecrets("SetSMBGuestPassword", input))
        .hasToString("{\"GatewayARN\":\"" + GATEWAY + "\",\"Password\":\"***\"}");
    assertThat(input.path("Password").asText()).isEqualTo("open sesame");
  }

  @Test
  void anOperationThatTheServiceDoesNotHaveIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> MODEL.inputViolations("ActivateGatewy", JSON.createObjectNode()))
        .withMessageContaining("Storage Gateway has no operation ActivateGatewy");
  }

  private static ObjectNode share() throws JsonProcessingException {
    return JSON.readValue(
        """
        {"ClientToken": "landfall-1", "GatewayARN": "%s", "ReadOnly": true,
         "Role": "arn:aws-cn:iam::111122223333:role/Landfall-ShareRole",
         "LocationARN": "arn:aws-cn:s3:::landfall-landing"}
        """
            .formatted(GATEWAY),
        ObjectNode.class);
  }
}
