package io.github.landfall.localaws.permissions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.landfall.localaws.permissions.RolePolicy.Grant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RolePolicyTest {

  private static final String CLUSTER = "arn:aws-cn:ecs:cn-north-1:1:cluster/finders";

  @Test
  void statementAllowsItsActionsOnItsResources() {
    RolePolicy policy =
        policy(
            "'Sid': 'Parts', 'Effect': 'Allow', 'Action': ['s3:GetObject', 's3:PutObject'],"
                + "'Resource': ['arn:aws-cn:s3:::landing/_landfall/*', 'arn:aws-cn:s3:::other/?']");

    assertThat(policy.allowing(new Access("s3:GetObject", "arn:aws-cn:s3:::landing/_landfall/a/b")))
        .containsExactly(new Grant("Parts", "s3:GetObject"));
    assertThat(policy.allowing(new Access("s3:PutObject", "arn:aws-cn:s3:::other/1"))).isNotEmpty();
    assertThat(policy.allowing(new Access("s3:PutObject", "arn:aws-cn:s3:::other/12"))).isEmpty();
    assertThat(policy.allowing(new Access("s3:GetObject", "arn:aws-cn:s3:::landing/aurora/a")))
        .isEmpty();
    assertThat(policy.allowing(new Access("s3:DeleteObject", "arn:aws-cn:s3:::other/1"))).isEmpty();
    assertThat(policy.grants())
        .containsExactlyInAnyOrder(
            new Grant("Parts", "s3:GetObject"), new Grant("Parts", "s3:PutObject"));
  }

  @Test
  void actionWithoutAResourceNeedsAStatementForAll() {
    Access list = new Access("storagegateway:ListFileShares", "*");

    assertThat(allow("storagegateway:List*", "arn:*").allowing(list)).isEmpty();
    assertThat(allow("storagegateway:List*", "*").allowing(list))
        .containsExactly(new Grant("", "storagegateway:List*"));
  }

  @Test
  void actionsAreComparedWhateverTheirCase() {
    assertThat(allow("SQS:sendmessage", "*").allowing(new Access("sqs:SendMessage", "arn:a")))
        .isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "StringLike,   s3:prefix,   _landfall/*,                             _landfall/a/b, true",
    "StringLike,   s3:prefix,   _landfall/*,                             aurora/a,      false",
    "StringEquals, s3:prefix,   _landfall/*,                             _landfall/a,   false",
    "StringEquals, s3:prefix,   _landfall/a,                             _landfall/a,   true",
    "ArnEquals,    ecs:cluster, arn:aws-cn:ecs:cn-north-1:1:cluster/*,   " + CLUSTER + ", true",
    "ArnLike,      ecs:cluster, arn:aws-cn:ecs:*:1:cluster/finders,      " + CLUSTER + ", true",
    "ArnLike,      ecs:cluster, arn:aws-cn:ecs:*:cluster/finders,        " + CLUSTER + ", false",
    "ArnEquals,    ecs:cluster, arn:aws-cn:ecs:cn-north-1:1:cluster/foo, " + CLUSTER + ", false",
  })
  void conditionIsComparedAsItsOperatorSays(
      String operator, String key, String value, String found, boolean allowed) {
    RolePolicy policy =
        policy(
            "'Effect': 'Allow', 'Action': 'a:b', 'Resource': '*', 'Condition': {'%s': {'%s': ['x', '%s']}}"
                .formatted(operator, key, value));

    assertThat(policy.allowing(new Access("a:b", "*", Map.of(key, found))).isEmpty())
        .isEqualTo(!allowed);
    assertThat(policy.allowing(new Access("a:b", "*"))).as("a call without the key").isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'Effect': 'Deny', 'Action': 'a:b', 'Resource': '*'",
        "'Effect': 'Allow', 'NotAction': 'a:b', 'Resource': '*'",
        "'Effect': 'Allow', 'Action': 'a:b', 'NotResource': '*'",
        "'Effect': 'Allow', 'Action': 'a:b', 'Resource': 'arn:${aws:userid}'",
        "'Effect': 'Allow', 'Action': 'a:b', 'Resource': '*', 'Condition': {'Bool': {'x': 'true'}}",
        "'Effect': 'Allow', 'Action': 'a:b', 'Resource': '*', 'Condition': {'StringNotLike': {'x': 'y'}}"
      })
  void whatTheRehearsalWouldGetWrongIsRefused(String statement) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> policy(statement))
        .withMessageContaining("the rehearsal does not know");
  }

  @Test
  void callThatTheRoleDoesNotAllowIsNamedWithTheFunctionAndTheRole() {
    RequiredAccess required = new RequiredAccess("arn:aws-cn:sqs:cn-north-1:1:runs", Map.of());
    RecordedCall send =
        new RecordedCall("Sqs", "SendMessage", Map.of("QueueUrl", List.of("http://a/1/runs")));
    RecordedCall list =
        new RecordedCall(
            "S3", "ListObjectsV2", Map.of("Bucket", List.of("landing"), "Prefix", List.of("a/")));

    RoleUse use =
        RoleUse.of(
            "RefreshHandler", allow("sqs:SendMessage", "*"), required, List.of(send, list, list));

    assertThat(use.used()).containsExactly(new Grant("", "sqs:SendMessage"));
    assertThat(use.refused())
        .containsExactly(
            "RefreshHandler needs s3:ListBucket on arn:aws-cn:s3:::landing with {s3:prefix=a/},"
                + " which no statement of its role Role allows");
  }

  private static RolePolicy allow(String action, String resource) {
    return policy(
        "'Effect': 'Allow', 'Action': '%s', 'Resource': '%s'".formatted(action, resource));
  }

  private static RolePolicy policy(String statement) {
    String policies = "[{'PolicyDocument': {'Statement': [{%s}]}}]".formatted(statement);
    try {
      return new RolePolicy("Role", new ObjectMapper().readTree(policies.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(statement, e);
    }
  }
}
