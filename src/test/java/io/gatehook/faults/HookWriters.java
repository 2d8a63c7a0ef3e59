package io.gatehook.faults;

import io.gatehook.Api;
import java.io.UncheckedIOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Clients that each make one event hook after the other, on a source without events. */
final class HookWriters implements AutoCloseable {
  private static final String HOOK =
      "{\"source\":\"nobody\",\"handler\":\"log\",\"config\":{},\"snooze\":60}";

  private final Api api;
  private final ExecutorService clients = Executors.newCachedThreadPool();
  private volatile boolean running = true;

  HookWriters(Api api, int count) {
    this.api = api;
    for (int i = 0; i < count; i++) {
      clients.execute(this::writeOn);
    }
  }

  private void writeOn() {
    while (running) {
      try {
        api.post("/event-hooks", "application/json", HOOK);
      } catch (UncheckedIOException e) {
        // refused; the next one may be taken
      }
    }
  }

  /** Requests under way end by themselves. */
  @Override
  public void close() {
    running = false;
    clients.shutdown();
  }
}
