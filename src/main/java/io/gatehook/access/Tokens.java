package io.gatehook.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The tokens that are set, as digests: how long a comparison takes says nothing about them. */
public final class Tokens {
  private final Map<Role, byte[]> digests = new EnumMap<>(Role.class);

  /** None, one or both; no two alike. */
  public Tokens(Map<Role, String> tokens) {
    tokens.forEach((role, token) -> digests.put(role, digest(token)));
  }

  boolean isEmpty() {
    return digests.isEmpty();
  }

  /** What the token stands for. Empty: nothing. */
  Optional<Role> roleOf(String token) {
    byte[] given = digest(token);
    Optional<Role> found = Optional.empty();
    for (var known : digests.entrySet()) {
      if (MessageDigest.isEqual(known.getValue(), given)) {
        found = Optional.of(known.getKey());
      }
    }
    return found;
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
