package io.github.landfall.localaws.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.landfall.localaws.gateway.ObjectStore.StoredObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticLibraryTest {

  private static final String FOLDER = "aurora/show-07/sq003/sh0012/";

  private final InMemoryBucket bucket = new InMemoryBucket();
  private final SyntheticLibrary library = new SyntheticLibrary(bucket, "aurora");

  @Test
  void itHasAMillionObjectsInTwentyThousandFolders() {
    assertThat(SyntheticLibrary.folders("aurora")).hasSize(20_000).doesNotHaveDuplicates();
    assertThat(SyntheticLibrary.folders("aurora"))
        .allMatch(
            folder ->
                library.list("landing", folder + "/").objects().size()
                    == SyntheticLibrary.OBJECTS_IN_A_FOLDER);
  }

  @Test
  void itsFoldersAreFoundFromTheRootDownwards() {
    assertThat(folders("")).containsExactly("aurora/");
    assertThat(folders("aurora/")).hasSize(20).contains("aurora/show-07/");
    assertThat(folders("aurora/show-07/")).hasSize(25).contains("aurora/show-07/sq003/");
    assertThat(folders("aurora/show-07/sq003/")).hasSize(40).contains(FOLDER);
    assertThat(folders(FOLDER)).isEmpty();
  }

  @Test
  void whatIsReallyThereIsBesideItAndComesFirst() throws IOException {
    bucket.put(FOLDER + "plate.0001.exr", "new");
    bucket.put(FOLDER + "grade/look.cdl", "look");
    bucket.put("borealis/x.mov", "x");

    assertThat(library.list("landing", FOLDER).objects())
        .hasSize(50)
        .contains(new StoredObject(FOLDER + "plate.0001.exr", 3));
    assertThat(folders(FOLDER)).containsExactly(FOLDER + "grade/");
    assertThat(folders("")).containsExactly("aurora/", "borealis/");
    assertThat(read(FOLDER + "plate.0001.exr")).isEqualTo("new");
    assertThat(read("borealis/x.mov")).isEqualTo("x");
  }

  @Test
  void anObjectIsAsLongAsItsListingSays() throws IOException {
    for (StoredObject object : library.list("landing", FOLDER).objects()) {
      assertThat(read(object.key())).isEqualTo(object.key()).hasSize((int) object.size());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aurora//",
        "aurora/show-20/",
        "borealis/show-07/sq003/sh0012/",
        "aurora/show-07/sq003/sh0012/sh0012/"
      })
  void whatItDoesNotHaveIsNotThere(String prefix) {
    assertThat(library.list("landing", prefix))
        .isEqualTo(new ObjectStore.Level(List.of(), List.of()));
    assertThatThrownBy(() -> library.open("landing", prefix + "plate.0001.exr"))
        .isInstanceOf(NoSuchFileException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"aurora/plate.0001.exr", FOLDER + "plate.0050.exr", "plate.0001.exr"})
  void objectsItDoesNotHaveCannotBeOpened(String key) {
    assertThatThrownBy(() -> library.open("landing", key)).isInstanceOf(NoSuchFileException.class);
  }

  private List<String> folders(String prefix) {
    return library.list("landing", prefix).commonPrefixes();
  }

  private String read(String key) throws IOException {
    try (InputStream stream = library.open("landing", key)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
