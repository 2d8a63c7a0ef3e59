package io.gatehook.delivery;

import io.gatehook.http.Receiver.Script;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** What receivers do with a connection; each takes one request and closes. */
public final class Scripts {
  private Scripts() {}

  /** Whatever is to be sent, byte by byte as it is written here. */
  public static Script saying(String text) {
    return connection -> {
      connection.hear();
      connection.say(text);
    };
  }

  /**
   * An answer with a body.
   *
   * @param headers each line with its end
   */
  public static Script answering(int status, String headers, String body) {
    return saying(
        "HTTP/1.1 %d Words\r\nConnection: close\r\nContent-Length: %d\r\n%s\r\n%s"
            .formatted(status, body.length(), headers, body));
  }

  public static Script answering(int status) {
    return answering(status, "", "said " + status);
  }

  /** As the next one, but later. */
  public static Script after(long millis, Script next) {
    return connection -> {
      TimeUnit.MILLISECONDS.sleep(millis);
      next.talk(connection);
    };
  }

  /** Takes the request and says nothing. */
  public static Script hanging() {
    return connection -> {
      connection.hear();
      connection.awaitHangUp();
    };
  }

  /** A body that would end, were it not for its pace. */
  public static Script dripping() {
    return connection -> {
      connection.hear();
      connection.say("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
      for (int i = 0; i < 1000; i++) {
        connection.say(".");
        TimeUnit.SECONDS.sleep(1);
      }
    };
  }

  /** A head that would end, were it not for its pace. */
  public static Script drippingHead() {
    return connection -> {
      connection.hear();
      connection.say("HTTP/1.1 200 OK\r\nX-Slow: ");
      for (int i = 0; i < 1000; i++) {
        connection.say(".");
        TimeUnit.SECONDS.sleep(1);
      }
    };
  }

  /** A reset after what is sent, which may be nothing. */
  public static Script resettingAfter(String text) {
    return connection -> {
      connection.hear();
      connection.say(text);
      TimeUnit.MILLISECONDS.sleep(200); // a reset takes back what was not read yet
      connection.reset();
    };
  }

  /** A body as long as it says. */
  public static Script longBody(long length) {
    return connection -> {
      connection.hear();
      connection.say("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n".formatted(length));
      String block = "x".repeat(1 << 16);
      for (long said = 0; said < length; said += block.length()) {
        connection.say(block);
      }
    };
  }

  public static Script endless(int status) {
    return connection -> {
      connection.hear();
      connection.say("HTTP/1.1 %d Words\r\nTransfer-Encoding: chunked\r\n\r\n".formatted(status));
      endlessChunks(connection);
    };
  }

  /** Until the other side has had enough. */
  private static void endlessChunks(io.gatehook.http.Receiver.Connection connection)
      throws IOException {
    while (true) {
      connection.say("400\r\n" + "x".repeat(0x400) + "\r\n");
    }
  }

  /** The first connection is the ping's; then one script for each connection, the last for ever. */
  public static Script afterPing(Script... scripts) {
    return connection -> {
      int turn = Math.min(connection.number() - 2, scripts.length - 1);
      (turn < 0 ? answering(200) : scripts[turn]).talk(connection);
    };
  }
}
