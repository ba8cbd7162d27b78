package io.github.landfall;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the modules and packages may use one another, as the design has it. */
class StructureTest {

  private static final String ROOT = "io.github.landfall";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void packagesAreReadInOneOrder() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @ParameterizedTest
  @CsvSource({
    "contract,",
    "localaws,",
    "arrivals, contract",
    "chat, contract",
    "refresh, contract",
    "comparison, contract",
    "compare, contract;comparison",
    "tools, contract;comparison",
    "rehearsal, contract;localaws;comparison;tools"
  })
  void moduleUsesOnlyWhatLiesBeforeIt(String module, String others) {
    List<String> used = others == null ? List.of() : List.of(others.split(";"));
    noClasses()
        .that()
        .resideInAPackage(ROOT + "." + module + "..")
        .should()
        .dependOnClassesThat(
            describe(
                "are of another module than " + used,
                one ->
                    one.getPackageName().startsWith(ROOT)
                        && !module.equals(module(one))
                        && !used.contains(module(one))))
        .check(CLASSES);
  }

  @Test
  void everyModuleIsLookedAt() {
    Set<String> modules = new TreeSet<>();
    CLASSES.forEach(one -> modules.add(module(one)));
    assertThat(modules)
        .containsExactly(
            "arrivals",
            "chat",
            "compare",
            "comparison",
            "contract",
            "infra",
            "localaws",
            "refresh",
            "rehearsal",
            "tools");
  }

  @Test
  void everyPackageSaysWhatItIsFor() throws IOException {
    Set<Path> silent = new TreeSet<>();
    try (Stream<Path> files = Files.walk(Path.of(".."))) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> file.toString().contains("src/main/java"))
          .filter(file -> !file.toString().contains("node_modules"))
          .map(Path::getParent)
          .filter(folder -> !Files.isRegularFile(folder.resolve("package-info.java")))
          .forEach(silent::add);
    }
    assertThat(silent).isEmpty();
  }

  private static String module(JavaClass one) {
    return one.getPackageName().substring(ROOT.length() + 1).replaceFirst("\\..*", "");
  }
}
