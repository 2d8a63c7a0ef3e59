package io.gatehook.runtime.listener;

/** What a connection is doing. */
enum Phase {
  /** Between an answer and the first byte of the next request. */
  IDLE,
  /** The head of a request is on its way; so it is for a new connection. */
  HEAD,
  /** Its body is. */
  BODY,
  /** The request is complete and waits for its turn. */
  QUEUED,
  /** It is answered. */
  ANSWERED,
  /** The client was told no; what it still sends is dropped. */
  REFUSED;

  /** Whether the client keeps us waiting, so that a connection may go for another one. */
  boolean isWaitingForClient() {
    return this == IDLE || this == HEAD || this == BODY;
  }
}
