package io.github.landfall.infra.transfer;

import io.github.landfall.infra.config.ConfigurationException;
import io.github.landfall.infra.config.DthAssets;
import io.github.landfall.infra.config.PartnerTransfer.ImportedTransfer;
import io.github.landfall.infra.dth.DthTemplate;
import io.github.landfall.infra.dth.TemplateException;
import io.github.landfall.infra.dth.TemplateParameter;
import io.github.landfall.infra.dth.UpdatedTemplate;
import io.github.landfall.infra.transfer.TransferParameters.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import software.amazon.awscdk.Annotations;
import software.amazon.awscdk.CfnStack;
import software.amazon.awscdk.Token;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.amazon.awscdk.services.s3.assets.AssetProps;
import software.constructs.Construct;

/**
 * A partner's template from a local file: brought up to date, checked against what it is told, and
 * published as an asset of the stack.
 */
final class TransferTemplate extends Construct {

  private static final String FILE = "templateFile";

  private final ImportedTransfer transfer;
  private final Path file;
  private final UpdatedTemplate updated;
  private final Asset asset;

  /**
   * Reads the file.
   *
   * @param assets own copies of what it loads; absent to load what AWS publishes
   * @throws ConfigurationException if it is none that Landfall knows, or of another edition
   */
  TransferTemplate(
      Construct scope, ImportedTransfer transfer, Path file, Optional<DthAssets> assets) {
    super(scope, "Template");
    this.transfer = transfer;
    this.file = file;
    this.updated = read(assets);
    if (template().edition() != transfer.edition()) {
      throw transfer.wrong(
          "edition", transfer.edition().key(), template().edition().key() + ", as " + file + " is");
    }
    this.asset = published();
    Annotations.of(this).addInfo(file + ": " + updated.report());
  }

  /** Where CloudFormation finds it once the CDK CLI has published it. */
  String url() {
    return asset.getHttpUrl();
  }

  /** Lets {@code cdk diff} compare what is in the nested stack, too, and not only its address. */
  void showInDiffOf(CfnStack stack) {
    asset.addResourceMetadata(stack, "TemplateURL");
  }

  /**
   * Gives the parameters that are to be passed.
   *
   * @throws ConfigurationException if the template does not take one of the values, or lacks a
   *     parameter that a value needs
   */
  Map<String, String> parameters(Map<String, Setting> settings) {
    refuseScheduleThatItLacks();
    Map<String, String> passed = new TreeMap<>();
    settings.forEach(
        (name, setting) -> {
          if (setting instanceof Setting.Value value && takes(name, value)) {
            passed.put(name, value.text());
          }
        });
    List<String> unknown =
        template().parametersWithoutDefault().stream()
            .filter(name -> !passed.containsKey(name))
            .toList();
    if (!unknown.isEmpty()) {
      throw transfer.wrong(
          FILE,
          file.toString(),
          "a template as it is published; this one wants to be told %s, of which Landfall knows nothing"
              .formatted(String.join(", ", unknown)));
    }
    return passed;
  }

  /** Whether a value is to be passed: not where the template works with it anyway. */
  private boolean takes(String name, Setting.Value value) {
    Optional<TemplateParameter> parameter = template().parameter(name);
    if (parameter.isEmpty()) {
      String anyway = TransferParameters.WITHOUT.get(name);
      if (!value.text().equals(anyway)) {
        refuse(name, value, anyway == null ? "none" : anyway);
      }
      return false;
    }
    if (!Token.isUnresolved(value.text())) {
      parameter
          .get()
          .takesInstead(value.text())
          .ifPresent(expected -> refuse(name, value, expected));
    }
    return true;
  }

  private void refuse(String name, Setting.Value value, String expected) {
    throw transfer.wrong(
        value.key(),
        value.text(),
        "%s, for the parameter %s of %s (%s)"
            .formatted(expected, name, file, template().described()));
  }

  private void refuseScheduleThatItLacks() {
    boolean told = template().parameter(transfer.edition().scheduleParameter()).isPresent();
    if (told && transfer.schedule().isEmpty()) {
      throw transfer.dailyAtMissing();
    }
    if (!told && transfer.schedule().isPresent()) {
      throw transfer.wrong(
          "dailyAt",
          transfer.schedule().get().time().toString(),
          "none, since the finder of %s (%s) can't be told when to start; it starts at %s"
              .formatted(
                  file, template().described(), template().fixedSchedule().orElse("no time")));
    }
  }

  private DthTemplate template() {
    return updated.template();
  }

  private UpdatedTemplate read(Optional<DthAssets> assets) {
    try {
      return UpdatedTemplate.of(Files.readString(file), assets);
    } catch (NoSuchFileException e) {
      throw transfer.wrong(
          FILE,
          file.toString(),
          "a file that is there; bin/landfall dth fetch downloads a template");
    } catch (IOException e) {
      throw transfer.wrong(FILE, file.toString(), "a text file that can be read (" + e + ")");
    } catch (TemplateException e) {
      throw transfer.wrong(
          FILE,
          file.toString(),
          "a template of Data Transfer Hub's S3 plugin, but it " + e.getMessage());
    }
  }

  /** The CDK copies the file at once. */
  private Asset published() {
    try {
      Path copy = Files.createTempFile("landfall-", ".template");
      try {
        Files.writeString(copy, updated.text());
        return new Asset(this, "Asset", AssetProps.builder().path(copy.toString()).build());
      } finally {
        Files.delete(copy);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("could not write a copy of " + file, e);
    }
  }
}
