package io.gatehook.handler.webhookcustom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gatehook.event.WorkerEvent;
import io.gatehook.lua.LuaFailure;
import io.gatehook.lua.LuaLimits;
import io.gatehook.lua.RestyTemplate;
import io.gatehook.lua.Sandbox;
import jakarta.json.JsonValue;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What the templates of one call may use together. */
class RenderingTest {
  private static final String MEMBER = "config.body";

  private final AtomicLong nanoTime = new AtomicLong(Long.MAX_VALUE - 5);
  private final Rendering rendering =
      new Rendering(
          new Sandbox(LuaLimits.defaults(), Clock.systemUTC()),
          WorkerEvent.of("a", "b", JsonValue.EMPTY_JSON_OBJECT),
          nanoTime::get);

  @Test
  void boundsWhatTheyPrint() throws LuaFailure, Unrendered {
    RestyTemplate long600k = template("{% for i = 1, 6 do echo(('x'):rep(100000)) end %}");

    assertThat(rendering.text(long600k, MEMBER)).hasSize(600_000);
    assertThatThrownBy(() -> rendering.text(long600k, MEMBER))
        .isInstanceOf(Unrendered.class)
        .hasMessage("the templates together print more than 1048576 characters");
  }

  @Test
  void boundsWhatTheyLog() throws LuaFailure, Unrendered {
    RestyTemplate lines60 = template("{% for i = 1, 60 do print(i) end %}");
    rendering.text(lines60, MEMBER);

    assertThat(rendering.log()).hasSize(60).startsWith("notice: 1");
    assertThatThrownBy(() -> rendering.text(lines60, MEMBER))
        .isInstanceOf(Unrendered.class)
        .hasMessage("the templates together log more than 100 lines");
  }

  @Test
  void boundsHowLongTheyTake() throws LuaFailure, Unrendered {
    RestyTemplate one = template("{{ source }}");
    nanoTime.addAndGet(Rendering.MAX_TIME.toNanos());
    rendering.text(one, MEMBER);
    nanoTime.incrementAndGet();

    assertThatThrownBy(() -> rendering.text(one, MEMBER))
        .isInstanceOf(Unrendered.class)
        .hasMessage("the templates together take longer than 2000 ms");
  }

  private static RestyTemplate template(String text) throws LuaFailure {
    return RestyTemplate.compile(text, "t", LuaLimits.defaults());
  }
}
