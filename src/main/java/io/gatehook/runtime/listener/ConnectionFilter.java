package io.gatehook.runtime.listener;

import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;
import org.glassfish.grizzly.memory.Buffers;

/** Stands between the bytes, decrypted, and what reads HTTP in them. */
final class ConnectionFilter extends BaseFilter {
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([45]\\d\\d) ");
  private static final int STATUS_LENGTH = "HTTP/1.1 400 ".length();

  private final ListenerGuard guard;

  ConnectionFilter(ListenerGuard guard) {
    this.guard = guard;
  }

  @Override
  public NextAction handleAccept(FilterChainContext context) {
    return !guard.isReleased() && guard.open(context.getConnection())
        ? context.getInvokeAction()
        : context.getStopAction();
  }

  @Override
  public NextAction handleRead(FilterChainContext context) {
    Connection<?> connection = context.getConnection();
    Buffer received = context.getMessage();
    if (guard.isReleased() || guard.connections().phase(connection) == Phase.REFUSED) {
      received.tryDispose();
      return context.getStopAction();
    }
    guard.connections().receiveHead(connection, received.remaining());
    return context.getInvokeAction();
  }

  /** What the server itself answers to a request that it cannot read has no body. */
  @Override
  public NextAction handleWrite(FilterChainContext context) {
    Connection<?> connection = context.getConnection();
    Phase phase = guard.connections().phase(connection);
    if ((phase == Phase.HEAD || phase == Phase.BODY)
        && context.getMessage() instanceof Buffer said) {
      Matcher status = STATUS.matcher(start(said));
      if (status.lookingAt()) {
        Answer answer =
            unreadable(
                phase, Integer.parseInt(status.group(1)), guard.connections().bytes(connection));
        context.setMessage(
            Buffers.wrap(
                context.getMemoryManager(), answer.bytes(guard.asksForHeadOnly(connection))));
      }
    }
    return context.getInvokeAction();
  }

  @Override
  public NextAction handleClose(FilterChainContext context) {
    if (!guard.isReleased()) {
      guard.closed(context.getConnection());
    }
    return context.getInvokeAction();
  }

  private static Answer unreadable(Phase phase, int status, long bytes) {
    if (phase == Phase.BODY) {
      return Answer.of(status, "The body of the request cannot be read");
    }
    return bytes >= ListenerLimits.HEAD_BYTES
        ? Answer.of(431, "The head is longer than %d bytes".formatted(ListenerLimits.HEAD_BYTES))
        : Answer.of(status, "The request cannot be read");
  }

  private static String start(Buffer said) {
    int end = Math.min(said.limit(), said.position() + STATUS_LENGTH);
    return said.toStringContent(StandardCharsets.ISO_8859_1, said.position(), end);
  }
}
