package io.github.landfall.tools.check;

import io.github.landfall.contract.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;
import software.amazon.awssdk.services.cloudwatch.model.StateValue;

/** The alarms: whether they are there, tell somebody, and what they say now. */
public final class AlarmLooks {

  private static final int DESCRIBED_AT_ONCE = 100;

  private final CloudWatchClient cloudWatch;

  /**
   * @param cloudWatch where the alarms are
   */
  public AlarmLooks(CloudWatchClient cloudWatch) {
    this.cloudWatch = cloudWatch;
  }

  /**
   * Looks at alarms.
   *
   * @param names their names
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html">DescribeAlarms</a>
   */
  public List<Finding> findings(List<String> names) {
    Map<String, MetricAlarm> found = new TreeMap<>();
    for (int from = 0; from < names.size(); from += DESCRIBED_AT_ONCE) {
      List<String> some = names.subList(from, Math.min(from + DESCRIBED_AT_ONCE, names.size()));
      cloudWatch
          .describeAlarms(request -> request.alarmNames(some).maxRecords(DESCRIBED_AT_ONCE))
          .metricAlarms()
          .forEach(alarm -> found.put(alarm.alarmName(), alarm));
    }
    List<Finding> findings = new ArrayList<>();
    for (String name : names) {
      MetricAlarm alarm = found.get(name);
      findings.add(alarm == null ? Finding.broken(Link.ALARM, name, "alarm.gone") : judged(alarm));
    }
    return findings;
  }

  /** Judges an alarm. */
  static Finding judged(MetricAlarm alarm) {
    String name = alarm.alarmName();
    boolean rings = alarm.stateValue() == StateValue.ALARM;
    if (name.startsWith(Names.TRANSFER_ALARM)) {
      return Finding.good(Link.ALARM, name, rings ? "alarm.transfer" : "alarm.good");
    }
    if (!Boolean.TRUE.equals(alarm.actionsEnabled()) || alarm.alarmActions().isEmpty()) {
      return Finding.broken(Link.ALARM, name, "alarm.mute", name);
    }
    return rings
        ? Finding.broken(
            Link.ALARM, name, "alarm.rings", String.valueOf(alarm.alarmDescription()).strip())
        : Finding.good(Link.ALARM, name, "alarm.good");
  }
}
