package io.gatehook.http;

import java.util.concurrent.Executors;

/**
 * Makes the one outbound client as the container makes it, but for the interceptor that repeats
 * calls, which has nothing to do where all is well.
 */
public final class OutboundByHand {
  private OutboundByHand() {}

  public static Outbound make() {
    var outbound = new Outbound();
    outbound.caller = new HttpCaller(HttpConfig.defaults(), Executors.defaultThreadFactory());
    outbound.retry = new ImmediateRetry();
    return outbound;
  }
}
