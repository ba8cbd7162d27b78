package io.github.landfall.infra.config;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Where Data Transfer Hub's template for a partner is. */
public sealed interface TemplateLocation {

  /**
   * At an address where Data Transfer Hub is published: CloudFormation reads it, Landfall doesn't.
   * What lies there no longer deploys.
   *
   * @param url an object in Amazon S3
   */
  record Published(String url) implements TemplateLocation {

    private static final Pattern BUCKETS =
        Pattern.compile("https://(s3[^/]*/)?(aws-gcr-solutions|solutions-reference)[./].*");
  }

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

  /**
   * Gives the location of a template at an address. One where Data Transfer Hub is published stays
   * that if somebody writes it out, in whichever version.
   *
   * @param url an object in Amazon S3
   */
  static TemplateLocation at(String url) {
    return Published.BUCKETS.matcher(url).matches() ? new Published(url) : new Url(url);
  }
}
