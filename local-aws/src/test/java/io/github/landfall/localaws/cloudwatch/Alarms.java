package io.github.landfall.localaws.cloudwatch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Resolved alarm properties for tests. */
final class Alarms {

  static final String ARN = "arn:aws-cn:cloudwatch:cn-northwest-1:111122223333:alarm:studio-a";

  private Alarms() {}

  /** An alarm on the sum of a queue's two counts. */
  static ObjectNode onQueue(String expression, int datapointsToAlarm, int evaluationPeriods) {
    return json(
        """
        {
          "AlarmDescription": "studio-a is delivering",
          "AlarmName": "studio-a",
          "ComparisonOperator": "GreaterThanThreshold",
          "DatapointsToAlarm": %d,
          "EvaluationPeriods": %d,
          "Metrics": [
            {"Expression": "%s", "Id": "busy", "Label": "messages"},
            {"Id": "visible", "ReturnData": false, "MetricStat": {"Period": 60, "Stat": "Maximum",
              "Metric": {"MetricName": "ApproximateNumberOfMessagesVisible",
                "Namespace": "AWS/SQS",
                "Dimensions": [{"Name": "QueueName", "Value": "transfer"}]}}},
            {"Id": "inflight", "ReturnData": false, "MetricStat": {"Period": 60, "Stat": "Maximum",
              "Metric": {"MetricName": "ApproximateNumberOfMessagesNotVisible",
                "Namespace": "AWS/SQS",
                "Dimensions": [{"Name": "QueueName", "Value": "transfer"}]}}}
          ],
          "Threshold": 0,
          "TreatMissingData": "notBreaching"
        }
        """
            .formatted(datapointsToAlarm, evaluationPeriods, expression));
  }

  /** An alarm on one metric. */
  static ObjectNode onOneMetric(int period, String statistic) {
    return json(
        """
        {
          "ComparisonOperator": "GreaterThanOrEqualToThreshold",
          "Dimensions": [{"Name": "QueueName", "Value": "transfer"}],
          "EvaluationPeriods": 1,
          "MetricName": "ApproximateNumberOfMessagesVisible",
          "Namespace": "AWS/SQS",
          "Period": %d,
          "Statistic": "%s",
          "Threshold": 2,
          "TreatMissingData": "notBreaching"
        }
        """
            .formatted(period, statistic));
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(text, e);
    }
  }
}
