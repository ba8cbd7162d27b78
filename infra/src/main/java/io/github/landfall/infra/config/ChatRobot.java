package io.github.landfall.infra.config;

import io.github.landfall.contract.notice.RobotKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The robot of a group that reads notices in its chat.
 *
 * @param name its name, of which its queue's name is made
 * @param kind its product
 * @param secret the name of the secret with its webhook, in Secrets Manager of the deployment's
 *     region
 * @param audience whose notices it gets
 * @param partners the names of the partners that it is told of; empty for all
 */
public record ChatRobot(
    String name, RobotKind kind, String secret, Audience audience, List<String> partners) {

  /** Whose notices a robot gets. */
  public enum Audience {
    /** Those who wait for the files. */
    PRODUCERS,
    /** Those who run Landfall; they get alarms, too. */
    OPERATIONS
  }

  /** The function's environment names each; Lambda allows 4 KB for it. */
  static final int MAX = 8;

  private static final Set<String> KEYS = Set.of("name", "kind", "secret", "audience", "partners");
  private static final Pattern NAME = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,16}[a-z0-9])?");
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9/_+=.@-]{1,128}");
  private static final Pattern ANY = Pattern.compile("(?s).*");

  /**
   * Reads the list {@code robots}.
   *
   * @param notices the object that it is in
   * @param partners the names of all partners
   */
  static List<ChatRobot> allOf(Section notices, Set<String> partners) {
    List<Section> sections = notices.sections("robots", KEYS);
    if (sections.size() > MAX) {
      throw ConfigurationException.wrong(
          notices.path("robots"),
          sections.size() + " robots",
          "at most %d, since the function's environment, of 4 KB, names each".formatted(MAX));
    }
    if (!sections.isEmpty() && sections.size() + partners.size() > Partner.MAX) {
      throw ConfigurationException.wrong(
          notices.path("robots"),
          "%d robots beside %d partners".formatted(sections.size(), partners.size()),
          "at most %d of both together, since a stack has at most 500 resources"
              .formatted(Partner.MAX));
    }
    List<ChatRobot> robots = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Section section : sections) {
      ChatRobot robot = of(section, partners);
      if (!seen.add(robot.name())) {
        throw section.wrong("name", "a name that no other robot has");
      }
      robots.add(robot);
    }
    return List.copyOf(robots);
  }

  private static ChatRobot of(Section section, Set<String> partners) {
    return new ChatRobot(
        section.text("name", NAME, "1 to 18 of a-z, 0-9 and hyphens, with no hyphen first or last"),
        RobotKind.of(section.choice("kind", RobotKind.texts())),
        secret(section),
        section
                .choice("audience", List.of("producers", "operations"), "producers")
                .equals("producers")
            ? Audience.PRODUCERS
            : Audience.OPERATIONS,
        partners(section, partners));
  }

  /** A webhook that stands here by mistake is not shown: whoever knows it can post. */
  private static String secret(Section section) {
    String expected = "the secret's name, of at most 128 characters, not its ARN";
    String secret = section.text("secret", ANY, expected);
    if (secret.contains("://")) {
      throw ConfigurationException.wrong(section.path("secret"), "an address", expected);
    }
    return section.text("secret", SECRET, expected);
  }

  private static List<String> partners(Section section, Set<String> known) {
    String expected = "names of configured partners (%s)".formatted(String.join(", ", known));
    List<String> named = section.texts("partners", ANY, expected);
    if (section.has("partners") && named.isEmpty()) {
      throw section.wrong("partners", "at least one partner, or no such key for all");
    }
    Optional<String> unknown = named.stream().filter(name -> !known.contains(name)).findFirst();
    if (unknown.isPresent()) {
      throw ConfigurationException.wrong(
          section.path("partners[%d]".formatted(named.indexOf(unknown.get()))),
          unknown.get(),
          expected);
    }
    return named;
  }
}
