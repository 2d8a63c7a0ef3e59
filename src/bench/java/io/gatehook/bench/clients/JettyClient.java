package io.gatehook.bench.clients;

import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.CompletableResponseListener;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpMethod;

/** Jetty's. */
final class JettyClient implements Client {
  private final HttpClient client = new HttpClient();
  private final String url;

  JettyClient(String url, int connections) throws Exception {
    this.url = url;
    client.setMaxConnectionsPerDestination(connections);
    client.setFollowRedirects(false);
    client.setHttpCookieStore(new HttpCookieStore.Empty());
    client.setUserAgentField(null);
    client.start();
  }

  @Override
  public CompletableFuture<Integer> call() {
    Request post = client.newRequest(url).method(HttpMethod.POST);
    post.headers(headers -> HEADERS.forEach(headers::put));
    post.body(new BytesRequestContent("application/json", BODY));
    return new CompletableResponseListener(post).send().thenApply(Response::getStatus);
  }
}
