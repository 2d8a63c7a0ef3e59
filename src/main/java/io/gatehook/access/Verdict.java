package io.gatehook.access;

/** What becomes of a request. */
sealed interface Verdict {

  /** It is served. */
  record Granted() implements Verdict {}

  /** It may know whether we are healthy, and no more. */
  record StatusOnly() implements Verdict {}

  /** It is answered with this. */
  record Refused(int status, String message) implements Verdict {}
}
