package io.gatehook.handler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.gatehook.schema.Type;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

class HandlersTest {
  @Test
  void findsByName() {
    EventHandler one = named("one");

    var handlers = new Handlers(List.of(named("two"), one));

    assertThat(handlers.find("one")).containsSame(one);
    assertThat(handlers.find("three")).isEmpty();
    assertThat(handlers.names()).containsExactly("one", "two");
  }

  @Test
  void refusesTwoOfOneName() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new Handlers(List.of(named("same"), named("same"))))
        .withMessage("two handlers are named 'same'");
  }

  private static EventHandler named(String name) {
    return new EventHandler() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Type.RecordOf configType() {
        return new Type.RecordOf(List.of());
      }

      @Override
      public PreparedHandler prepare(JsonObject config) {
        throw new UnsupportedOperationException();
      }
    };
  }
}
