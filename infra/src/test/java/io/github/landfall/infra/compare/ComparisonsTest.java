package io.github.landfall.infra.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.landfall.compare.CompareHandler;
import io.github.landfall.infra.ExampleConfiguration;
import io.github.landfall.infra.Synthesized;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class ComparisonsTest {

  @Test
  void everyWeekAnOrderComesThatNamesAllThatTheFunctionNeeds() {
    JsonNode rule =
        Synthesized.committed()
            .only(
                "AWS::Events::Rule",
                one -> one.path("Name").asText().equals("Landfall-compare-northlight"))
            .path("Properties");

    assertThat(rule.path("ScheduleExpression").asText()).startsWith("cron(0 4 ? * SUN");
    assertThat(rule.at("/Targets/0/InputTransformer/InputPathsMap").toString())
        .isEqualTo("{\"time\":\"$.time\"}");
    assertThat(rule.at("/Targets/0/InputTransformer/InputTemplate").toString())
        .contains(
            "\\\"repair\\\":false", "\\\"source\\\":{", "\\\"time\\\":<time>", "\\\"partner\\\":");
    assertThat(rule.at("/Targets/0/Arn/Fn::GetAtt/0").asText()).startsWith("ComparisonsQueue");
  }

  @Test
  void withoutRepairNothingCanBeSentOrAborted() {
    assertThat(actions(Synthesized.committed()))
        .contains(
            "sqs:GetQueueAttributes",
            "secretsmanager:GetSecretValue",
            "s3:ListBucket",
            "dynamodb:PutItem")
        .doesNotContain("sqs:SendMessage", "s3:AbortMultipartUpload");
  }

  @Test
  void withRepairThatPartnersObjectsAlone() {
    Map<String, Object> partner = ExampleConfiguration.partner("northlight");
    partner.put("repair", true);
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put("partners", List.of(partner, ExampleConfiguration.partner("other")));
    Synthesized synthesized = Synthesized.of(landfall);

    assertThat(actions(synthesized))
        .contains("sqs:SendMessage", "s3:AbortMultipartUpload", "s3:ListBucketMultipartUploads")
        .doesNotContain("secretsmanager:GetSecretValue");
    assertThat(
            statements(synthesized)
                .filter(statement -> statement.path("Sid").asText().equals("AbortUploads"))
                .map(statement -> statement.path("Resource").toString()))
        .singleElement()
        .asString()
        .contains("/northlight/*")
        .doesNotContain("/other/*");
  }

  @Test
  void withoutAPartnerToCompareThereIsNoFunction() {
    Map<String, Object> partner = ExampleConfiguration.partner("northlight");
    partner.put("compare", "off");
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put("partners", List.of(partner));

    assertThat(handlers(Synthesized.of(landfall))).doesNotContain(CompareHandler.class.getName());
    assertThat(handlers(Synthesized.committed())).contains(CompareHandler.class.getName());
  }

  private static Stream<String> handlers(Synthesized synthesized) {
    return synthesized
        .resources("AWS::Lambda::Function")
        .map(function -> function.at("/Properties/Handler").asText().replaceFirst("::.*", ""));
  }

  private static Stream<String> actions(Synthesized synthesized) {
    return statements(synthesized)
        .map(statement -> statement.path("Action"))
        .flatMap(
            action ->
                action.isArray()
                    ? StreamSupport.stream(action.spliterator(), false)
                    : Stream.of(action))
        .map(JsonNode::asText);
  }

  private static Stream<JsonNode> statements(Synthesized synthesized) {
    return StreamSupport.stream(
        synthesized
            .roleOf(synthesized.function(CompareHandler.class))
            .at("/Policies/0/PolicyDocument/Statement")
            .spliterator(),
        false);
  }
}
