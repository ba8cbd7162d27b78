package io.github.landfall.contract.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MembersTest {

  private final Members members =
      of(
          "{'text':'a','number':7,'half':1.5,'flag':true,'time':'2026-11-23T00:05:13Z',"
              + "'none':null,'part':{'inner':8},'list':[{'x':1}],'texts':['p','q']}");

  @Test
  void membersAreReadByTheirKind() {
    assertThat(members.text("text")).isEqualTo("a");
    assertThat(members.text("number")).isEqualTo("7");
    assertThat(members.number("number")).isEqualTo(7);
    assertThat(members.flag("flag")).isTrue();
    assertThat(members.time("time")).isEqualTo(Instant.parse("2026-11-23T00:05:13Z"));
    assertThat(members.part("part").orElseThrow().number("inner")).isEqualTo(8);
    assertThat(members.parts("list")).singleElement().returns(1L, part -> part.number("x"));
    assertThat(members.texts("texts")).containsExactly("p", "q");
  }

  @Test
  void whatIsNullIsAsGoodAsAbsent() {
    for (String name : new String[] {"none", "absent"}) {
      assertThat(members.has(name)).isFalse();
      assertThat(members.text(name)).isNull();
      assertThat(members.number(name)).isNull();
      assertThat(members.count(name)).isZero();
      assertThat(members.flag(name)).isFalse();
      assertThat(members.time(name)).isNull();
      assertThat(members.part(name)).isEmpty();
      assertThat(members.parts(name)).isNull();
      assertThat(members.texts(name)).isNull();
      refused(m -> m.requiredText(name), name + " is missing");
    }
  }

  @Test
  void whatIsOfAnotherKindIsNamed() {
    refused(m -> m.text("part"), "part is {inner=8}; expected a text");
    refused(m -> m.number("text"), "text is a; expected a whole number");
    refused(m -> m.number("half"), "half is 1.5; expected a whole number");
    refused(m -> m.flag("text"), "text is a; expected true or false");
    refused(m -> m.time("text"), "text is 'a'; expected a time such as 2026-11-23T00:05:13Z");
    refused(m -> m.part("text"), "text is a; expected an object");
    refused(m -> m.parts("text"), "text is a; expected a list");
    refused(m -> m.parts("texts"), "texts is [p, q]; expected an object");
    refused(
        m -> m.part("part").orElseThrow().flag("inner"), "part.inner is 8; expected true or false");
  }

  private void refused(Function<Members, ?> reader, String message) {
    ThrowingCallable read = () -> reader.apply(members);
    assertThatIllegalArgumentException().isThrownBy(read).withMessage(message);
  }

  private static Members of(String json) {
    try {
      return Members.of(Json.read(json.replace('\'', '"')));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
