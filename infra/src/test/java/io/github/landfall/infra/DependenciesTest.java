package io.github.landfall.infra;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.github.landfall.arrivals.ArrivalsHandler;
import io.github.landfall.chat.ChatHandler;
import io.github.landfall.refresh.RefreshHandler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DependenciesTest {

  private static final String ROOT = "io.github.landfall.infra";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  @Test
  void roomsAreReadInOneOrder() {
    slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void noRoomKnowsTheStackThatWiresThem() {
    noClasses()
        .that()
        .resideOutsideOfPackage(ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT)
        .check(CLASSES);
  }

  @Test
  void eachClassIsReadBeforeThoseThatUseIt() {
    slices().assignedFrom(new ClassOfAFile()).should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void ofFunctionsOnlyTheHandlersAreNamed() {
    Set<String> handlers =
        Set.of(
            ArrivalsHandler.class.getName(),
            ChatHandler.class.getName(),
            RefreshHandler.class.getName());
    noClasses()
        .should()
        .dependOnClassesThat(
            describe(
                "belong to a function and are not its handler",
                used -> ofFunction(used) && !handlers.contains(used.getName())))
        .check(CLASSES);
  }

  @Test
  void everyRoomSaysWhatItIsFor() {
    Set<String> silent = new TreeSet<>();
    for (JavaClass one : CLASSES) {
      Path room = Path.of("infra/src/main/java", one.getPackageName().split("\\."));
      if (!Files.isRegularFile(room.resolve("package-info.java"))) {
        silent.add(one.getPackageName());
      }
    }
    assertThat(silent).isEmpty();
  }

  private static boolean ofFunction(JavaClass used) {
    return used.getPackageName().startsWith("io.github.landfall.arrivals")
        || used.getPackageName().startsWith("io.github.landfall.chat")
        || used.getPackageName().startsWith("io.github.landfall.refresh");
  }

  /** A class together with those that are nested in it. */
  private static final class ClassOfAFile implements SliceAssignment {

    @Override
    public SliceIdentifier getIdentifierOf(JavaClass one) {
      return SliceIdentifier.of(one.getName().replaceFirst("\\$.*", ""));
    }

    @Override
    public String getDescription() {
      return "classes";
    }
  }
}
