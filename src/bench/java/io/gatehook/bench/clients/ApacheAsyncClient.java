package io.gatehook.bench.clients;

import java.util.concurrent.CompletableFuture;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;

/** Apache HttpClient 5, asynchronous. */
final class ApacheAsyncClient implements Client {
  private final String url;
  private final CloseableHttpAsyncClient client;

  private ApacheAsyncClient(String url, CloseableHttpAsyncClient client) {
    this.url = url;
    this.client = client;
    client.start();
  }

  static ApacheAsyncClient http1(String url, int connections) {
    return new ApacheAsyncClient(
        url,
        HttpAsyncClients.custom()
            .setConnectionManager(
                PoolingAsyncClientConnectionManagerBuilder.create()
                    .setMaxConnTotal(connections)
                    .setMaxConnPerRoute(connections)
                    .build())
            .disableCookieManagement()
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .build());
  }

  /** All calls over one connection, without asking first whether the receiver speaks HTTP/2. */
  static ApacheAsyncClient http2(String url) {
    return new ApacheAsyncClient(
        url,
        HttpAsyncClients.customHttp2()
            .disableCookieManagement()
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .build());
  }

  @Override
  public CompletableFuture<Integer> call() {
    SimpleRequestBuilder post = SimpleRequestBuilder.post(url).setBody(BODY, null);
    HEADERS.forEach(post::setHeader);
    SimpleHttpRequest request = post.build();
    var status = new CompletableFuture<Integer>();
    var unused = client.execute(request, new Completing(status));
    return status;
  }

  private record Completing(CompletableFuture<Integer> status)
      implements FutureCallback<SimpleHttpResponse> {
    @Override
    public void completed(SimpleHttpResponse response) {
      status.complete(response.getCode());
    }

    @Override
    public void failed(Exception failure) {
      status.completeExceptionally(failure);
    }

    @Override
    public void cancelled() {
      status.cancel(false);
    }
  }
}
