package io.github.landfall.infra.dth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.landfall.infra.config.DthAssets;
import java.util.List;
import java.util.Optional;

/**
 * A template brought up to date: without what no longer deploys, else as it was published.
 *
 * @param template the template
 * @param text its text: the file's own if nothing was changed
 * @param changed what was changed and why, a line each
 * @param left what was left and why, and what was not checked, a line each
 */
public record UpdatedTemplate(
    DthTemplate template, String text, List<String> changed, List<String> left) {

  /**
   * Brings a template up to date.
   *
   * @param text the file's content
   * @throws TemplateException if it is no template of Data Transfer Hub's S3 plugin, or one that
   *     Landfall does not know how to change
   */
  public static UpdatedTemplate of(String text) {
    return of(text, Optional.empty());
  }

  /**
   * Brings a template up to date, and has it load own copies.
   *
   * @param text the file's content
   * @param assets the copies; absent to load what AWS publishes
   * @throws TemplateException if it is no template of Data Transfer Hub's S3 plugin, or one that
   *     Landfall does not know how to change
   */
  public static UpdatedTemplate of(String text, Optional<DthAssets> assets) {
    DthTemplate original = DthTemplate.of(text);
    ObjectNode json = original.json().deepCopy();
    Findings findings = new Findings();
    for (Change change : Change.ALL) {
      change.apply(json, findings);
    }
    assets.ifPresent(own -> new OwnAssets(own, original.edition()).apply(json, findings));
    original
        .knownInsteadOfItsVersion()
        .ifPresent(
            known ->
                findings.left(
                    "version %s of edition %s is unknown to Landfall, which knows %s: look whether it still does what docs/configuration.md says"
                        .formatted(
                            original.version(),
                            original.edition().key(),
                            String.join(" and ", known))));
    Unchecked.find(json, findings);
    return new UpdatedTemplate(
        new DthTemplate(original.edition(), original.version(), json),
        findings.changed().isEmpty() ? text : written(json),
        findings.changed(),
        findings.left());
  }

  /** The report for people, in lines. */
  public String report() {
    StringBuilder report = new StringBuilder(template.described());
    report.append(changed.isEmpty() ? ", needs no change" : ", brought up to date");
    changed.forEach(line -> report.append("\n  changed: ").append(line));
    left.forEach(line -> report.append("\n  left: ").append(line));
    return report.toString();
  }

  /** The same text on every machine, as its hash names the asset. */
  private static String written(ObjectNode json) {
    DefaultIndenter indenter = new DefaultIndenter(" ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(indenter).withArrayIndenter(indenter);
    try {
      return new ObjectMapper().writer(printer).writeValueAsString(json) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
