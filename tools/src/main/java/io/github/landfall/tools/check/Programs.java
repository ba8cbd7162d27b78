package io.github.landfall.tools.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Whether what finders and workers load when they start is still there. */
public final class Programs {

  private static final Pattern OWN_IMAGE =
      Pattern.compile("(\\d{12})\\.dkr\\.ecr\\.[^/]+/([^@:]+)(?:@(sha256:\\w+)|:(.+))?");
  private static final Pattern OWN_PROGRAM =
      Pattern.compile("s3://([^/\"\\s]+)/([^\"\\s]+dthcli_[\\w.-]+\\.tar\\.gz)");
  private static final Pattern PUBLISHED_PROGRAM =
      Pattern.compile("https://[^\"\\s]+dthcli_[\\w.-]+\\.tar\\.gz");

  private final EcrClient ecr;
  private final S3Client s3;
  private final Web web;

  /**
   * @param ecr the registry of the deployment's account
   * @param s3 the account's buckets
   * @param web everything else
   */
  public Programs(EcrClient ecr, S3Client s3, Web web) {
    this.ecr = ecr;
    this.s3 = s3;
    this.web = web;
  }

  /**
   * Why an image can't be pulled; empty if it can.
   *
   * @param image as a task definition names it
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImages.html">DescribeImages</a>
   */
  public Optional<String> imageFailure(String image) {
    Matcher own = OWN_IMAGE.matcher(image);
    if (!own.matches()) {
      return web.imageFailure(image);
    }
    String tag = own.group(4) == null && own.group(3) == null ? "latest" : own.group(4);
    ImageIdentifier id = ImageIdentifier.builder().imageDigest(own.group(3)).imageTag(tag).build();
    try {
      ecr.describeImages(
          request -> request.registryId(own.group(1)).repositoryName(own.group(2)).imageIds(id));
      return Optional.empty();
    } catch (ImageNotFoundException | RepositoryNotFoundException e) {
      return Optional.of(e.awsErrorDetails().errorMessage());
    }
  }

  /**
   * Where instances load their program from.
   *
   * @param template the text of the transfer stack's template
   * @param partition its partition, by which the template chooses the address
   * @return an address; empty if it is written in a way that is not known
   */
  public static Optional<String> program(String template, String partition) {
    JsonNode stack;
    try {
      stack = JsonMapper.builder().build().readTree(template);
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    for (JsonNode resource : stack.path("Resources")) {
      JsonNode data = resource.at("/Properties/LaunchTemplateData/UserData");
      for (JsonNode join : data.findValues("Fn::Join")) {
        StringBuilder script = new StringBuilder();
        join.path(1).forEach(part -> script.append(text(part, stack, partition)));
        for (Pattern pattern : new Pattern[] {OWN_PROGRAM, PUBLISHED_PROGRAM}) {
          Matcher found = pattern.matcher(script);
          if (found.find()) {
            return Optional.of(found.group());
          }
        }
      }
    }
    return Optional.empty();
  }

  private static String text(JsonNode part, JsonNode stack, String partition) {
    JsonNode map = part.path("Fn::FindInMap");
    return map.isArray()
        ? stack
            .path("Mappings")
            .path(map.path(0).asText())
            .path(partition)
            .path(map.path(2).asText())
            .asText()
        : part.asText();
  }

  /**
   * Why a program can't be loaded; empty if it can.
   *
   * @param address as {@link #program} finds it
   */
  public Optional<String> programFailure(String address) {
    Matcher own = OWN_PROGRAM.matcher(address);
    if (!own.matches()) {
      return web.failure(address);
    }
    try {
      s3.headObject(request -> request.bucket(own.group(1)).key(own.group(2)));
      return Optional.empty();
    } catch (S3Exception e) {
      if (e.statusCode() != 404) {
        throw e;
      }
      return Optional.of("HTTP 404");
    }
  }
}
