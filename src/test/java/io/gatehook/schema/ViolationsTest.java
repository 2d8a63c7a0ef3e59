package io.gatehook.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehook.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ViolationsTest {
  @Test
  void printsOneViolation() {
    var violations = Violations.under("config", Violations.of("url", "missing host in url"));

    assertThat(violations.message())
        .isEqualTo("schema violation (config.url: missing host in url)");
    assertThat(violations.fields()).hasToString("{\"config\":{\"url\":\"missing host in url\"}}");
  }

  @Test
  void printsTextsAboutTheEntityFirstAndMembersByName() {
    var violations =
        Violations.builder()
            .add("b", "two")
            .under("none", Violations.builder().build())
            .under("a", Violations.of("z", "one"))
            .add("b", "ignored")
            .entity("all")
            .entity("more")
            .add("A", "zero")
            .build();

    assertThat(violations.message())
        .isEqualTo("5 schema violations (all; more; A: zero; a.z: one; b: two)");
  }

  @Test
  void printsDeepViolationsAsALuaTable() {
    var violations =
        violations(
            """
            {"a":{"b":{"y":"q\\"\\\\","end":"reserved","x-y":"name","c":{"d":"deep"},
                       "e":["one","two",null,"four"]}}}""");

    assertThat(violations.message())
        .isEqualTo(
            """
            schema violation (a.b: {
              c = {
                d = "deep"
              },
              e = {
                "one",
                "two",
                [4] = "four"
              },
              ["end"] = "reserved",
              ["x-y"] = "name",
              y = "q\\"\\\\"
            })""");
  }

  @Test
  void numbersElementsOfTopLevelArrays() {
    assertThat(violations("{\"tags\":[null,\"two\",\"three\"]}").message())
        .isEqualTo("2 schema violations (tags.2: two; tags.3: three)");
  }

  @Test
  void isEmptyWhileNothingIsWrong() {
    assertThat(Violations.builder().build().isEmpty()).isTrue();
    assertThat(Violations.builder().entity("x").build().isEmpty()).isFalse();
  }

  @Test
  void refusesAnInvalidEntityWithoutViolations() {
    var none = Violations.builder().build();

    assertThatThrownBy(() -> new InvalidEntity(none)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Violations violations(String fields) {
    return new Violations(Json.stored(fields.getBytes(StandardCharsets.UTF_8)));
  }
}
