package io.gatehook.bench.clients;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** The client of the JDK. */
final class JavaNetClient implements Client {
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI url;

  JavaNetClient(String url) {
    this.url = URI.create(url);
  }

  @Override
  public CompletableFuture<Integer> call() {
    HttpRequest.Builder post = HttpRequest.newBuilder(url).POST(BodyPublishers.ofByteArray(BODY));
    HEADERS.forEach(post::setHeader);
    return client
        .sendAsync(post.build(), BodyHandlers.ofByteArray())
        .thenApply(HttpResponse::statusCode);
  }
}
