package io.github.landfall.infra.config;

import io.github.landfall.infra.config.PartnerTransfer.AdoptedTransfer;
import io.github.landfall.infra.config.PartnerTransfer.ImportedTransfer;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
 */
public record Partner(String name, PartnerTransfer transfer) {

  /** The transfers' names must fit the function's environment, for which Lambda allows 4 KB. */
  static final int MOST = 8;

  /**
   * The names of what the template creates begin with it, and eight times four of them must fit.
   */
  private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,16}[a-z0-9])?");

  private static final Set<String> KEYS =
      Stream.concat(Stream.of("name", "adopt"), ImportedTransfer.KEYS.stream())
          .collect(Collectors.toUnmodifiableSet());

  static List<Partner> allOf(Section landfall, Deployment deployment, ZoneId zone) {
    List<Section> sections = landfall.sections("partners", KEYS);
    if (sections.isEmpty()) {
      throw ConfigurationException.missing(landfall.path("partners"), "at least one partner");
    }
    if (sections.size() > MOST) {
      throw ConfigurationException.wrong(
          landfall.path("partners"),
          sections.size() + " partners",
          "at most %d, since the names of their transfers must fit the function's environment, for which Lambda allows 4 KB"
              .formatted(MOST));
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
      return new Partner(name, ImportedTransfer.of(section, deployment.region(), zone));
    }
    for (String key : new TreeSet<>(ImportedTransfer.KEYS)) {
      if (section.has(key)) {
        throw section.wrong(key, "nothing beside adopt, since that transfer exists already");
      }
    }
    return new Partner(name, AdoptedTransfer.of(section, deployment));
  }
}
