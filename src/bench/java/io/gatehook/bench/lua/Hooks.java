package io.gatehook.bench.lua;

import io.gatehook.json.Json;
import io.gatehook.json.MalformedJson;
import io.gatehook.lua.LuaFailure;
import io.gatehook.lua.LuaFunction;
import io.gatehook.lua.LuaInput;
import io.gatehook.lua.LuaLimits;
import io.gatehook.lua.RestyTemplate;
import io.gatehook.lua.Sandbox;
import io.gatehook.lua.SandboxPool;
import io.gatehook.lua.Script;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is measured: an event of 2 KB, and the Lua of hooks as their handlers keep it. */
final class Hooks {
  static final JsonObject EVENT = event();

  /** Reads eight members, says a line, answers true: as a hook that watches for something. */
  static final String LAMBDA =
      """
      return function (data, event, source, pid)
        local entity = data.entity
        if entity.enabled and entity.retries > 4 and data.operation == "update" then
          if entity.name ~= data.old_entity.name then
            kong.log.warn(entity.name, " at ", entity.host, ":", entity.port)
          end
        end
        return true
      end
      """;

  private static final List<String> THREE_STRINGS =
      List.of(
          "{{ entity.name }}: {{ operation }} by {{ entity.username }} on {{ schema }}",
          "https://{{ entity.host }}:{{ entity.port }}{{ entity.path }}",
          "was {{ old_entity.name }}, {{ old_entity.retries }} retries; now {{ entity.retries }}");

  private static final int BODY_TAGS = 120;

  private Hooks() {}

  static Script lambda() throws LuaFailure {
    return Script.compile(LAMBDA, LAMBDA, LuaLimits.defaults());
  }

  static SandboxPool<LuaFunction> lambdaPool() throws LuaFailure {
    Script script = lambda();
    return pool(sandbox -> (LuaFunction) Objects.requireNonNull(sandbox.run(script).first()));
  }

  static SandboxPool<List<RestyTemplate>> templatePool() throws LuaFailure {
    List<RestyTemplate> templates = threeStrings();
    return pool(sandbox -> templates);
  }

  static Sandbox sandbox() {
    return new Sandbox(LuaLimits.defaults(), Clock.systemUTC());
  }

  static boolean call(SandboxPool<LuaFunction> pool) throws LuaFailure {
    return pool.use(
        (sandbox, function) -> {
          LuaInput data = sandbox.input(EVENT);
          return Boolean.TRUE.equals(function.call(data, "services", "crud", 1).first());
        });
  }

  static int render(SandboxPool<List<RestyTemplate>> pool) throws LuaFailure {
    return pool.use((sandbox, templates) -> render(sandbox, templates, sandbox.input(EVENT)));
  }

  static int render(Sandbox sandbox, List<RestyTemplate> templates, LuaInput context)
      throws LuaFailure {
    int length = 0;
    for (RestyTemplate template : templates) {
      length += template.render(sandbox, context).text().length();
    }
    return length;
  }

  static List<RestyTemplate> threeStrings() throws LuaFailure {
    List<RestyTemplate> templates = new ArrayList<>();
    for (String text : THREE_STRINGS) {
      templates.add(RestyTemplate.compile(text, "text", LuaLimits.defaults()));
    }
    return templates;
  }

  /** A body of 4 KB: one line and one tag for a member that is no table, over and over. */
  static String body() {
    List<String> names =
        EVENT.getJsonObject("entity").entrySet().stream()
            .filter(member -> !(member.getValue() instanceof JsonStructure))
            .map(Map.Entry::getKey)
            .toList();
    return IntStream.range(0, BODY_TAGS)
        .mapToObj(i -> names.get(i % names.size()))
        .map(name -> name + "={{ entity." + name + " }}\n")
        .collect(Collectors.joining());
  }

  private static <T> SandboxPool<T> pool(SandboxPool.Setup<T> setup) {
    return new SandboxPool<>(LuaLimits.defaults(), Clock.systemUTC(), setup);
  }

  private static JsonObject event() {
    try (var in = Objects.requireNonNull(Hooks.class.getResourceAsStream("/event.json"))) {
      return Json.parse(in.readAllBytes(), Json.Duplicates.REFUSED).asJsonObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedJson e) {
      throw new IllegalStateException(e);
    }
  }
}
