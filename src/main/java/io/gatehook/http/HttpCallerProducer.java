package io.gatehook.http;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the one client of this server with the container's threads, and closes it at the end. */
@ApplicationScoped
public class HttpCallerProducer {
  @Resource ManagedThreadFactory threads;

  @Produces
  @Singleton
  HttpCaller open(HttpConfig config) {
    return new HttpCaller(config, threads);
  }

  void close(@Disposes HttpCaller caller) {
    caller.close();
  }
}
