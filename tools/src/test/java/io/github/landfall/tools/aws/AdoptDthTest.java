package io.github.landfall.tools.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.landfall.infra.config.LandfallConfiguration;
import io.github.landfall.infra.config.Partner;
import io.github.landfall.infra.config.PartnerTransfer.AdoptedTransfer;
import io.github.landfall.infra.config.PartnerTransfer.FinderTask;
import io.github.landfall.localaws.transfer.DthStack;
import io.github.landfall.localaws.transfer.Edition;
import io.github.landfall.tools.AdoptDth;
import io.github.landfall.tools.aws.RecordedAws.Result;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AdoptDthTest {

  private final RecordedAws aws = new RecordedAws();

  @AfterEach
  void close() {
    aws.close();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsPrintedIsTakenAsConfiguration(Edition edition) throws Exception {
    DthStack hub = hub(edition);
    aws.stack("DTH", hub.parameters(), hub.outputs());
    aws.stack("Landfall", Map.of(), Map.of("LandingBucketName", "landing"));

    Result result = aws.run(AdoptDth::new, "DTH");

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(result.err()).isEmpty();
    boolean ecs = edition == Edition.ECS;
    assertThat(configured(result.out()))
        .isEqualTo(
            new Partner(
                "northlight",
                new AdoptedTransfer(
                    Optional.of("DTH"),
                    "DTH-Queue",
                    "DTH-QueueDLQ",
                    "DTH-Table",
                    ecs
                        ? Optional.of(new FinderTask("dth-cluster", "DTH-DTHFinderTask"))
                        : Optional.empty(),
                    ecs ? Optional.empty() : Optional.of(hub.mergeStateMachine())),
                Optional.empty()));
  }

  @Test
  void warningsStayOutOfTheBlock() throws Exception {
    DthStack hub = hub(Edition.EC2);
    aws.stack("DTH", hub.parameters(), hub.outputs());

    Result result = aws.run(AdoptDth::new, "DTH", "--name", "harbour-vfx");

    assertThat(result.status()).as(result.err()).isZero();
    assertThat(configured(result.out()).name()).isEqualTo("harbour-vfx");
    assertThat(result.err().lines())
        .hasSize(2)
        .allMatch(line -> line.startsWith("adopt: warning: "));
  }

  @Test
  void aStackThatIsNotThereIsNamedAndNothingPrinted() {
    Result result = aws.run(AdoptDth::new, "DTH");

    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).startsWith("adopt: the stack DTH does not exist");
  }

  private static Partner configured(String block) throws Exception {
    return LandfallConfiguration.of(
            Map.of(
                "region",
                "cn-northwest-1",
                "timeZone",
                "Asia/Shanghai",
                "notices",
                Map.of("language", "en", "operationsEmails", List.of("operations@example.com")),
                "partners",
                List.of(new ObjectMapper().readValue(block, Map.class))))
        .partners()
        .get(0);
  }

  private static DthStack hub(Edition edition) {
    return new DthStack(
        "DTH",
        edition,
        Map.of(
            "destBucket", "landing",
            "destPrefix", "northlight",
            "srcPrefix", "",
            "ecsClusterName", "dth-cluster"),
        "DTH-Queue",
        "DTH-QueueDLQ",
        "DTH-Table",
        "aws-cn",
        "cn-northwest-1",
        "111122223333");
  }
}
