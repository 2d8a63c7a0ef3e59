package io.gatehook.http.egress;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Decides which receivers may be called. A refusal begins with {@code egress refused:}. */
public final class EgressRules {
  private static final String DENIED = "in gatehook.egress.deny";

  private final EgressConfig config;

  public EgressRules(EgressConfig config) {
    this.config = config;
  }

  public EgressConfig config() {
    return config;
  }

  /** As far as it can be known without a look-up: for a denied name, and for an address. */
  public Optional<String> refusal(String host, int port) {
    if (config.deny().hasName(host)) {
      return Optional.of(refused(host, DENIED));
    }
    return Literal.parse(host).flatMap(address -> refusal(host, address, port));
  }

  /**
   * Why this address, that the host has now, may not be dialled. Empty: it may.
   *
   * @param host as the url has it, without brackets
   */
  public Optional<String> refusal(String host, InetAddress address, int port) {
    if (config.deny().hasName(host)) {
      return Optional.of(refused(host, DENIED));
    }
    String shown = address.getHostAddress();
    if (config.deny().hasAddress(address)) {
      return Optional.of(refused(shown, DENIED));
    }
    boolean allowed = config.allow().hasName(host) || config.allow().hasAddress(address);
    List<InetAddress> inside = Embedded.of(address);
    if (inside.isEmpty()) {
      return reason(address, port, allowed).map(reason -> refused(shown, reason));
    }
    return inside.stream()
        .flatMap(
            reached ->
                reason(reached, port, allowed).stream()
                    .map(
                        reason ->
                            refused(
                                shown + " reaches " + reached.getHostAddress() + ", which",
                                reason)))
        .findFirst();
  }

  private static String refused(String receiver, String reason) {
    return "egress refused: %s is %s".formatted(receiver, reason);
  }

  /** What an address is that may not be called. Empty: it may. */
  private Optional<String> reason(InetAddress address, int port, boolean allowed) {
    AddressBlocks.Block block = AddressBlocks.of(address);
    if (block.reach() == Reach.FORBIDDEN) {
      return Optional.of(block.kind());
    }
    if (config.deny().hasAddress(address)) {
      return Optional.of(DENIED);
    }
    if (config.own().include(address, port)) {
      return Optional.of("where Gatehook itself listens");
    }
    boolean refused =
        block.reach() == Reach.PRIVATE
            && !config.privateAllowed()
            && !allowed
            && !config.allow().hasAddress(address);
    return refused
        ? Optional.of(block.kind() + ": gatehook.egress.private does not allow it")
        : Optional.empty();
  }
}
