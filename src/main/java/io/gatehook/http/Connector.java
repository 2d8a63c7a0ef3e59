package io.gatehook.http;

import io.gatehook.http.proxy.ProxyRefusal;
import io.gatehook.http.proxy.ProxyServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Connects to addresses that may be called: straight, or through the proxy. */
final class Connector {
  private final Lookup lookup;
  private final Optional<ProxyServer> proxy;
  private final Duration timeout;

  /**
   * An open connection.
   *
   * @param forwarder the proxy at its end that reads the requests; empty: the receiver does
   */
  record Connection(Socket socket, Optional<ProxyServer> forwarder) {}

  /** What went wrong on the way to the proxy, or there. */
  private static final class ProxyFailure extends IOException {
    ProxyFailure(String reason, Exception cause) {
      super("proxy: " + reason, cause);
    }
  }

  Connector(Lookup lookup, Optional<ProxyServer> proxy, Duration timeout) {
    this.lookup = lookup;
    this.proxy = proxy;
    this.timeout = timeout;
  }

  /**
   * Connects to exactly this address. What is on this machine is reached without the proxy: to that
   * one, a loopback address would be itself.
   *
   * @param tunnel whether a proxy that could read the requests shall not
   */
  Connection connect(InetSocketAddress target, boolean tunnel, Deadline deadline)
      throws IOException, CallFailed {
    if (proxy.isEmpty() || target.getAddress().isLoopbackAddress()) {
      return new Connection(open(target, deadline), Optional.empty());
    }
    ProxyServer server = proxy.get();
    Socket socket = reach(server, deadline);
    if (!tunnel && server.takesRequests()) {
      return new Connection(socket, proxy);
    }
    try {
      socket.setSoTimeout(millis(deadline));
      server.tunnel(socket, target);
      socket.setSoTimeout(0);
      return new Connection(socket, Optional.empty());
    } catch (IOException e) {
      Sockets.close(socket);
      throw new ProxyFailure(reason(e), e);
    }
  }

  /** A few words. */
  static String reason(IOException failure) {
    if (failure instanceof ProxyFailure || failure instanceof ProxyRefusal) {
      return String.valueOf(failure.getMessage());
    }
    if (failure instanceof SocketTimeoutException) {
      return "connect timed out";
    }
    if (failure instanceof NoRouteToHostException) {
      return "no route";
    }
    boolean refused = String.valueOf(failure.getMessage()).contains("refused");
    return refused ? "connect refused" : "connect failed";
  }

  private Socket reach(ProxyServer server, Deadline deadline) throws IOException, CallFailed {
    IOException last = new NoRouteToHostException();
    for (InetAddress address : addresses(server, deadline)) {
      try {
        return open(new InetSocketAddress(address, server.port()), deadline);
      } catch (IOException e) {
        last = e;
      }
    }
    throw new ProxyFailure(reason(last), last);
  }

  private List<InetAddress> addresses(ProxyServer server, Deadline deadline)
      throws ProxyFailure, CallFailed {
    try {
      return lookup.find(server.host(), deadline);
    } catch (NotSent e) {
      throw new ProxyFailure(String.valueOf(e.getMessage()), e);
    }
  }

  private Socket open(InetSocketAddress target, Deadline deadline) throws IOException {
    var socket = new Socket(Proxy.NO_PROXY);
    try {
      deadline.guard(socket);
      socket.setTcpNoDelay(true);
      socket.connect(target, millis(deadline));
      return socket;
    } catch (IOException e) {
      Sockets.close(socket);
      throw e;
    }
  }

  private int millis(Deadline deadline) {
    long limit = Math.min(Integer.MAX_VALUE, Math.max(1, timeout.toMillis()));
    return (int) Math.min(limit, deadline.remainingMillis());
  }
}
