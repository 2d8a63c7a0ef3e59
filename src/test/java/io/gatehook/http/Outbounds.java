package io.gatehook.http;

import java.util.concurrent.ThreadFactory;

/** Joins the client as the container would, without the interceptor that repeats tries. */
public final class Outbounds {
  private Outbounds() {}

  public static Outbound of(HttpCaller caller) {
    return of(caller, new ImmediateRetry());
  }

  static Outbound of(HttpCaller caller, ImmediateRetry retry) {
    var outbound = new Outbound();
    outbound.caller = caller;
    outbound.retry = retry;
    return outbound;
  }

  /** Makes threads that do not keep the test run alive. */
  public static ThreadFactory daemons() {
    return task -> {
      var thread = new Thread(task, "http");
      thread.setDaemon(true);
      return thread;
    };
  }
}
