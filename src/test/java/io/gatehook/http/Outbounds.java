package io.gatehook.http;

import io.gatehook.http.egress.EgressConfig;
import io.gatehook.http.egress.EgressList;
import io.gatehook.http.egress.EgressRules;
import io.gatehook.http.egress.OwnListeners;
import io.gatehook.http.proxy.ProxyServer;
import java.util.List;
import java.util.Optional;
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

  /** The rules that let tests call receivers on this machine. */
  public static EgressRules anywhere() {
    return new EgressRules(EgressConfig.local());
  }

  /** Rules of a server on a network, that lets some private addresses be called. */
  public static EgressRules nothingPrivateBut(String allow, Optional<ProxyServer> proxy) {
    return new EgressRules(
        new EgressConfig(
            false,
            EgressList.of(List.of(allow)),
            EgressList.of(List.of("denied.test")),
            new OwnListeners(List.of()),
            proxy));
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
