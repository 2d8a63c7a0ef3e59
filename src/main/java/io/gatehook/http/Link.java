package io.gatehook.http;

import io.gatehook.http.proxy.ProxyServer;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/** One open connection, with a budget for the bytes that may come in before a thing is done. */
final class Link extends DefaultBHttpClientConnection {
  private static final Timeout AT_ONCE = Timeout.ofMilliseconds(1);

  private final Socket socket;
  private final boolean plain;
  private final Optional<ProxyServer> forwarder;
  private long received;
  private long budget;
  private boolean ended;
  private boolean probing;

  /**
   * Takes over an open socket.
   *
   * @param tls the same connection behind TLS; null: plain
   * @param forwarder the proxy at its end that reads the requests; empty: the receiver does
   */
  Link(Socket socket, @Nullable SSLSocket tls, Optional<ProxyServer> forwarder) throws IOException {
    super(
        Http1Config.DEFAULT,
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE),
        StandardCharsets.UTF_8
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPLACE)
            .onUnmappableCharacter(CodingErrorAction.REPLACE));
    this.socket = socket;
    this.plain = tls == null;
    this.forwarder = forwarder;
    bind(tls == null ? new Metered(socket) : new Metered(tls, socket));
  }

  /** The socket below TLS: what to close to end everything. */
  Socket socket() {
    return socket;
  }

  /** The proxy that requests are written for, with the whole url in them. */
  Optional<ProxyServer> forwarder() {
    return forwarder;
  }

  /** Counts from zero; to read on with more than this received is a {@link TooLarge}. */
  void allow(long bytes) {
    received = 0;
    budget = bytes;
  }

  /** Whether nothing came in since {@link #allow}. */
  boolean isSilent() {
    return received == 0;
  }

  /** Whether the other side was seen to have closed. */
  boolean isEnded() {
    return ended;
  }

  /**
   * Whether bytes were read that nothing asked for. They would be taken for the answer to the next
   * request.
   */
  boolean isOverfull() throws IOException {
    probing = true;
    try {
      return isDataAvailable(AT_ONCE);
    } finally {
      probing = false;
    }
  }

  /** Whether bytes came in that nobody asked for; behind TLS it cannot be told. */
  boolean hasUnasked() throws IOException {
    return plain && socket.getInputStream().available() > 0;
  }

  void hangUp() {
    Sockets.close(socket);
  }

  /** The receiver sends more than it may. */
  static final class TooLarge extends IOException {
    TooLarge() {
      super("too large");
    }
  }

  private final class Metered extends SocketHolder {
    Metered(Socket plain) {
      super(plain);
    }

    Metered(SSLSocket tls, Socket plain) {
      super(tls, plain);
    }

    @Override
    protected InputStream getInputStream(Socket source) throws IOException {
      return new Meter(super.getInputStream(source));
    }
  }

  private final class Meter extends FilterInputStream {
    Meter(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      if (probing) {
        throw new SocketTimeoutException("only what is here");
      }
      if (received > budget) {
        throw new TooLarge();
      }
      int allowed = (int) Math.min(length, budget - received + 1);
      int count = super.read(buffer, offset, allowed);
      received += Math.max(0, count);
      ended |= count < 0;
      return count;
    }
  }
}
