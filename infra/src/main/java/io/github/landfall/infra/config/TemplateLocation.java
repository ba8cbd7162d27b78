package io.github.landfall.infra.config;

import java.nio.file.Path;

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
}
