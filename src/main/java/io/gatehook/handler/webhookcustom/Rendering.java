package io.gatehook.handler.webhookcustom;

import io.gatehook.event.WorkerEvent;
import io.gatehook.json.Json;
import io.gatehook.lua.LogLine;
import io.gatehook.lua.LuaFailure;
import io.gatehook.lua.LuaInput;
import io.gatehook.lua.RestyTemplate;
import io.gatehook.lua.Sandbox;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Renders the templates of one call. Each has the limits of the sandbox to itself; what they use
 * together is limited here. All see the same tables, so one sees what the one before it changed.
 */
final class Rendering {
  /** Most characters that all templates of a call print together. */
  static final int MAX_LENGTH = 1 << 20;

  /** Most log lines of all templates of a call. */
  static final int MAX_LOG_LINES = 100;

  /** No template begins later than this after the first. */
  static final Duration MAX_TIME = Duration.ofSeconds(2);

  private final Sandbox sandbox;
  private final WorkerEvent event;
  private final LongSupplier nanoTime;
  private final long begun;
  private final List<String> log = new ArrayList<>();
  private @Nullable LuaInput context;
  private int length;

  /**
   * Begins with nothing rendered.
   *
   * @param nanoTime counts on as {@link System#nanoTime} does
   */
  Rendering(Sandbox sandbox, WorkerEvent event, LongSupplier nanoTime) {
    this.sandbox = sandbox;
    this.event = event;
    this.nanoTime = nanoTime;
    this.begun = nanoTime.getAsLong();
  }

  /**
   * What a template prints.
   *
   * @param member of the hook, where the template stands
   */
  String text(RestyTemplate template, String member) throws Unrendered {
    long spent = nanoTime.getAsLong() - begun;
    require(spent <= MAX_TIME.toNanos(), "take longer than %d ms", MAX_TIME.toMillis(), member);
    try {
      RestyTemplate.Rendered rendered = template.render(sandbox, context());
      keep(rendered.log());
      length += rendered.text().length();
      require(length <= MAX_LENGTH, "print more than %d characters", MAX_LENGTH, member);
      require(log.size() <= MAX_LOG_LINES, "log more than %d lines", MAX_LOG_LINES, member);
      return rendered.text();
    } catch (LuaFailure e) {
      keep(e.log());
      throw Unrendered.of(e, member);
    }
  }

  /** What the templates said so far, failed ones included. */
  List<String> log() {
    return List.copyOf(log);
  }

  private LuaInput context() throws LuaFailure {
    if (context == null) {
      context = sandbox.input(members(event));
    }
    return context;
  }

  /** The event's data; its source and event where that has no such member. */
  private static JsonObject members(WorkerEvent event) {
    var members = Json.VALUES.createObjectBuilder(event.data());
    if (!event.data().containsKey("source")) {
      members.add("source", event.source());
    }
    if (!event.data().containsKey("event")) {
      members.add("event", event.event());
    }
    return members.build();
  }

  private void keep(List<LogLine> lines) {
    lines.forEach(line -> log.add(line.level() + ": " + line.text()));
  }

  private static void require(boolean within, String what, long limit, String member)
      throws Unrendered {
    if (!within) {
      throw new Unrendered("the templates together " + what.formatted(limit), member);
    }
  }
}
