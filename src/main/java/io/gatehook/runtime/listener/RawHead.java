package io.gatehook.runtime.listener;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.http.HttpHeader;

/**
 * The head of a request as it came. The server keeps it to itself: what it shows are the fields as
 * it understood them, without those that contradict each other.
 */
final class RawHead {
  private static final VarHandle BUFFER = buffer();

  private RawHead() {}

  /** Its lines, the empty one at the end included. */
  static String text(HttpHeader request) {
    Buffer head = (Buffer) BUFFER.get(request);
    return head.toStringContent(StandardCharsets.ISO_8859_1, 0, head.limit());
  }

  private static VarHandle buffer() {
    try {
      return MethodHandles.privateLookupIn(HttpHeader.class, MethodHandles.lookup())
          .findVarHandle(HttpHeader.class, "headerBuffer", Buffer.class);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this server keeps heads in another way", e);
    }
  }
}
