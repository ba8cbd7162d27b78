package io.github.landfall.infra.dth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class RemovalTest {

  private static final String USER =
      """
      {"Type": "Custom::User", "Properties": {"Token": {"Fn::GetAtt": ["Function", "Arn"]}}}
      """;
  private static final String FUNCTION =
      """
      {"Type": "AWS::Lambda::Function", "Properties": {"Role": {"Fn::GetAtt": ["Role", "Arn"]}}}
      """;

  private final ContractTemplate template =
      ContractTemplate.current()
          .withResource("User", USER)
          .withResource("Function", FUNCTION)
          .withResource("Role", "{\"Type\": \"AWS::IAM::Role\"}");

  private ObjectNode resources() {
    return (ObjectNode) template.json().path("Resources");
  }

  @Test
  void theOrderOfCreationForgetsWhatWent() {
    template.resource("FinderTask").put("DependsOn", "User");
    template.resource("TaskRole").putArray("DependsOn").add("Function").add("WorkerRole");
    template.resource("TaskPolicy").putArray("DependsOn").add("Function");

    Removal.of(template.json(), "User");

    assertThat(template.resource("FinderTask").has("DependsOn")).isFalse();
    assertThat(template.resource("TaskRole").path("DependsOn")).hasToString("[\"WorkerRole\"]");
    assertThat(template.resource("TaskPolicy").has("DependsOn")).isFalse();
    assertThat(Dangling.in(template.json())).isEmpty();
  }

  @Test
  void thePermissionToCallAFunctionGoesWithIt() {
    template.withResource(
        "Permission",
        """
        {"Type": "AWS::Lambda::Permission", "Properties": {"FunctionName": {"Ref": "Function"}}}
        """);

    assertThat(Removal.of(template.json(), "User"))
        .containsExactly("Function", "Permission", "Role", "User");
  }

  @Test
  void aPolicyForgetsARoleThatWentAndStaysForTheOthers() {
    template.properties("TaskPolicy").withArray("/Roles").insertObject(0).put("Ref", "Role");

    assertThat(Removal.of(template.json(), "User")).containsExactly("Function", "Role", "User");

    assertThat(template.properties("TaskPolicy").path("Roles"))
        .hasToString("[{\"Ref\":\"TaskRole\"},{\"Ref\":\"WorkerRole\"}]");
  }

  @Test
  void rolesThatShareAPolicyGoTogether() {
    template
        .withResource("OtherRole", "{\"Type\": \"AWS::IAM::Role\"}")
        .withResource(
            "Other",
            """
            {"Type": "AWS::Lambda::Function", "Properties": {"Role": {"Fn::GetAtt": ["OtherRole", "Arn"]}}}
            """)
        .withResource(
            "Shared",
            """
            {"Type": "AWS::IAM::Policy", "Properties": {"Roles": [{"Ref": "Role"}, {"Ref": "OtherRole"}]}}
            """);
    template.properties("User").putObject("Other").put("Ref", "Other");

    assertThat(Removal.of(template.json(), "User"))
        .containsExactly("Function", "Other", "OtherRole", "Role", "Shared", "User");
  }

  @Test
  void whatAnOutputNamesStays() {
    template.withOutput("Function", "{\"Value\": {\"Ref\": \"Function\"}}");

    assertThat(Removal.of(template.json(), "User")).containsExactly("User");

    assertThat(resources().has("Function")).isTrue();
  }

  @Test
  void aRoleThatNobodyUsedBeforeStays() {
    template.withResource("Lonely", "{\"Type\": \"AWS::IAM::Role\"}");

    assertThat(Removal.of(template.json(), "User")).doesNotContain("Lonely");
  }

  @Test
  void aMappingThatOnlyItUsedGoes() {
    ((ObjectNode) template.json().path("Mappings"))
        .set("Sizes", ContractTemplate.parsed("{\"a\": {\"b\": \"c\"}}"));
    template.properties("User").putObject("Size").putArray("Fn::FindInMap").add("Sizes");

    Removal.of(template.json(), "User");

    assertThat(template.json().path("Mappings").has("Sizes")).isFalse();
    assertThat(template.json().path("Mappings").has("EC2WorkerStackAssetTable1A2B3C4D")).isTrue();
  }

  @Test
  void aParameterWithoutUserBeforehandStays() {
    template.withParameter("unused", "{\"Type\": \"String\"}");
    template.withParameter("used", "{\"Type\": \"String\"}");
    template.properties("User").putObject("Setting").put("Fn::Sub", "the ${used} ${!unused}");

    Removal.of(template.json(), "User");

    assertThat(template.json().path("Parameters").has("unused")).isTrue();
    assertThat(template.json().path("Parameters").has("used")).isFalse();
  }

  @Test
  void whatSomethingElseNeedsIsNotRemoved() {
    template.withOutput("User", "{\"Value\": {\"Fn::Sub\": \"the ${User.Name}\"}}");

    assertThatThrownBy(() -> Removal.of(template.json(), "User"))
        .isInstanceOf(TemplateException.class)
        .hasMessage(
            "refers to User in a way that Landfall does not know, so that User can't be removed");
  }
}
