package io.github.landfall.infra.config;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Where Data Transfer Hub's template for a partner is. */
public sealed interface TemplateLocation {

  /**
   * At the address where the edition is published: CloudFormation reads it, Landfall doesn't.
   *
   * @param url an object in Amazon S3
   */
  record Published(String url) implements TemplateLocation {}

  /**
   * At an address of the platform team's own: CloudFormation reads it, Landfall doesn't.
   *
   * @param url an object in Amazon S3
   */
  record Url(String url) implements TemplateLocation {}

  /**
   * On this machine: it is read, brought up to date and published with the stack.
   *
   * @param path as configured; a relative one from where the CDK CLI runs
   */
  record LocalFile(Path path) implements TemplateLocation {}

  /** Reads {@code templateUrl} or {@code templateFile}; neither means the published address. */
  static TemplateLocation of(Section partner, Edition edition, String region) {
    Optional<String> url =
        partner.optionalText(
            "templateUrl", Patterns.URL, "the https address of an object in Amazon S3");
    Optional<String> file =
        partner.optionalText("templateFile", Patterns.FILE, "the path of a template");
    if (file.isEmpty()) {
      return url.<TemplateLocation>map(Url::new)
          .orElseGet(() -> new Published(edition.publishedTemplate(region)));
    }
    if (url.isPresent()) {
      throw partner.wrong("templateUrl", "none beside templateFile");
    }
    return new LocalFile(Path.of(file.get()));
  }

  /** Constants of an interface would be public. */
  final class Patterns {
    private static final Pattern URL =
        Pattern.compile("https://[a-z0-9.-]+\\.amazonaws\\.com(\\.cn)?/\\S+");
    private static final Pattern FILE = Pattern.compile("[^\\x00-\\x1f]{1,1000}");

    private Patterns() {}
  }
}
