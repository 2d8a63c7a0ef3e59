package io.gatehook.delivery.recording;

import io.gatehook.delivery.WantedEvent;
import io.gatehook.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;

/** A sender's key for a worker event, with a digest of what it was sent for. */
final class IdempotencyKey {
  private final WantedEvent wanted;
  private final String key;
  private final Instant expiresAt;

  IdempotencyKey(WantedEvent wanted, String key, Instant expiresAt) {
    this.wanted = wanted;
    this.key = key;
    this.expiresAt = expiresAt;
  }

  String workspace() {
    return wanted.event().workspace();
  }

  String source() {
    return wanted.event().source();
  }

  String key() {
    return key;
  }

  /** Our id of the event that holds the key. */
  UUID workerEvent() {
    return wanted.id();
  }

  Instant expiresAt() {
    return expiresAt;
  }

  /** Workspace, source and key: where it is unique. */
  List<String> place() {
    return List.of(workspace(), source(), key);
  }

  /** SHA-256, as hex, over event name and canonical data: a gateway may order members anew. */
  String digest() {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(wanted.event().event().getBytes(StandardCharsets.UTF_8));
      sha.update((byte) 0);
      return HexFormat.of().formatHex(sha.digest(Json.canonical(wanted.event().data())));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
