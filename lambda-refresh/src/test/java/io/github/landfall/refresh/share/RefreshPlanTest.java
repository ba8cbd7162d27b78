package io.github.landfall.refresh.share;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.refresh.share.RefreshPlan.Call;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefreshPlanTest {

  @Test
  void shareOnTheWholeBucketRenewsItsRootAndThenThePartnersFolder() {
    assertThat(calls("arn:aws-cn:s3:::landing"))
        .containsExactly(new Call(List.of("/"), false), new Call(List.of("aurora"), true));
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws-cn:s3:::landing/aurora/",
    "arn:aws-cn:s3:::landing/aurora",
    "arn:aws-cn:s3:::landing/aurora/shots/"
  })
  void prefixIsTakenOffTheFolder(String location) {
    assertThat(calls(location)).containsExactly(new Call(List.of("/"), true));
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws-cn:s3:::landing/borealis/",
    "arn:aws-cn:s3:::landing/aurora-2/",
    "arn:aws-cn:s3:::landing-2",
    "arn:aws-cn:s3:::landing-2/aurora/"
  })
  void shareThatDoesNotShowThePartnersFolderIsLeftAlone(String location) {
    assertThat(calls(location)).isEmpty();
  }

  @Test
  void shareOnAnAccessPointIsLeftAlone() {
    String accessPoint = "arn:aws-cn:s3:cn-northwest-1:111122223333:accesspoint/films";
    assertThat(FileShare.at("share-1", "sgw-1", accessPoint)).isEmpty();
  }

  private static List<Call> calls(String location) {
    return RefreshPlan.whole(
            FileShare.at("share-1", "sgw-1", location).orElseThrow(), "landing", "aurora")
        .calls();
  }
}
