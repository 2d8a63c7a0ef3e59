package io.gatehook.http;

import io.gatehook.http.egress.EgressRules;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the one client of this server with the container's threads. */
@ApplicationScoped
public class HttpCallerProducer {
  @Resource ManagedThreadFactory threads;

  @Produces
  @Singleton
  HttpCaller open(HttpConfig config, EgressRules egress) {
    return new HttpCaller(config, egress, threads);
  }
}
