package io.github.landfall.infra.dth;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A template's parameter, with what CloudFormation takes as its value.
 *
 * @param type its type, for example {@code Number}
 * @param allowed the only values that are taken; empty for any
 * @param pattern what the whole value must match
 * @param minLength the fewest characters
 * @param maxLength the most characters
 * @param minValue the smallest number
 * @param maxValue the largest number
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html">Parameters</a>
 */
public record TemplateParameter(
    String type,
    List<String> allowed,
    Optional<String> pattern,
    Optional<Integer> minLength,
    Optional<Integer> maxLength,
    Optional<BigDecimal> minValue,
    Optional<BigDecimal> maxValue) {

  /**
   * Reads a parameter.
   *
   * @throws TemplateException if a limit is no number
   */
  static TemplateParameter of(JsonNode parameter) {
    List<String> allowed = new ArrayList<>();
    parameter.path("AllowedValues").forEach(value -> allowed.add(value.asText()));
    return new TemplateParameter(
        parameter.path("Type").asText(),
        List.copyOf(allowed),
        text(parameter, "AllowedPattern"),
        number(parameter, "MinLength").map(BigDecimal::intValue),
        number(parameter, "MaxLength").map(BigDecimal::intValue),
        number(parameter, "MinValue"),
        number(parameter, "MaxValue"));
  }

  /**
   * Tells what the parameter takes instead of a value; empty if it takes the value.
   *
   * @param value a value as CloudFormation passes all of them: as text, a list with commas
   * @throws TemplateException if its pattern is none
   */
  public Optional<String> takesInstead(String value) {
    boolean list = type.equals("CommaDelimitedList") || type.startsWith("List<");
    List<String> elements = list ? Arrays.asList(value.split(",", -1)) : List.of(value);
    return elements.stream()
        .map(element -> list ? element.strip() : element)
        .map(this::elementInstead)
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> elementInstead(String value) {
    if (!allowed.isEmpty() && !allowed.contains(value)) {
      return Optional.of("one of " + String.join(", ", allowed));
    }
    if (type.equals("Number") || type.equals("List<Number>")) {
      return numberInstead(value);
    }
    if (pattern.isPresent() && !compiled(pattern.get()).matcher(value).matches()) {
      return Optional.of("what matches " + pattern.get());
    }
    if (minLength.isPresent() && value.length() < minLength.get()) {
      return Optional.of("%d characters or more".formatted(minLength.get()));
    }
    if (maxLength.isPresent() && value.length() > maxLength.get()) {
      return Optional.of("%d characters or fewer".formatted(maxLength.get()));
    }
    return Optional.empty();
  }

  private Optional<String> numberInstead(String value) {
    BigDecimal number;
    try {
      number = new BigDecimal(value);
    } catch (NumberFormatException e) {
      return Optional.of("a number");
    }
    if (minValue.isPresent() && number.compareTo(minValue.get()) < 0) {
      return Optional.of("%s or more".formatted(minValue.get().toPlainString()));
    }
    if (maxValue.isPresent() && number.compareTo(maxValue.get()) > 0) {
      return Optional.of("%s or less".formatted(maxValue.get().toPlainString()));
    }
    return Optional.empty();
  }

  private static Pattern compiled(String pattern) {
    try {
      return Pattern.compile(pattern);
    } catch (PatternSyntaxException e) {
      throw new TemplateException(
          "has an AllowedPattern that is no regular expression: " + pattern);
    }
  }

  private static Optional<BigDecimal> number(JsonNode parameter, String member) {
    try {
      return text(parameter, member).map(BigDecimal::new);
    } catch (NumberFormatException e) {
      throw new TemplateException(
          "has a parameter whose %s is no number: %s"
              .formatted(member, parameter.path(member).asText()));
    }
  }

  private static Optional<String> text(JsonNode parameter, String member) {
    return Optional.of(parameter.path(member)).filter(JsonNode::isValueNode).map(JsonNode::asText);
  }
}
