package io.gatehook.bench.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/** Apache HttpClient 5, blocking, with its pool of connections. */
final class ApacheClassicClient implements Client {
  private final String url;
  private final ExecutorService executor;
  private final CloseableHttpClient client;

  ApacheClassicClient(String url, ExecutorService executor, int connections) {
    this.url = url;
    this.executor = executor;
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setMaxConnTotal(connections)
                    .setMaxConnPerRoute(connections)
                    .build())
            .disableCookieManagement()
            .disableRedirectHandling()
            .disableAutomaticRetries()
            .disableContentCompression()
            .build();
  }

  @Override
  public CompletableFuture<Integer> call() {
    return CompletableFuture.supplyAsync(this::post, executor);
  }

  private int post() {
    var post = new HttpPost(url);
    HEADERS.forEach(post::setHeader);
    post.setEntity(new ByteArrayEntity(BODY, null));
    try {
      return client.execute(
          post,
          response -> {
            EntityUtils.consume(response.getEntity());
            return response.getCode();
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
