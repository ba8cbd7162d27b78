package io.github.landfall.rehearsal.synthesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.localaws.function.FunctionDefinition;
import io.github.landfall.localaws.template.SynthesizedTemplate;
import io.github.landfall.localaws.template.SynthesizedTemplate.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads what the build synthesized from the CDK app with the rehearsal's configuration. */
class SynthesizeTest {

  private static SynthesizedTemplate template;

  @BeforeAll
  static void read() throws IOException {
    template =
        SynthesizedTemplate.read(
            Path.of("target/cdk.out"),
            queue -> "http://127.0.0.1:1/" + queue,
            (nestedStack, output) -> nestedStack + "-" + output);
  }

  @Test
  void rehearsalPlaysTheThreePartnersOfItsConfiguration() {
    assertThat(template.region()).isEqualTo("cn-northwest-1");
    assertThat(template.resources("AWS::CloudFormation::Stack"))
        .extracting(Resource::logicalId)
        .containsExactlyInAnyOrder("aurora", "borealis", "cascade");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AWS::CloudFormation::Stack",
        "AWS::CloudWatch::Alarm",
        "AWS::DynamoDB::Table",
        "AWS::Events::Rule",
        "AWS::Lambda::EventSourceMapping",
        "AWS::S3::Bucket",
        "AWS::SNS::Subscription",
        "AWS::SNS::Topic",
        "AWS::SQS::Queue",
      })
  void resourcesThatTheRehearsalBuildsCanBeRead(String type) {
    List<Resource> resources = template.resources(type);

    assertThat(resources).isNotEmpty();
    assertThat(resources)
        .allSatisfy(
            resource -> assertThat(resource.properties().toString()).doesNotContain("Fn::"));
  }

  @Test
  void packageOfEachFunctionIsThere() throws IOException {
    List<FunctionDefinition> functions = new ArrayList<>();
    for (Resource function : template.resources("AWS::Lambda::Function")) {
      functions.add(FunctionDefinition.of(template, function));
    }

    assertThat(functions).hasSize(4).allSatisfy(each -> assertThat(each.code()).isRegularFile());
  }

  @Test
  void messagesOfThePartnersRulesNameThem() {
    assertThat(template.resources("AWS::Events::Rule"))
        .filteredOn(rule -> rule.properties().toString().contains("\\\"partner\\\":\\\"aurora\\\""))
        .hasSize(4);
  }
}
