package io.github.landfall.infra.config;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Own copies of what Data Transfer Hub's instances and finders load when they start.
 *
 * @param bucket the bucket of the programs, in the deployment's region
 * @param sha256 the SHA-256 of the program of an edition, 64 hexadecimal digits
 * @param finderImage the image of edition {@code ecs}'s finder, by its digest; absent if no partner
 *     is of that edition
 */
public record DthAssets(String bucket, Map<Edition, String> sha256, Optional<String> finderImage) {

  private static final Set<String> KEYS = Set.of("bucket", "ecsSha256", "ec2Sha256", "finderImage");
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  /** By digest, so that what is deployed does not change with what a tag names. */
  private static final Pattern IMAGE =
      Pattern.compile(
          "\\d{12}\\.dkr\\.ecr\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?/[a-z0-9][a-z0-9._/-]*@sha256:[0-9a-f]{64}");

  /** Copies the map. */
  public DthAssets {
    sha256 = Map.copyOf(sha256);
  }

  /** Reads the object {@code dth}; nothing without {@code dth.assets}. */
  static Optional<DthAssets> of(Section landfall) {
    if (!landfall.has("dth")) {
      return Optional.empty();
    }
    Section dth = landfall.section("dth", Set.of("assets"));
    if (!dth.has("assets")) {
      return Optional.empty();
    }
    Section assets = dth.section("assets", KEYS);
    String digits = "a SHA-256, 64 hexadecimal digits";
    Map<Edition, String> sha256 = new TreeMap<>();
    assets.optionalText("ecsSha256", SHA256, digits).ifPresent(sum -> sha256.put(Edition.ECS, sum));
    assets.optionalText("ec2Sha256", SHA256, digits).ifPresent(sum -> sha256.put(Edition.EC2, sum));
    return Optional.of(
        new DthAssets(
            assets.text("bucket", BUCKET, "a bucket's name"),
            sha256,
            assets.optionalText(
                "finderImage",
                IMAGE,
                "an image in ECR by its digest, such as 111122223333.dkr.ecr.cn-northwest-1.amazonaws.com.cn/dth-cli@sha256:…")));
  }
}
