package io.gatehook.http.proxy;

import java.io.IOException;

/** A proxy that does not do what it was asked for; its message is short and on one line. */
public final class ProxyRefusal extends IOException {
  ProxyRefusal(String message) {
    super(message);
  }
}
