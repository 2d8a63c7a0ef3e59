package io.gatehook.runtime.listener;

import java.time.Duration;

/**
 * What the listener takes at once, and how long it waits for it.
 *
 * @param connections open at once
 * @param requests answered at once
 * @param queue requests that wait for their turn
 * @param head from the connection, or the first byte after an answer, to the end of the head
 * @param body from the end of the head to the end of the body
 * @param memory of the virtual machine at most, in bytes; bodies take a part of it
 */
public record ListenerLimits(
    int connections, int requests, int queue, Duration head, Duration body, long memory) {

  /** How long a refused client may go on sending, so that it gets to read why. */
  static final Duration LINGER = Duration.ofSeconds(2);

  /** How long a request waits for its turn. */
  static final Duration TURN = Duration.ofSeconds(10);

  /** Longest head; the server gives up the reading where it is longer. */
  public static final int HEAD_BYTES = 64 * 1024;

  /** Most fields of a head. */
  static final int MAX_FIELDS = 100;

  /** Seconds after which a client that met a full server may try again. */
  static final int RETRY_AFTER_SECONDS = 2;

  /** Part of the memory that bodies take before their requests are answered. */
  private static final int WAITING_PART = 4;

  /** Part of the memory that the bodies of those answered take: JSON grows when it is read. */
  private static final int ANSWERED_PART = 64;

  long waitingBytes() {
    return memory / WAITING_PART;
  }

  long answeredBytes() {
    return memory / ANSWERED_PART;
  }
}
