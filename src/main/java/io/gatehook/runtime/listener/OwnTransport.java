package io.gatehook.runtime.listener;

import java.lang.annotation.Annotation;
import java.util.List;
import org.glassfish.grizzly.nio.NIOTransport;

/**
 * The transport under the listener of this process. No public interface of the server leads there,
 * so its own registry of services is asked.
 */
final class OwnTransport {
  private static final String REGISTRY = "org.glassfish.internal.api.Globals";
  private static final String SERVICE = "com.sun.enterprise.v3.services.impl.GrizzlyService";
  private static final String CONFIG = "org.glassfish.grizzly.config.dom.NetworkListener";

  private OwnTransport() {}

  /** Of the one listener that is enabled. */
  static NIOTransport find() {
    try {
      Object registry = Class.forName(REGISTRY).getMethod("getDefaultHabitat").invoke(null);
      Class<?> config = Class.forName(CONFIG);
      Object service =
          registry
              .getClass()
              .getMethod("getService", Class.class, Annotation[].class)
              .invoke(registry, Class.forName(SERVICE), new Annotation[0]);
      for (Object listener : listeners(registry, config)) {
        if (Boolean.parseBoolean(String.valueOf(config.getMethod("getEnabled").invoke(listener)))) {
          Object proxy =
              service.getClass().getMethod("lookupNetworkProxy", config).invoke(service, listener);
          Object opened = proxy.getClass().getMethod("getUnderlyingListener").invoke(proxy);
          return (NIOTransport) opened.getClass().getMethod("getTransport").invoke(opened);
        }
      }
      throw new IllegalStateException("the server has no enabled listener");
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the server does not show its listener", e);
    }
  }

  private static List<?> listeners(Object registry, Class<?> config)
      throws ReflectiveOperationException {
    return (List<?>)
        registry
            .getClass()
            .getMethod("getAllServices", Class.class, Annotation[].class)
            .invoke(registry, config, new Annotation[0]);
  }
}
