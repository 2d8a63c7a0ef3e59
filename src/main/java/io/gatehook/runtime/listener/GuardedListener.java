package io.gatehook.runtime.listener;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.glassfish.grizzly.filterchain.Filter;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.filterchain.FilterChainBuilder;
import org.glassfish.grizzly.http.HttpServerFilter;
import org.glassfish.grizzly.nio.NIOTransport;
import org.glassfish.grizzly.ssl.SSLEngineConfigurator;
import org.glassfish.grizzly.ssl.SSLFilter;
import org.glassfish.grizzly.utils.IdleTimeoutFilter;

/** The listener of this process, with the guard in it. */
public final class GuardedListener {
  /** Between two rounds of {@link #sweep}. */
  public static final Duration PACE = Duration.ofSeconds(1);

  private final ListenerGuard guard;
  private final Optional<SSLContext> tls;
  private final long maxBody;
  private volatile boolean guarded;

  /**
   * @param tls which it speaks; empty: none
   * @param maxBody bytes that any resource takes at most
   */
  public GuardedListener(ListenerLimits limits, Optional<SSLContext> tls, long maxBody) {
    this.guard = new ListenerGuard(limits, tls.isPresent(), System::nanoTime);
    this.tls = tls;
    this.maxBody = maxBody;
  }

  /**
   * Puts the guard in. Once the listener is open, since the server makes its chain of filters then;
   * the chain is not changed but replaced, so that a request under way goes on in the old one.
   */
  public void guard() {
    NIOTransport transport = OwnTransport.find();
    FilterChain chain = (FilterChain) transport.getProcessor();
    FilterChainBuilder builder = FilterChainBuilder.stateless();
    for (Filter filter : chain) {
      if (filter instanceof IdleTimeoutFilter) {
        tls.map(GuardedListener::speaking).ifPresent(builder::add);
        builder.add(new ConnectionFilter(guard));
      }
      builder.add(filter);
      if (filter instanceof HttpServerFilter) {
        builder.add(new RequestFilter(guard, maxBody));
      }
    }
    transport.setProcessor(builder.build());
    guarded = true;
  }

  private static SSLFilter speaking(SSLContext tls) {
    var server =
        new SSLEngineConfigurator(tls, false, false, false)
            .setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    return new SSLFilter(server, null);
  }

  /** The application goes, and its classes with it: from here on nothing is done to connections. */
  public void release() {
    guard.release();
  }

  /** Sees to the connections whose time is up. */
  public void sweep() {
    if (guarded) {
      guard.sweep();
    }
  }
}
