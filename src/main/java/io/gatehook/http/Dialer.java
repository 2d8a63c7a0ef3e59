package io.gatehook.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

/** Opens connections: name look-up, the addresses in turn, TLS. */
final class Dialer {
  private final Lookup lookup;
  private final Duration connectTimeout;
  private final TlsSocketStrategy strict = Tls.strict();
  private final TlsSocketStrategy lax = Tls.lax();

  Dialer(Lookup lookup, Duration connectTimeout) {
    this.lookup = lookup;
    this.connectTimeout = connectTimeout;
  }

  /** An open connection that the deadline guards. */
  Link dial(HttpCall call, Deadline deadline) throws NotSent, CallFailed {
    HttpUrl url = call.url();
    Socket socket = connect(url, deadline);
    try {
      return new Link(socket, url.secure() ? handshake(call, socket) : null);
    } catch (SSLException e) {
      Sockets.close(socket);
      throw new CallFailed(deadline.end().orElse(Tls.reason(e)), e);
    } catch (IOException e) {
      Sockets.close(socket);
      throw lost("connection reset before the request", e, deadline);
    }
  }

  private Socket connect(HttpUrl url, Deadline deadline) throws NotSent, CallFailed {
    IOException last = new NoRouteToHostException();
    for (InetAddress address : lookup.find(url.host(), deadline)) {
      var socket = new Socket(Proxy.NO_PROXY);
      try {
        deadline.guard(socket);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(address, url.port()), timeout(deadline));
        return socket;
      } catch (IOException e) {
        Sockets.close(socket);
        last = e;
      }
    }
    if (last instanceof SocketTimeoutException && deadline.end().isEmpty()) {
      throw new CallFailed("connect timed out", last);
    }
    throw lost(reason(last), last, deadline);
  }

  private int timeout(Deadline deadline) {
    long limit = Math.min(Integer.MAX_VALUE, Math.max(1, connectTimeout.toMillis()));
    return (int) Math.min(limit, deadline.remainingMillis());
  }

  private SSLSocket handshake(HttpCall call, Socket socket) throws IOException {
    HttpUrl url = call.url();
    return (call.tlsVerify() ? strict : lax)
        .upgrade(socket, url.host(), url.port(), null, HttpCoreContext.create());
  }

  private static NotSent lost(String reason, IOException cause, Deadline deadline)
      throws CallFailed {
    var end = deadline.end();
    if (end.isPresent()) {
      throw new CallFailed(end.get(), cause);
    }
    return new NotSent(reason, cause);
  }

  private static String reason(IOException failure) {
    if (failure instanceof NoRouteToHostException) {
      return "no route";
    }
    boolean refused = String.valueOf(failure.getMessage()).contains("refused");
    return refused ? "connect refused" : "connect failed";
  }
}
