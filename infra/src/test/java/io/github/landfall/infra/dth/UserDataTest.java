package io.github.landfall.infra.dth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserDataTest {

  private static UserData of(String properties) {
    return UserData.of(ContractTemplate.parsed(properties));
  }

  @Test
  void aScriptIsReadWithoutWhatCloudFormationFillsIn() {
    assertThat(
            of("{\"UserData\": {\"Fn::Base64\": {\"Fn::Join\": [\"\", [\"echo \", {\"Ref\": \"cron\"}, \" now\"]]}}}")
                .script())
        .isEqualTo("echo  now");
    assertThat(of("{\"ImageId\": \"cron\"}").script()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "echo '@reboot /run' | crontab -, cron",
    "echo '* * * * * root /run' > /etc/cron.d/run, cron",
    "echo '@reboot /run' >> /var/spool/cron/root, cron",
    "systemctl restart crond, cron",
    "amazon-linux-extras install nginx, amazon-linux-extras",
    "yum-config-manager --enable epel, EPEL",
    "python -m SimpleHTTPServer, Python 2",
    "/usr/bin/python2.7 run.py, Python 2",
    "tail /var/log/messages, rsyslog",
    "systemctl enable rsyslog, rsyslog",
    "curl 169.254.169.254/latest/meta-data, instance metadata without a token"
  })
  void whatAmazonLinux2023HasNotIsFound(String script, String missing) {
    assertThat(new UserData(script).missingIn2023()).containsExactly(missing);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yum -y install amazon-cloudwatch-agent",
        "/opt/aws/bin/cfn-signal --resource Group",
        "sysctl -w net.ipv4.tcp_congestion_control=bbr",
        "python3 run.py; python3.9 run.py; yum install python3-pip",
        "./run-python-free.sh",
        ""
      })
  void whatAmazonLinux2023HasIsNoObstacle(String script) {
    assertThat(new UserData(script).missingIn2023()).isEmpty();
  }

  @Test
  void metadataAskedForWithATokenIsNoObstacle() {
    UserData data =
        new UserData(
            """
            TOKEN=$(curl -X PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token)
            curl -H "X-aws-ec2-metadata-token: $TOKEN" http://169.254.169.254/latest/meta-data/instance-id
            """);

    assertThat(data.asksForMetadataWithoutToken()).isFalse();
    assertThat(data.missingIn2023()).isEmpty();
  }
}
