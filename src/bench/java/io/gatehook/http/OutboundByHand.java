package io.gatehook.http;

import io.gatehook.http.egress.EgressConfig;
import io.gatehook.http.egress.EgressRules;
import java.util.concurrent.Executors;

/**
 * Makes the one outbound client as the container makes it, but for the interceptor that repeats
 * calls, which has nothing to do where all is well.
 */
public final class OutboundByHand {
  private OutboundByHand() {}

  public static Outbound make() {
    var outbound = new Outbound();
    var egress = new EgressRules(EgressConfig.local());
    outbound.caller =
        new HttpCaller(HttpConfig.defaults(), egress, Executors.defaultThreadFactory());
    outbound.retry = new ImmediateRetry();
    return outbound;
  }
}
