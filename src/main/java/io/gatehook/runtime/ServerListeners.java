package io.gatehook.runtime;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The listeners of the Payara that runs the WAR. No public interface tells an application where its
 * server listens, so the server's own registry of services is asked.
 */
final class ServerListeners {

  private static final Logger LOG = System.getLogger(ServerListeners.class.getName());
  private static final String REGISTRY = "org.glassfish.internal.api.Globals";
  private static final String LISTENER = "org.glassfish.grizzly.config.dom.NetworkListener";

  private ServerListeners() {}

  /** Every address that is listened on; empty where the server does not say. */
  static List<InetSocketAddress> addresses() {
    try {
      Class<?> listener = Class.forName(LISTENER);
      Object registry = Class.forName(REGISTRY).getMethod("getDefaultHabitat").invoke(null);
      var found =
          (List<?>)
              registry
                  .getClass()
                  .getMethod("getAllServices", Class.class, Annotation[].class)
                  .invoke(registry, listener, new Annotation[0]);
      List<InetSocketAddress> addresses = new ArrayList<>();
      for (Object each : found) {
        if (Boolean.parseBoolean(said(listener, each, "getEnabled"))) {
          addresses.add(
              new InetSocketAddress(
                  said(listener, each, "getAddress"),
                  Integer.parseInt(said(listener, each, "getPort"))));
        }
      }
      return addresses.stream().distinct().toList();
    } catch (ReflectiveOperationException | LinkageError | NumberFormatException e) {
      LOG.log(Level.WARNING, "The server does not say where it listens", e);
      return List.of();
    }
  }

  private static String said(Class<?> listener, Object each, String method)
      throws ReflectiveOperationException {
    return String.valueOf(listener.getMethod(method).invoke(each));
  }
}
