package io.gatehook.handler.log;

import io.gatehook.handler.EventHandler;
import io.gatehook.handler.PreparedHandler;
import io.gatehook.schema.Type;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Handler {@code log}: writes the event to the logger {@value #LOGGER} at level INFO, as one record
 * in either form, so that records of concurrent events do not mix.
 */
@ApplicationScoped
public class LogHandler implements EventHandler {
  /** The name by which an operator sends events to a log of their own. */
  public static final String LOGGER = "gatehook.event";

  private static final System.Logger LOG = System.getLogger(LOGGER);
  private static final long OWN_PID = ProcessHandle.current().pid();

  @Inject LogConfig config;

  @Override
  public String name() {
    return "log";
  }

  @Override
  public Type.RecordOf configType() {
    return new Type.RecordOf(List.of());
  }

  @Override
  public PreparedHandler prepare(JsonObject hookConfig) {
    EventText form =
        switch (config.format()) {
          case LINE -> EventLine::of;
          case KONG -> EventBox::of;
        };
    return new PreparedLog(form, OWN_PID, text -> LOG.log(Level.INFO, text));
  }
}
