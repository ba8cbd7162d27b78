package io.github.landfall.infra.config;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who is told, and in which language.
 *
 * @param language {@code zh-CN} or {@code en}
 * @param emails the addresses that get the notices; may be empty, since the topic takes more than
 *     e-mail
 * @param operationsEmails the addresses that get alarms, at least one; the first also gets Data
 *     Transfer Hub's own
 * @param quietNights whether producers are told of a night that brought nothing new
 * @param robots the group robots, if there are any
 */
public record Notices(
    String language,
    List<String> emails,
    List<String> operationsEmails,
    boolean quietNights,
    List<ChatRobot> robots) {

  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
  private static final String EXPECTED = "an e-mail address";

  /** What Data Transfer Hub's parameter {@code alarmEmail} takes. */
  private static final Pattern TRANSFER_HUB_EMAIL =
      Pattern.compile("\\w[-\\w.+]*@([A-Za-z0-9][-A-Za-z0-9]+\\.)+[A-Za-z]{2,14}");

  /**
   * Reads the object {@code notices}.
   *
   * @param partners the names of all partners, which robots may name
   */
  static Notices of(Section landfall, Set<String> partners) {
    Section section =
        landfall.section(
            "notices", Set.of("language", "emails", "operationsEmails", "quietNights", "robots"));
    List<String> operationsEmails = section.texts("operationsEmails", EMAIL, EXPECTED);
    if (operationsEmails.isEmpty()) {
      throw ConfigurationException.missing(
          section.path("operationsEmails"), "at least one e-mail address for alarms");
    }
    if (!TRANSFER_HUB_EMAIL.matcher(operationsEmails.get(0)).matches()) {
      throw ConfigurationException.wrong(
          section.path("operationsEmails[0]"),
          operationsEmails.get(0),
          "a plain e-mail address, since Data Transfer Hub takes no other");
    }
    return new Notices(
        section.choice("language", List.of("zh-CN", "en")),
        section.texts("emails", EMAIL, EXPECTED),
        operationsEmails,
        section.flag("quietNights"),
        ChatRobot.allOf(section, partners));
  }
}
