package io.gatehook.http;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;

/** Closes sockets. */
final class Sockets {
  private static final Logger LOG = System.getLogger(Sockets.class.getName());

  private Sockets() {}

  /** Closes without waiting; whoever reads from it, writes to it or connects it fails at once. */
  static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "closing a socket failed: {0}", e.getMessage());
    }
  }
}
