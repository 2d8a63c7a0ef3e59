package io.gatehook.handler.lambda;

import io.gatehook.handler.EventHandler;
import io.gatehook.handler.PreparedHandler;
import io.gatehook.lua.LuaLimits;
import io.gatehook.lua.SandboxPool;
import io.gatehook.schema.Field;
import io.gatehook.schema.Type;
import io.gatehook.text.LogEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.time.Clock;
import java.util.List;

/**
 * Handler {@code lambda}: calls the operator's Lua functions. What they say goes to the logger
 * {@value #LOGGER}.
 */
@ApplicationScoped
public class LambdaHandler implements EventHandler {
  /** The name by which an operator sends what functions say to a log of its own. */
  public static final String LOGGER = "gatehook.lua";

  private static final System.Logger LOG = System.getLogger(LOGGER);
  private static final long OWN_PID = ProcessHandle.current().pid();

  @Inject LuaLimits limits;
  @Inject LambdaConfig config;
  @Inject Clock clock;

  @Override
  public String name() {
    return "lambda";
  }

  @Override
  public Type.RecordOf configType() {
    return new Type.RecordOf(
        List.of(Field.required(Functions.MEMBER, new Type.ArrayOf(Type.STRING))));
  }

  @Override
  public PreparedHandler prepare(JsonObject hookConfig) {
    List<String> sources =
        hookConfig.getJsonArray(Functions.MEMBER).getValuesAs(JsonString::getString);
    var functions = Functions.compile(sources, limits);
    var sandboxes = new SandboxPool<>(limits, clock, functions::in);
    return new PreparedLambda(
        functions,
        new Caller(sandboxes, OWN_PID),
        config.schedule(),
        (level, entry) -> LOG.log(level, LogEntry.FORM, entry));
  }
}
