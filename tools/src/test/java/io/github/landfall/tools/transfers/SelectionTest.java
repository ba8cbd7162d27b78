package io.github.landfall.tools.transfers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

class SelectionTest {

  @Test
  void listOfEverythingHasNoFilterWhichDynamoDbWouldRefuseIfEmpty() {
    ScanRequest request = Selection.ALL.request("objects");

    assertThat(request.tableName()).isEqualTo("objects");
    assertThat(request.filterExpression()).isNull();
    assertThat(request.hasExpressionAttributeValues()).isFalse();
  }

  @Test
  void reservedWordSizeIsReadByAnotherName() {
    ScanRequest request = Selection.ALL.request("objects");

    assertThat(request.projectionExpression())
        .isEqualTo(
            "#ObjectKey, #JobStatus, #Size, #StartTimestamp, #EndTimestamp, #SpentTime, #Etag");
    assertThat(request.expressionAttributeNames()).contains(entry("#Size", "Size"));
  }

  @Test
  void dynamoDbFiltersByStatusKeyAndStartAtOnce() {
    ScanRequest request =
        new Selection(
                EnumSet.of(JobStatus.ERROR, JobStatus.CANCEL),
                "show/",
                Optional.of(Instant.ofEpochSecond(1_763_856_301)))
            .request("objects");

    assertThat(request.filterExpression())
        .isEqualTo(
            "#JobStatus IN (:ERROR, :CANCEL) AND begins_with(#ObjectKey, :prefix)"
                + " AND #StartTimestamp >= :since");
    assertThat(request.expressionAttributeValues())
        .containsOnly(
            entry(":ERROR", AttributeValue.fromS("ERROR")),
            entry(":CANCEL", AttributeValue.fromS("CANCEL")),
            entry(":prefix", AttributeValue.fromS("show/")),
            entry(":since", AttributeValue.fromN("1763856301")));
  }

  @Test
  void attemptInTheSecondBeforeAnExactTimeIsLeftOut() {
    ScanRequest request =
        new Selection(Set.of(), "", Optional.of(Instant.parse("2026-11-23T00:00:00.001Z")))
            .request("objects");

    assertThat(request.expressionAttributeValues())
        .containsOnly(
            entry(
                ":since",
                AttributeValue.fromN(
                    Long.toString(Instant.parse("2026-11-23T00:00:01Z").getEpochSecond()))));
  }
}
