package io.gatehook.http;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;

/** Closes sockets at once. */
final class Sockets {
  private static final Logger LOG = System.getLogger(Sockets.class.getName());

  private Sockets() {}

  /** Closes without waiting for anything that is still to be sent. */
  static void abort(Socket socket) {
    try (socket) {
      if (!socket.isClosed()) {
        socket.setSoLinger(true, 0);
      }
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "closing a socket failed: {0}", e.getMessage());
    }
  }
}
