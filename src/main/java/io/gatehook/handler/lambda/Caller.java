package io.gatehook.handler.lambda;

import io.gatehook.event.WorkerEvent;
import io.gatehook.lua.LogLine;
import io.gatehook.lua.LuaFailure;
import io.gatehook.lua.LuaFunction;
import io.gatehook.lua.LuaInput;
import io.gatehook.lua.LuaResult;
import io.gatehook.lua.Sandbox;
import io.gatehook.lua.SandboxPool;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Calls the functions of a hook in their order, until one does not return true. They get the same
 * table: each sees what the last one changed in it.
 */
final class Caller {
  private final SandboxPool<List<LuaFunction>> sandboxes;
  private final long ownPid;

  /**
   * Joins the two.
   *
   * @param ownPid stands in where an event does not name its process
   */
  Caller(SandboxPool<List<LuaFunction>> sandboxes, long ownPid) {
    this.sandboxes = sandboxes;
    this.ownPid = ownPid;
  }

  SandboxPool<?> sandboxes() {
    return sandboxes;
  }

  Ending call(WorkerEvent event) {
    try {
      return sandboxes.use((sandbox, functions) -> call(sandbox, functions, event));
    } catch (LuaFailure e) {
      return new Ending(0, null, e, e.log());
    }
  }

  private Ending call(Sandbox sandbox, List<LuaFunction> functions, WorkerEvent event)
      throws LuaFailure {
    LuaInput data = sandbox.input(event.data());
    Long pid = Objects.requireNonNullElse(event.origin().pid(), ownPid);
    List<LogLine> log = new ArrayList<>();
    @Nullable Object result = true;
    int number = 0;
    while (number < functions.size() && Boolean.TRUE.equals(result)) {
      LuaFunction function = functions.get(number++);
      try {
        LuaResult answer = function.call(data, event.event(), event.source(), pid);
        log.addAll(answer.log());
        result = answer.first();
      } catch (LuaFailure e) {
        log.addAll(e.log());
        return new Ending(number, null, e, log);
      }
    }
    return new Ending(number, result, null, log);
  }
}
