package io.gatehook.http.egress;

import io.gatehook.http.proxy.ProxyServer;
import java.util.List;
import java.util.Optional;

/**
 * What the operator says about outgoing calls.
 *
 * @param privateAllowed {@code gatehook.egress.private}: whether loopback and private addresses may
 *     be called
 * @param allow {@code gatehook.egress.allow}: which of them may be called though others may not
 * @param deny {@code gatehook.egress.deny}: what may not be called whatever it is
 * @param proxy {@code gatehook.proxy.url}: what all calls but those to this machine go through
 */
public record EgressConfig(
    boolean privateAllowed,
    EgressList allow,
    EgressList deny,
    OwnListeners own,
    Optional<ProxyServer> proxy) {

  /** What holds for a server that only its own machine can reach. */
  public static EgressConfig local() {
    var nothing = EgressList.of(List.of());
    return new EgressConfig(true, nothing, nothing, new OwnListeners(List.of()), Optional.empty());
  }
}
