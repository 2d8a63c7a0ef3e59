package io.gatehook.destination;

import java.util.HashMap;
import java.util.Map;
import org.apache.velocity.VelocityContext;

/** The variables of one rendering, every use of which counts. */
final class RenderContext extends VelocityContext {
  private final transient RenderLimits limits;

  RenderContext(Map<String, Object> variables, RenderLimits limits) {
    super(new HashMap<>(variables));
    this.limits = limits;
  }

  @Override
  public Object internalGet(String name) {
    limits.step();
    return super.internalGet(name);
  }

  @Override
  public Object internalPut(String name, Object value) {
    limits.set(value);
    return super.internalPut(name, value);
  }
}
