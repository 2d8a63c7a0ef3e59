package io.gatehook.faults;

import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests as parameters what all classes of a JVM share, since a start takes long: the {@link
 * Postgres}, the {@link Nodes} on it, and the {@link EmbeddedNode}. A test may end what it is
 * given; the next one that asks for it running starts it again.
 */
final class SharedServers implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(SharedServers.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return makers(context).containsKey(parameter.getParameter().getType());
  }

  /** The root store closes what it holds at the end of all tests, the newest first. */
  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return store(context).getOrComputeIfAbsent(type, key -> makers(context).get(key).get());
  }

  private static Map<Class<?>, Supplier<Object>> makers(ExtensionContext context) {
    return Map.of(
        Postgres.class, Postgres::start,
        EmbeddedNode.class, EmbeddedNode::new,
        Nodes.class, () -> new Nodes(postgres(context)));
  }

  private static Postgres postgres(ExtensionContext context) {
    return store(context)
        .getOrComputeIfAbsent(Postgres.class, key -> Postgres.start(), Postgres.class);
  }

  private static Store store(ExtensionContext context) {
    return context.getRoot().getStore(NAMESPACE);
  }
}
