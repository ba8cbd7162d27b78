package io.github.landfall.rehearsal.scenario;

import io.github.landfall.rehearsal.stage.Stage;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/**
 * The files that a partner delivers.
 *
 * @param files the files, by the path below the partner's folder, with slashes
 */
public record Media(SortedMap<String, Path> files) {

  /** Names as they come from abroad, from artists, and from tools. */
  private static final List<String> ODD_NAMES =
      List.of(
          "镜头 001/背景_最终版.png",
          "镜头 001/角色(小龙)v2.png",
          "plates/sc010/shot 01+comp (v2).png",
          "plates/sc010/100%_grade.png",
          "plates/sc020/naïve façade ümlaut.png",
          "plates/sc020/it's #1 & [final]; really~.png",
          "plates/sc020/.hidden.png",
          "textures/树/叶=绿@4k.png");

  /**
   * Draws a few dozen images, some with odd names.
   *
   * @param directory where to put them
   * @param seed makes the images of one partner differ from another's
   * @throws IOException if they can't be written
   */
  public static Media drawn(Path directory, int seed) throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    for (String name : ODD_NAMES) {
      files.put(name, draw(directory, name, seed + name.hashCode()));
    }
    for (int frame = 1; frame <= 16; frame++) {
      String name = "renders/sc%03d/frame.%04d.png".formatted(10 * (1 + frame % 3), frame);
      files.put(name, draw(directory, name, seed + frame));
    }
    return new Media(files);
  }

  /**
   * The same and one image of more than 64 MB.
   *
   * @param directory where to put it
   * @throws IOException if it can't be written
   */
  public Media withLargeImage(Path directory) throws IOException {
    int width = 5000;
    int height = 4600;
    Path file = directory.resolve("large.ppm");
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      out.write("P6 %d %d 255\n".formatted(width, height).getBytes(StandardCharsets.US_ASCII));
      byte[] row = new byte[width * 3];
      Random noise = new Random(1);
      for (int y = 0; y < height; y++) {
        noise.nextBytes(row);
        out.write(row);
      }
    }
    SortedMap<String, Path> all = new TreeMap<>(files);
    all.put("plates/sc010/全景 8k.ppm", file);
    return new Media(all);
  }

  /** Names that Windows can't show, and what macOS leaves behind. */
  private static final List<String> HIDDEN_NAMES =
      List.of("notes/shot 12:30.png", "notes/final?.png", "notes/v2.", "notes/._frame.png");

  /**
   * The same and a few images whose names Windows does not show.
   *
   * @param directory where to put them
   * @throws IOException if they can't be written
   */
  public Media withHiddenNames(Path directory) throws IOException {
    SortedMap<String, Path> all = new TreeMap<>(files);
    for (String name : HIDDEN_NAMES) {
      all.put(name, draw(directory, "hidden/" + HIDDEN_NAMES.indexOf(name), name.hashCode()));
    }
    return new Media(all);
  }

  /**
   * The same and a delivery list, MHL 1.1, that names them all and some that do not come.
   *
   * @param directory where to put it
   * @param notDelivered paths of files that the list names besides
   * @throws IOException if it can't be written
   */
  public Media withList(Path directory, String... notDelivered) throws IOException {
    StringBuilder list =
        new StringBuilder(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<hashlist version=\"1.1\">\n");
    for (Map.Entry<String, Path> file : files.entrySet()) {
      list.append(listed(file.getKey(), Files.size(file.getValue())));
    }
    for (String path : notDelivered) {
      list.append(listed(path, 1));
    }
    Path file = directory.resolve("delivery.mhl");
    Files.writeString(file, list.append("</hashlist>\n"));
    SortedMap<String, Path> all = new TreeMap<>(files);
    all.put("delivery.mhl", file);
    return new Media(all);
  }

  private static String listed(String path, long bytes) {
    String text = path.replace("&", "&amp;").replace("<", "&lt;");
    return "  <hash><file>%s</file><size>%d</size></hash>%n".formatted(text, bytes);
  }

  /**
   * The files of a directory and of those below it.
   *
   * @throws IOException if it can't be read
   */
  public static Media in(Path directory) throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(directory)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        files.put(
            directory.relativize(file).toString().replace(file.getFileSystem().getSeparator(), "/"),
            file);
      }
    }
    return new Media(files);
  }

  private static Path draw(Path directory, String name, long seed) throws IOException {
    Random random = new Random(seed);
    BufferedImage image = new BufferedImage(160, 90, BufferedImage.TYPE_INT_RGB);
    Graphics2D brush = image.createGraphics();
    for (int i = 0; i < 40; i++) {
      brush.setColor(new Color(random.nextInt(0x1000000)));
      brush.fillOval(
          random.nextInt(160), random.nextInt(90), random.nextInt(60), random.nextInt(60));
    }
    brush.dispose();
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(image, "png", file.toFile());
    return file;
  }

  /** Puts the files into a partner's bucket, below the prefix that its transfer reads. */
  public void deliver(Stage stage, String partner) {
    files.forEach(
        (path, file) ->
            stage
                .s3()
                .putObject(
                    request ->
                        request
                            .bucket(stage.sourceBucket(partner))
                            .key(sourcePrefix(stage, partner) + path),
                    file));
  }

  /** The files by their paths on a drive that shows the whole bucket. */
  public Map<String, Path> onDrive(Stage stage, String partner) {
    Map<String, Path> onDrive = new TreeMap<>();
    files.forEach(
        (path, file) -> onDrive.put(partner + "/" + sourcePrefix(stage, partner) + path, file));
    return onDrive;
  }

  static String sourcePrefix(Stage stage, String partner) {
    return stage.hub(partner).stack().parameters().getOrDefault("srcPrefix", "");
  }
}
