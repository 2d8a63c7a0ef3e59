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

  ApacheAsyncClient(String url, int connections) {
    this.url = url;
    this.client =
        HttpAsyncClients.custom()
            .setConnectionManager(
                PoolingAsyncClientConnectionManagerBuilder.create()
                    .setMaxConnTotal(connections)
                    .setMaxConnPerRoute(connections)
                    .build())
            .disableCookieManagement()
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .build();
    client.start();
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
