package io.github.landfall.rehearsal.scenario;

import io.github.landfall.rehearsal.stage.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Somebody who puts files straight into the landing bucket, past the transfer.
 *
 * @param stage the stage
 * @param partner the partner in whose folder the files go
 * @param directory where they are made
 * @param files the files so far, by their keys
 */
record OtherHands(Stage stage, String partner, Path directory, Map<String, Path> files) {

  OtherHands(Stage stage, String partner, Path directory) {
    this(stage, partner, directory, new TreeMap<>());
  }

  /** Puts a file of a few bytes. */
  void put(String path) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "By hand: " + path + "\n");
    String key = partner + "/" + path;
    stage.s3().putObject(request -> request.bucket(stage.landingBucket()).key(key), file);
    files.put(key, file);
  }
}
