package io.gatehook.bench.clients;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutionException;
import org.apache.hc.core5.http.EntityDetails;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.Message;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.impl.bootstrap.HttpAsyncServer;
import org.apache.hc.core5.http.nio.AsyncRequestConsumer;
import org.apache.hc.core5.http.nio.AsyncServerRequestHandler;
import org.apache.hc.core5.http.nio.entity.BasicAsyncEntityConsumer;
import org.apache.hc.core5.http.nio.support.AsyncResponseBuilder;
import org.apache.hc.core5.http.nio.support.BasicRequestConsumer;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.http2.impl.nio.bootstrap.H2ServerBootstrap;

/**
 * A receiver in a process of its own that speaks HTTP/1.1 or HTTP/2. Argument: the name of an
 * {@link HttpVersionPolicy}. Prints its port, answers every request with an empty 200, and runs
 * until its input ends.
 */
final class ApacheSink implements AsyncServerRequestHandler<Message<HttpRequest, byte[]>> {
  private ApacheSink() {}

  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    HttpAsyncServer server =
        H2ServerBootstrap.bootstrap()
            .setCanonicalHostName(InetAddress.getLoopbackAddress().getHostAddress())
            .setVersionPolicy(HttpVersionPolicy.valueOf(args[0]))
            .register("*", new ApacheSink())
            .create();
    server.start();
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var address = (InetSocketAddress) server.listen(anyPort, URIScheme.HTTP).get().getAddress();
    System.out.println(address.getPort());
    while (System.in.read() >= 0) {
      continue; // until whoever started it has ended
    }
    System.exit(0); // the server's threads go on
  }

  @Override
  public AsyncRequestConsumer<Message<HttpRequest, byte[]>> prepare(
      HttpRequest request, EntityDetails entity, HttpContext context) {
    return new BasicRequestConsumer<>(entity == null ? null : new BasicAsyncEntityConsumer());
  }

  @Override
  public void handle(
      Message<HttpRequest, byte[]> request, ResponseTrigger response, HttpContext context)
      throws HttpException, IOException {
    response.submitResponse(AsyncResponseBuilder.create(200).build(), context);
  }
}
