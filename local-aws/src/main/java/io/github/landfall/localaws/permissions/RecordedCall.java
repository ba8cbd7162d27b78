package io.github.landfall.localaws.permissions;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One AWS call of a function.
 *
 * @param service the service as the SDK calls it, for example {@code Sqs}
 * @param operation the operation, for example {@code SendMessage}
 * @param fields the fields of the request that say what it reaches
 */
public record RecordedCall(String service, String operation, Map<String, List<String>> fields) {

  /** Reads what a {@link CallRecorder} wrote; a function that made no call has no file. */
  public static List<RecordedCall> read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return List.of();
    }
    // A function often makes the same call again.
    return Files.readAllLines(file).stream().distinct().map(RecordedCall::parse).toList();
  }

  private static RecordedCall parse(String line) {
    String[] words = line.split(" ", -1);
    Map<String, List<String>> fields = new TreeMap<>();
    for (String word : List.of(words).subList(2, words.length)) {
      int equals = word.indexOf('=');
      fields
          .computeIfAbsent(word.substring(0, equals), name -> new ArrayList<>())
          .add(decoded(word.substring(equals + 1)));
    }
    return new RecordedCall(decoded(words[0]), words[1], fields);
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  boolean has(String field) {
    return fields.containsKey(field);
  }

  /**
   * The values of a field.
   *
   * @throws IllegalArgumentException if it has none
   */
  List<String> all(String field) {
    List<String> values = fields.get(field);
    if (values == null) {
      throw new IllegalArgumentException(
          "%s.%s: expected the field %s, found %s".formatted(service, operation, field, fields));
    }
    return values;
  }

  String one(String field) {
    return all(field).get(0);
  }
}
