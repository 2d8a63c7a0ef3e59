package io.gatehook.runtime;

import io.gatehook.runtime.config.AccessSettings;
import io.gatehook.runtime.config.Handover;
import io.gatehook.runtime.config.ListenAddress;
import io.gatehook.runtime.config.Settings;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Where this server listens.
 *
 * @param addresses empty: not known
 */
record Listening(List<InetSocketAddress> addresses) {

  static Listening of(Settings settings) {
    return new Listening(
        Handover.underLauncher()
            ? List.of(ListenAddress.socket(settings))
            : ServerListeners.addresses());
  }

  /** Whether nobody but this machine can reach it. */
  boolean isLocal() {
    return !addresses.isEmpty()
        && addresses.stream()
            .allMatch(
                address -> !address.isUnresolved() && address.getAddress().isLoopbackAddress());
  }

  /** Why nobody may be served, as a sentence: others can reach us and no token is set. */
  Optional<String> exposure(Settings settings) {
    if (isLocal() || settings.isSet(AccessSettings.ADMIN_TOKEN)) {
      return Optional.empty();
    }
    String where =
        addresses.isEmpty()
            ? "on an address that is not known"
            : addresses.stream()
                .map(InetSocketAddress::getHostString)
                .distinct()
                .collect(Collectors.joining(", ", "on ", ""));
    return Optional.of(ListenAddress.needsToken("The server listens " + where));
  }
}
