package io.gatehook.runtime.config;

import java.time.Duration;
import java.util.List;

/** What Gatehook's own listener takes at once, and how long it waits for it. */
public final class ListenerSettings {

  public static final Setting<Integer> CONNECTIONS =
      new Setting<>(
          "http.connections",
          "4000",
          "Most open connections; beyond, the one that waits for its client for longest is closed.",
          Kind.number(10, 100_000));

  public static final Setting<Integer> REQUESTS =
      new Setting<>(
          "http.requests", "160", "Most requests answered at once.", Kind.number(1, 1000));

  public static final Setting<Integer> QUEUE =
      new Setting<>(
          "http.queue",
          "1000",
          "Most requests that wait for that, 10 s at most; the others are answered 503.",
          Kind.number(0, 100_000));

  public static final Setting<Duration> HEAD_TIMEOUT =
      new Setting<>(
          "http.head-timeout",
          "10s",
          "Time limit for a client to send the head of a request.",
          Kind.duration("1s", "10m"));

  public static final Setting<Duration> BODY_TIMEOUT =
      new Setting<>(
          "http.body-timeout",
          "60s",
          "Time limit for a client to send its body.",
          Kind.duration("1s", "1h"));

  public static final Setting<String> TLS_CERTIFICATE =
      new Setting<>(
          "tls.certificate",
          "",
          "PEM file of the certificate, and of those above it; the port speaks HTTPS then.",
          Kind.path());

  public static final Setting<String> TLS_KEY =
      new Setting<>("tls.key", "", "PEM file of its key, PKCS#8 and not encrypted.", Kind.path());

  static final List<Setting<?>> ALL =
      List.of(CONNECTIONS, REQUESTS, QUEUE, HEAD_TIMEOUT, BODY_TIMEOUT, TLS_CERTIFICATE, TLS_KEY);

  private ListenerSettings() {}
}
