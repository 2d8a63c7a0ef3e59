package io.gatehook.destination.tool;

import java.util.Collection;
import java.util.Map;
import java.util.Set;
import org.apache.velocity.runtime.directive.ForeachScope;
import org.apache.velocity.util.introspection.Info;
import org.apache.velocity.util.introspection.SecureUberspector;
import org.apache.velocity.util.introspection.VelMethod;
import org.apache.velocity.util.introspection.VelPropertyGet;
import org.apache.velocity.util.introspection.VelPropertySet;
import org.jspecify.annotations.Nullable;

/** Lets templates call tools, read plain values, and nothing else; the engine makes it. */
public final class PlainUberspector extends SecureUberspector {
  private static final Set<String> READING =
      Set.of(
          "contains",
          "containsKey",
          "endsWith",
          "entrySet",
          "equals",
          "equalsIgnoreCase",
          "get",
          "getKey",
          "getValue",
          "hasNext",
          "indexOf",
          "isEmpty",
          "keySet",
          "length",
          "size",
          "startsWith",
          "strip",
          "substring",
          "toLowerCase",
          "toUpperCase",
          "values");

  @Override
  public @Nullable VelMethod getMethod(Object of, String name, Object[] arguments, Info place) {
    return of instanceof TemplateTool || (isPlain(of) && READING.contains(name))
        ? super.getMethod(of, name, arguments, place)
        : null;
  }

  @Override
  public @Nullable VelPropertyGet getPropertyGet(Object of, String name, Info place) {
    if (of instanceof Map.Entry || of instanceof ForeachScope) { // the second is a map, too
      return super.getPropertyGet(of, name, place);
    }
    return of instanceof Map ? new Member(name) : null;
  }

  @Override
  public @Nullable VelPropertySet getPropertySet(Object of, String name, Object value, Info place) {
    return null;
  }

  private static boolean isPlain(@Nullable Object value) {
    return value instanceof Map
        || value instanceof Map.Entry
        || value instanceof Collection
        || value instanceof String
        || value instanceof ForeachScope;
  }

  /** A member of a map, null where there is none. */
  private record Member(String name) implements VelPropertyGet {
    @Override
    public @Nullable Object invoke(Object map) {
      return ((Map<?, ?>) map).get(name);
    }

    @Override
    public boolean isCacheable() {
      return true;
    }

    @Override
    public String getMethodName() {
      return "get";
    }
  }
}
