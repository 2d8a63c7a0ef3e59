package io.gatehook.http;

import io.gatehook.http.egress.EgressRules;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.protocol.HttpCoreContext;

/**
 * Opens connections: name look-up, the addresses that may be called in turn, TLS. The address that
 * was judged is the one that is dialled: there is no second look-up.
 */
final class Dialer {
  private final Lookup lookup;
  private final EgressRules egress;
  private final Connector connector;
  private final TlsSocketStrategy strict = Tls.strict();
  private final TlsSocketStrategy lax = Tls.lax();

  Dialer(Lookup lookup, EgressRules egress, Duration connectTimeout) {
    this.lookup = lookup;
    this.egress = egress;
    this.connector = new Connector(lookup, egress.config().proxy(), connectTimeout);
  }

  /** An open connection that the deadline guards. */
  Link dial(HttpCall call, Deadline deadline) throws NotSent, CallFailed {
    HttpUrl url = call.url();
    Connector.Connection connection = connect(url, deadline);
    Socket socket = connection.socket();
    try {
      SSLSocket tls = url.secure() ? handshake(call, socket) : null;
      return new Link(socket, tls, connection.forwarder());
    } catch (SSLException e) {
      Sockets.close(socket);
      throw new CallFailed(deadline.end().orElse(Tls.reason(e)), e);
    } catch (IOException e) {
      Sockets.close(socket);
      throw lost("connection reset before the request", e, deadline);
    }
  }

  private Connector.Connection connect(HttpUrl url, Deadline deadline) throws NotSent, CallFailed {
    IOException last = new NoRouteToHostException();
    for (InetAddress address : permitted(url, deadline)) {
      try {
        var target = new InetSocketAddress(address, url.port());
        return connector.connect(target, url.secure(), deadline);
      } catch (IOException e) {
        last = e;
      }
    }
    boolean slow =
        last instanceof SocketTimeoutException || last.getCause() instanceof SocketTimeoutException;
    if (slow && deadline.end().isEmpty()) {
      throw new CallFailed(Connector.reason(last), last);
    }
    throw lost(Connector.reason(last), last, deadline);
  }

  private List<InetAddress> permitted(HttpUrl url, Deadline deadline) throws NotSent, CallFailed {
    List<InetAddress> permitted = new ArrayList<>();
    String refusal = "";
    for (InetAddress address : lookup.find(url.host(), deadline)) {
      Optional<String> reason = egress.refusal(url.host(), address, url.port());
      if (reason.isEmpty()) {
        permitted.add(address);
      } else {
        refusal = reason.get();
      }
    }
    if (permitted.isEmpty()) {
      throw new CallFailed(refusal);
    }
    return permitted;
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
}
