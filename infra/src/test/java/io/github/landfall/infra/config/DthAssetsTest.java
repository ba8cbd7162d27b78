package io.github.landfall.infra.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.landfall.infra.ExampleConfiguration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DthAssetsTest {

  private static final String SUM = "0123456789abcdef".repeat(4);
  private static final String IMAGE =
      "111122223333.dkr.ecr.cn-northwest-1.amazonaws.com.cn/studio/dth-cli@sha256:" + SUM;

  private final Map<String, Object> assets =
      new HashMap<>(Map.of("bucket", "studio-assets", "ecsSha256", SUM, "finderImage", IMAGE));

  @Test
  void ownCopiesAreNamedByTheirHashes() {
    assertThat(read())
        .contains(new DthAssets("studio-assets", Map.of(Edition.ECS, SUM), Optional.of(IMAGE)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bucket | s3://studio | a bucket's name",
        "ec2Sha256 | 0123 | a SHA-256, 64 hexadecimal digits",
        "finderImage | public.ecr.aws/aws-gcr-solutions/data-transfer-hub-cli:1.1.0 | an image in ECR by its digest, such as 111122223333.dkr.ecr.cn-northwest-1.amazonaws.com.cn/dth-cli@sha256:…"
      })
  void otherValuesAreRefused(String key, String value, String expected) {
    assets.put(key, value);
    assertThatThrownBy(this::read)
        .hasMessage(
            "landfall.dth.assets.%s: found \"%s\", expected %s".formatted(key, value, expected));
  }

  private Optional<DthAssets> read() {
    Map<String, Object> landfall = ExampleConfiguration.smallest();
    landfall.put("dth", Map.of("assets", assets));
    return LandfallConfiguration.of(landfall).dthAssets();
  }
}
