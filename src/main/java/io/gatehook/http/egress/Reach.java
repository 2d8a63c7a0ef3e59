package io.gatehook.http.egress;

/** How far an address is from a stranger's business. */
enum Reach {
  /** On the internet. */
  PUBLIC,
  /** This machine or its networks: for the operator to say. */
  PRIVATE,
  /** Nothing that an event may be sent to. */
  FORBIDDEN
}
