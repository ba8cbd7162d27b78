package io.github.landfall.infra.dth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One thing that Landfall changes in Data Transfer Hub's template.
 *
 * @param rewrite how
 * @param why why, for people
 * @param documentation the address where the reason is documented
 */
record Change(Rewrite rewrite, String why, String documentation) {

  private static final String RUNTIMES =
      "https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html";

  /** All changes, in their order. What is not changed here stays as it was published. */
  static final List<Change> ALL =
      List.of(
          new Change(
              new NoRunAtCreation(),
              "its functions' runtimes are gone, and the schedule starts the finder anyway",
              RUNTIMES),
          new Change(
              new NoEventStack(),
              "Landfall passes srcEvent=No, and its function's runtime is gone",
              RUNTIMES),
          new Change(
              new LaunchTemplates(),
              "newer accounts can't create launch configurations",
              "https://docs.aws.amazon.com/autoscaling/ec2/userguide/migrate-launch-configurations-with-cloudformation.html"),
          new Change(
              new AmazonLinux2023(),
              "support for Amazon Linux 2 ended on 2026-06-30",
              "https://docs.aws.amazon.com/linux/al2/ug/prepare-for-al2023.html"),
          new Change(
              new CurrentRuntimes(), "functions with a removed runtime can't be created", RUNTIMES),
          new Change(
              new ObjectAcl(),
              "workers send an ACL with each object, which S3 refuses without it",
              "https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html"));

  /** Changes a template in place; each finding's line says why, and where that is documented. */
  void apply(ObjectNode template, Findings findings) {
    Findings own = new Findings();
    rewrite.apply(template, own);
    own.changed().forEach(line -> findings.changed(explained(line)));
    own.left().forEach(line -> findings.left(explained(line)));
  }

  private String explained(String line) {
    return "%s; %s (%s)".formatted(line, why, documentation);
  }
}
