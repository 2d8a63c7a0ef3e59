package io.gatehook.runtime.listener;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.SocketChannel;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.EmptyCompletionHandler;
import org.glassfish.grizzly.WriteResult;
import org.glassfish.grizzly.memory.Buffers;
import org.glassfish.grizzly.nio.NIOConnection;

/**
 * The last answer on a connection. Only our half is closed after it: a connection that is closed
 * while its client still sends is reset, and the client never sees why.
 */
final class Farewell {
  private static final Logger LOG = System.getLogger(Farewell.class.getName());

  private final boolean secure;

  /**
   * @param secure whether the listener speaks TLS
   */
  Farewell(boolean secure) {
    this.secure = secure;
  }

  /**
   * @param headOnly as {@link Answer#bytes} takes it
   */
  void to(Connection<?> connection, Answer answer, boolean headOnly) {
    write(
        connection,
        answer.bytes(headOnly),
        new EmptyCompletionHandler<>() {
          @Override
          public void completed(WriteResult<?, ?> written) {
            closeOurHalf(connection);
          }
        });
  }

  /** To a connection that nothing is known of; before a handshake there is nothing to say. */
  void toNew(Connection<?> connection, Answer answer) {
    if (secure) {
      connection.terminateSilently();
      return;
    }
    write(
        connection,
        answer.bytes(false),
        new EmptyCompletionHandler<>() {
          @Override
          public void completed(WriteResult<?, ?> written) {
            connection.closeSilently();
          }
        });
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the address of a peer has a type of its own
  private static void write(
      Connection connection, byte[] answer, EmptyCompletionHandler<WriteResult<?, ?>> then) {
    connection.write(Buffers.wrap(connection.getMemoryManager(), answer), then);
  }

  private static void closeOurHalf(Connection<?> connection) {
    if (connection instanceof NIOConnection nio
        && nio.getChannel() instanceof SocketChannel channel) {
      try {
        channel.shutdownOutput();
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "the client was faster", e);
      }
    }
  }
}
