package io.github.landfall.infra.dth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TemplateParameterTest {

  private static TemplateParameter parameter(String definition) {
    return TemplateParameter.of(ContractTemplate.parsed(definition));
  }

  private static TemplateParameter ofContract(String name) {
    return DthTemplate.of(ContractTemplate.ecs("v2.1.0").text()).parameter(name).orElseThrow();
  }

  @Test
  void aValueThatIsNotAllowedIsToldWithThoseThatAre() {
    TemplateParameter memory = ofContract("ecsFargateMemory");

    assertThat(memory.takesInstead("12288")).isEmpty();
    assertThat(memory.takesInstead("10240"))
        .contains("one of 8192, 12288, 16384, 20480, 24576, 30720");
  }

  @Test
  void aPatternMustMatchTheWholeValue() {
    TemplateParameter email = ofContract("alarmEmail");

    assertThat(email.takesInstead("operations@example.com")).isEmpty();
    assertThat(email.takesInstead("operations"))
        .hasValueSatisfying(instead -> assertThat(instead).startsWith("what matches \\w[-"));
    assertThat(email.takesInstead("operations@example.com, more@example.com")).isPresent();
  }

  @Test
  void aPatternThatIsNoneIsTheTemplatesFault() {
    TemplateParameter broken = parameter("{\"Type\": \"String\", \"AllowedPattern\": \"(\"}");

    assertThatThrownBy(() -> broken.takesInstead("a"))
        .isInstanceOf(TemplateException.class)
        .hasMessage("has an AllowedPattern that is no regular expression: (");
  }

  @Test
  void aNumberMustBeOneAndInItsRange() {
    TemplateParameter number =
        parameter("{\"Type\": \"Number\", \"MinValue\": 1, \"MaxValue\": \"20.5\"}");

    assertThat(number.takesInstead("1")).isEmpty();
    assertThat(number.takesInstead("20.50")).isEmpty();
    assertThat(number.takesInstead("0")).contains("1 or more");
    assertThat(number.takesInstead("21")).contains("20.5 or less");
    assertThat(number.takesInstead("twenty")).contains("a number");
    assertThat(number.takesInstead("")).contains("a number");
  }

  @Test
  void eachElementOfAListIsChecked() {
    TemplateParameter names =
        parameter("{\"Type\": \"CommaDelimitedList\", \"AllowedPattern\": \"[a-z]+\"}");
    TemplateParameter numbers = parameter("{\"Type\": \"List<Number>\", \"MaxValue\": 9}");

    assertThat(names.takesInstead("north, south")).isEmpty();
    assertThat(names.takesInstead("north,South")).contains("what matches [a-z]+");
    assertThat(numbers.takesInstead("1,2")).isEmpty();
    assertThat(numbers.takesInstead("1,10")).contains("9 or less");
    assertThat(numbers.takesInstead("1,")).contains("a number");
    assertThat(ofContract("ecsSubnets").takesInstead("subnet-a,subnet-b")).isEmpty();
  }

  @Test
  void aCommaIsNoSeparatorInPlainText() {
    TemplateParameter text = parameter("{\"Type\": \"String\", \"AllowedValues\": [\"a,b\"]}");

    assertThat(text.takesInstead("a,b")).isEmpty();
    assertThat(text.takesInstead("a")).contains("one of a,b");
  }

  @Test
  void aTextMustHaveItsLength() {
    TemplateParameter text =
        parameter("{\"Type\": \"String\", \"MinLength\": 2, \"MaxLength\": \"3\"}");

    assertThat(text.takesInstead("ab")).isEmpty();
    assertThat(text.takesInstead("abc")).isEmpty();
    assertThat(text.takesInstead("a")).contains("2 characters or more");
    assertThat(text.takesInstead("abcd")).contains("3 characters or fewer");
  }

  @Test
  void aLimitThatIsNoNumberIsTheTemplatesFault() {
    assertThatThrownBy(() -> parameter("{\"Type\": \"String\", \"MinLength\": \"two\"}"))
        .isInstanceOf(TemplateException.class)
        .hasMessage("has a parameter whose MinLength is no number: two");
    assertThatThrownBy(() -> parameter("{\"Type\": \"Number\", \"MaxValue\": \"many\"}"))
        .isInstanceOf(TemplateException.class)
        .hasMessage("has a parameter whose MaxValue is no number: many");
  }

  @Test
  void withoutLimitsAnyTextIsTaken() {
    assertThat(ofContract("srcPrefix").takesInstead("")).isEmpty();
    assertThat(ofContract("srcPrefix").takesInstead("Ünïcode, with/anything")).isEmpty();
  }
}
