package io.gatehook.access;

import java.util.Optional;

/**
 * What the operator says about who is served.
 *
 * @param host {@code gatehook.http.host}: a name that clients of this machine may call us by,
 *     besides the loopback ones
 * @param exposure why nobody is served, as a sentence: others can reach us and no token is set
 * @param secure whether only requests by TLS are served
 */
public record AccessConfig(Tokens tokens, String host, Optional<String> exposure, boolean secure) {}
