package io.gatehook.bench.traffic;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks a sink over one connection. */
public final class SinkPort implements AutoCloseable {
  private static final int PATIENCE = 60_000;

  private final Socket socket;
  private final Wire wire;

  public SinkPort(int port) throws IOException {
    this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE);
    this.wire = new Wire(socket.getInputStream());
  }

  public synchronized JsonObject report() throws IOException {
    return Plan.parse(ask("GET /report HTTP/1.1", ""));
  }

  /** Of acknowledged events from this one on, each of which is due at so many targets. */
  public synchronized JsonObject outcome(int first, int targets) throws IOException {
    return Plan.parse(ask("GET /outcome/%d/%d HTTP/1.1".formatted(first, targets), ""));
  }

  synchronized void acknowledge(String times) throws IOException {
    ask("POST " + Sink.ACKNOWLEDGED + " HTTP/1.1", times);
  }

  private String ask(String start, String body) throws IOException {
    String head = "%s\r\nContent-Length: %d\r\n\r\n".formatted(start, body.length());
    socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
    return wire.read().text();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
