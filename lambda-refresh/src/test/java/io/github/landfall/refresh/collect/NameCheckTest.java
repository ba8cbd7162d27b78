package io.github.landfall.refresh.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.landfall.contract.drive.WindowsName.Problem;
import io.github.landfall.contract.run.DriveNames;
import io.github.landfall.contract.run.DriveNames.NotShown;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NameCheckTest {

  private final Set<String> objects = new HashSet<>();
  private final List<NotShown> each = new ArrayList<>();
  private final NameCheck check = new NameCheck(objects::contains, each::add);

  @Test
  void namesThatWindowsForbidsAreFoundWithTheReason() {
    add(
        "aurora/CON",
        "aurora/final?.exr",
        "aurora/ok.exr",
        "aurora/old /b.exr",
        "aurora/take 12:30.mov",
        "aurora/v2./a.exr");

    assertThat(check.found())
        .isEqualTo(
            new DriveNames(
                5,
                List.of(
                    new NotShown("aurora/CON", Problem.RESERVED_NAME),
                    new NotShown("aurora/final?.exr", Problem.FORBIDDEN_CHARACTER),
                    new NotShown("aurora/old /b.exr", Problem.DOT_OR_BLANK_AT_THE_END),
                    new NotShown("aurora/take 12:30.mov", Problem.FORBIDDEN_CHARACTER),
                    new NotShown("aurora/v2./a.exr", Problem.DOT_OR_BLANK_AT_THE_END)),
                0));
  }

  @Test
  void ofNamesThatDifferInCaseAloneAllButTheFirstAreFound() {
    add("aurora/a/Shot.mov", "aurora/b/shot.mov", "aurora/a/shot.mov", "aurora/a/SHOT.MOV");

    assertThat(check.found().named())
        .containsExactly(
            new NotShown("aurora/a/shot.mov", Problem.DIFFERS_IN_CASE_ALONE),
            new NotShown("aurora/a/SHOT.MOV", Problem.DIFFERS_IN_CASE_ALONE));
  }

  @Test
  void whatLiesInAFolderThatDiffersInCaseAloneIsFound() {
    add("aurora/Plates/x/1.exr", "aurora/plates/y/2.exr", "aurora/plates/3.exr");
    add("aurora/Plates/4.exr");

    assertThat(check.found().named())
        .containsExactly(
            new NotShown("aurora/plates/y/2.exr", Problem.DIFFERS_IN_CASE_ALONE),
            new NotShown("aurora/plates/3.exr", Problem.DIFFERS_IN_CASE_ALONE));
  }

  @Test
  void objectWithTheNameOfAFolderIsFoundWhicheverComesFirst() {
    add("aurora/early", "aurora/early/a.exr", "aurora/late/a.exr", "aurora/late");

    assertThat(check.found())
        .isEqualTo(
            new DriveNames(
                2,
                List.of(
                    new NotShown("aurora/early", Problem.SAME_NAME_AS_A_FOLDER),
                    new NotShown("aurora/late", Problem.SAME_NAME_AS_A_FOLDER)),
                0));
  }

  @Test
  void leftoversAreCountedApart() {
    add("aurora/._a?.mov", "aurora/.DS_Store", "aurora/a.mov");

    assertThat(check.found()).isEqualTo(new DriveNames(0, List.of(), 2));
  }

  @Test
  void nothingIsSaidWhereEveryNameIsShown() {
    add("aurora/a.mov", "aurora/b/a.mov");

    assertThat(check.found()).isNull();
  }

  @Test
  void someAreNamedAndAllAreCounted() {
    IntStream.range(0, 100).forEach(i -> add("aurora/" + i + "?"));

    assertThat(check.found().notShown()).isEqualTo(100);
    assertThat(check.found().named()).hasSize(DriveNames.MAX_NAMED);
    assertThat(each).as("what the report lists").hasSize(100);
  }

  private void add(String... keys) {
    for (String key : keys) {
      objects.add(key);
      check.add(key);
    }
  }
}
