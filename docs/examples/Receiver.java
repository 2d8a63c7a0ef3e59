import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Prints every request that it gets and answers 200: {@code java docs/examples/Receiver.java 9009}. */
class Receiver {
  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    HttpServer server = HttpServer.create(address, 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          System.out.printf(
              "%s %s%n", exchange.getRequestMethod(), new String(body, StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.start();
  }
}
