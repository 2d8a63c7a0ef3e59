package io.gatehook.runtime.launch;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;

/**
 * Takes SIGTERM and SIGINT before the virtual machine does: it would start all shutdown hooks at
 * once, and the server's hook takes the store away from under the drain. {@code sun.misc.Signal} is
 * called by reflection since javac warns of it in a way that nothing silences.
 */
final class StopSignals {
  private static final String SIGNAL = "sun.misc.Signal";
  private static final String HANDLER = "sun.misc.SignalHandler";

  private StopSignals() {}

  /** Runs the work on a thread of its own at the first of the signals; the others do nothing. */
  static void handle(Runnable work) {
    try {
      Class<?> signal = Class.forName(SIGNAL);
      Class<?> handler = Class.forName(HANDLER);
      Thread stop = new Thread(work, "gatehook-drain");
      Object starter =
          Proxy.newProxyInstance(
              StopSignals.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> {
                startOnce(stop);
                return null;
              });
      for (String name : List.of("TERM", "INT")) {
        Object each = signal.getConstructor(String.class).newInstance(name);
        signal.getMethod("handle", signal, handler).invoke(null, each, starter);
      }
    } catch (ClassNotFoundException | NoSuchMethodException | IllegalAccessException e) {
      throw new IllegalStateException("this virtual machine knows no signals", e);
    } catch (InstantiationException | InvocationTargetException e) {
      throw new IllegalStateException("this virtual machine refuses signals", e);
    }
  }

  private static synchronized void startOnce(Thread stop) {
    if (stop.getState() == Thread.State.NEW) {
      stop.start();
    }
  }
}
