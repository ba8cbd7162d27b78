package io.github.landfall.infra.config;

import io.github.landfall.infra.config.PartnerTransfer.AdoptedTransfer;
import io.github.landfall.infra.config.PartnerTransfer.ImportedTransfer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A sister studio that delivers.
 *
 * @param name its name, which is also the prefix of its objects' keys in the landing bucket
 * @param transfer how its objects get there
 * @param comparison when its source is compared with the landing bucket; absent if never
 */
public record Partner(
    String name, PartnerTransfer transfer, Optional<WeeklyComparison> comparison) {

  /**
   * Each partner is told of by three of the hundred notifications that a bucket may have.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html">PutBucketNotificationConfiguration</a>
   */
  static final int MAX = 30;

  /**
   * The most partners of transfers that exist already. The refresh function's role names each of
   * these by its own names, and the policies of a role hold 10,240 characters in all.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html">Quotas of
   *     IAM</a>
   */
  static final int MAX_ADOPTED = 8;

  /** Names of what is made for the partner hold it; the longest still has to fit AWS's limits. */
  private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,16}[a-z0-9])?");

  private static final Set<String> KEYS =
      Stream.concat(Stream.of("name", "adopt", "compare", "repair"), ImportedTransfer.KEYS.stream())
          .collect(Collectors.toUnmodifiableSet());

  static List<Partner> allOf(Section landfall, Deployment deployment, ZoneId zone) {
    List<Section> sections = landfall.sections("partners", KEYS);
    if (sections.isEmpty()) {
      throw ConfigurationException.missing(landfall.path("partners"), "at least one partner");
    }
    if (sections.size() > MAX) {
      throw ConfigurationException.wrong(
          landfall.path("partners"),
          sections.size() + " partners",
          "at most %d, since a bucket may have 100 notifications and each partner takes three"
              .formatted(MAX));
    }
    long adopted = sections.stream().filter(section -> section.has("adopt")).count();
    if (adopted > MAX_ADOPTED) {
      throw ConfigurationException.wrong(
          landfall.path("partners"),
          adopted + " partners with adopt",
          "at most %d, since a role's policies have 10,240 characters for the names of all"
              .formatted(MAX_ADOPTED));
    }
    List<Partner> partners = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Section section : sections) {
      Partner partner = of(section, deployment, zone);
      if (!seen.add(partner.logicalName())) {
        throw section.wrong("name", "a name that differs from the others' in more than hyphens");
      }
      partners.add(partner);
    }
    return List.copyOf(partners);
  }

  /** The name without hyphens, as CloudFormation's logical ids need it. */
  public String logicalName() {
    return name.replace("-", "");
  }

  private static Partner of(Section section, Deployment deployment, ZoneId zone) {
    String name =
        section.text(
            "name",
            NAME,
            "1 to 18 of a-z, 0-9 and hyphens, with no hyphen first or last (_landfall is reserved)");
    if (!section.has("adopt")) {
      ImportedTransfer imported = ImportedTransfer.of(section, deployment.region(), zone);
      return new Partner(
          name, imported, WeeklyComparison.of(section, Optional.of(imported.source()), zone));
    }
    for (String key : new TreeSet<>(ImportedTransfer.KEYS)) {
      if (section.has(key) && !key.equals("source")) {
        throw section.wrong(key, "nothing beside adopt, since that transfer exists already");
      }
    }
    AdoptedTransfer adopted = AdoptedTransfer.of(section, deployment);
    Optional<Source> source =
        section.has("source")
            ? Optional.of(Source.of(section, adopted.edition(), deployment.region()))
            : Optional.empty();
    return new Partner(name, adopted, WeeklyComparison.of(section, source, zone));
  }
}
