package io.gatehook.http;

import io.gatehook.http.egress.EgressRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import javax.net.ssl.SSLException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.NoHttpResponseException;

/**
 * The one outbound HTTP client; this class does single tries. Redirects are not followed, cookies
 * not kept, nothing is repeated. Any number of threads may call at once.
 */
public final class HttpCaller implements AutoCloseable {
  private final HttpConfig config;
  private final ScheduledThreadPoolExecutor timers;
  private final Lookup lookup;
  private final Dialer dialer;
  private final KeptLinks kept;
  private final Set<Deadline> running = ConcurrentHashMap.newKeySet();

  /**
   * A client with threads of its own.
   *
   * @param egress decides which receivers it may call
   * @param threads makes one thread for timers, and up to 16 for name look-ups
   */
  public HttpCaller(HttpConfig config, EgressRules egress, ThreadFactory threads) {
    this(config, egress, threads, InetAddress::getAllByName);
  }

  HttpCaller(
      HttpConfig config, EgressRules egress, ThreadFactory threads, Lookup.NameService names) {
    this.config = config;
    timers = new ScheduledThreadPoolExecutor(1, threads);
    timers.setRemoveOnCancelPolicy(true);
    lookup = new Lookup(names, threads);
    dialer = new Dialer(lookup, egress, config.connectTimeout());
    kept = new KeptLinks(config.keptPerHost(), timers);
  }

  /** Starts the clock for one call and all its tries. */
  Deadline deadline(HttpCall call) {
    return new Deadline(call.timeout().orElse(config.callTimeout()), timers, running);
  }

  /** One try. */
  HttpAnswer call(HttpCall call, Deadline deadline) throws NotSent, CallFailed {
    String where = " (%s)".formatted(call.url().hostAndPort());
    try {
      var end = deadline.end();
      if (end.isPresent()) {
        throw new CallFailed(end.get());
      }
      return attempt(call, deadline);
    } catch (NotSent e) {
      throw new NotSent(e.getMessage() + where, e);
    } catch (CallFailed e) {
      throw new CallFailed(e.getMessage() + where, e);
    }
  }

  /** Ends every call that is under way; each fails with {@code aborted}. */
  public void abortCalls() {
    running.forEach(deadline -> deadline.end("aborted"));
  }

  @Override
  public void close() {
    abortCalls();
    kept.close();
    lookup.close();
    timers.shutdownNow();
  }

  private HttpAnswer attempt(HttpCall call, Deadline deadline) throws NotSent, CallFailed {
    var route = KeptLinks.Route.of(call);
    Optional<Link> reused = kept.take(route);
    Link link = reused.isPresent() ? reused.get() : dialer.dial(call, deadline);
    var exchange = new Exchange(call, link);
    try {
      deadline.guard(link.socket());
      return exchange.run();
    } catch (IOException | HttpException e) {
      if (reused.isPresent() && isStale(e, link, exchange, deadline)) {
        kept.drop(route);
        throw new NotSent("kept connection was closed", e);
      }
      throw new CallFailed(reason(e, exchange, deadline), e);
    } finally {
      if (deadline.release() && exchange.isReusable()) {
        kept.keep(route, link, life(exchange.keepAlive()));
      } else {
        link.hangUp();
      }
    }
  }

  private Duration life(Duration promised) {
    boolean shorter = !promised.isNegative() && promised.compareTo(config.keepAlive()) < 0;
    return shorter ? promised : config.keepAlive();
  }

  /**
   * The receiver closed a kept connection while we took it up again: it has not read the request,
   * or it died over it, which at-least-once allows to repeat.
   */
  private static boolean isStale(
      Exception failure, Link link, Exchange exchange, Deadline deadline) {
    return !exchange.isHeadReceived()
        && link.isSilent()
        && deadline.end().isEmpty()
        && (failure instanceof SocketException
            || failure instanceof SSLException
            || failure instanceof NoHttpResponseException
            || failure instanceof ConnectionClosedException);
  }

  private static String reason(Exception failure, Exchange exchange, Deadline deadline) {
    var end = deadline.end();
    if (end.isPresent()) {
      return end.get();
    }
    String after = exchange.hasBegun() ? " in the middle of the answer" : "";
    if (failure instanceof Link.TooLarge) {
      return exchange.isHeadReceived() ? "response too large" : "response headers too large";
    }
    if (failure instanceof SSLException tls) {
      return Tls.reason(tls);
    }
    if (failure instanceof SocketException) {
      return "connection reset" + after;
    }
    if (failure instanceof NoHttpResponseException
        || failure instanceof ConnectionClosedException) {
      return after.isEmpty() ? "connection closed without an answer" : "connection closed" + after;
    }
    return "not HTTP";
  }
}
