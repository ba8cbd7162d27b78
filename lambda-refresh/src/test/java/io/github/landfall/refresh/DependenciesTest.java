package io.github.landfall.refresh;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class DependenciesTest {

  @Test
  void codeThatDecidesKnowsNoAwsClientAndNoLambda() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.github.landfall.refresh");
    noClasses()
        .that()
        .resideInAnyPackage(
            "..run..",
            "..event..",
            "..notice..",
            "..share..",
            "..collect..",
            "..report..",
            "..text..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software.amazon..", "com.amazonaws..", "..refresh.aws..")
        .check(classes);
  }
}
