package io.gatehook.bench.clients;

import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Who takes part. */
enum Contender {
  GATEHOOK("gatehookThreads"),
  APACHE_CLASSIC("apacheClassic"),
  APACHE_ASYNC("apacheAsync"),
  JAVA_NET("javaNetHttp"),
  JETTY("jetty"),
  APACHE_HTTP_1("apacheAsyncHttp11"),
  APACHE_HTTP_2("apacheAsyncHttp2"),
  GATEHOOK_NEWER("gatehookThreadsNewerJdk"),
  GATEHOOK_VIRTUAL("gatehookVirtualThreads");

  private final String label;

  Contender(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** Whether a JDK with virtual threads is needed. */
  boolean newerJdk() {
    return this == GATEHOOK_NEWER || this == GATEHOOK_VIRTUAL;
  }

  /**
   * Makes the client.
   *
   * @param inFlight calls at once
   */
  Client client(String url, int inFlight) throws Exception {
    return switch (this) {
      case GATEHOOK, GATEHOOK_NEWER ->
          new GatehookClient(url, Executors.newFixedThreadPool(inFlight));
      case GATEHOOK_VIRTUAL -> new GatehookClient(url, virtualThreads());
      case APACHE_CLASSIC ->
          new ApacheClassicClient(url, Executors.newFixedThreadPool(inFlight), inFlight);
      case APACHE_ASYNC, APACHE_HTTP_1 -> ApacheAsyncClient.http1(url, inFlight);
      case APACHE_HTTP_2 -> ApacheAsyncClient.http2(url);
      case JAVA_NET -> new JavaNetClient(url);
      case JETTY -> new JettyClient(url, inFlight);
    };
  }

  /** Java 17 has none, so it must not be named. */
  private static ExecutorService virtualThreads()
      throws NoSuchMethodException, IllegalAccessException, InvocationTargetException {
    var made = Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
    return (ExecutorService) made;
  }
}
