package io.github.landfall.infra.dth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectAclTest {

  private final ContractTemplate template = ContractTemplate.ecs("v2.1.0");
  private final Findings findings = new Findings();

  @Test
  void workersOfOldVersionsMayGiveTheirObjectsAnAcl() {
    apply();

    assertThat(statement().path("Action"))
        .extracting(JsonNode::asText)
        .containsExactly("s3:GetObject*", "s3:PutObject", "s3:PutObjectAcl");
    assertThat(findings.changed())
        .containsExactly(
            "WorkerWritePolicy lets instances that put objects give them an ACL: it allows s3:PutObjectAcl beside s3:PutObject");
  }

  @Test
  void aSingleActionBecomesTwo() {
    statement().put("Action", "s3:PutObject");

    apply();

    assertThat(statement().path("Action"))
        .extracting(JsonNode::asText)
        .containsExactly("s3:PutObject", "s3:PutObjectAcl");
  }

  @Test
  void theNewestVersionStaysAsItIs() {
    ContractTemplate ec2 = ContractTemplate.ec2("v2.6.7");

    new ObjectAcl().apply(ec2.json(), findings);

    assertThat(ec2.json()).isEqualTo(ContractTemplate.ec2("v2.6.7").json());
    assertThat(findings.changed()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"s3:PutObject*", "s3:Put*", "S3:*", "*", "s3:PutObject???"})
  void whatAllowsItAlreadyStaysAsItIs(String action) {
    statement().putArray("Action").add("s3:PutObject").add(action);
    JsonNode before = template.json().deepCopy();

    apply();

    assertThat(template.json()).isEqualTo(before);
    assertThat(findings.changed()).isEmpty();
  }

  @Test
  void rolesThatNoInstanceHasAndStatementsThatDenyGetNothing() {
    template
        .properties(ContractTemplate.WRITE_POLICY)
        .putArray("Roles")
        .addObject()
        .put("Ref", "TaskRole");
    template.withResource(
        "DenyPolicy",
        """
        {
          "Type": "AWS::IAM::Policy",
          "Properties": {
            "Roles": [{"Ref": "WorkerRole"}],
            "PolicyDocument": {"Statement": {"Effect": "Deny", "Action": "s3:PutObject", "Resource": "*"}}
          }
        }
        """);
    JsonNode before = template.json().deepCopy();

    apply();

    assertThat(template.json()).isEqualTo(before);
  }

  @Test
  void aPolicyInsideTheRoleIsBroughtUpToDateToo() {
    template.withoutResource(ContractTemplate.WRITE_POLICY);
    template
        .properties("WorkerRole")
        .set(
            "Policies",
            ContractTemplate.parsed(
                    """
                    {"it": [{"PolicyName": "w", "PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": "s3:PutObject", "Resource": "*"}]}}]}
                    """)
                .path("it"));

    apply();

    assertThat(findings.changed()).singleElement().asString().startsWith("WorkerRole lets ");
  }

  private void apply() {
    new ObjectAcl().apply(template.json(), findings);
  }

  private ObjectNode statement() {
    return (ObjectNode)
        template
            .properties(ContractTemplate.WRITE_POLICY)
            .required("PolicyDocument")
            .at("/Statement/0");
  }
}
