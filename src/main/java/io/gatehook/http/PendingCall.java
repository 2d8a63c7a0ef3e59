package io.gatehook.http;

/** A call under way: its one deadline, and how many tries it took so far. Used by one thread. */
final class PendingCall implements AutoCloseable {
  private final HttpCaller caller;
  private final HttpCall call;
  private final Deadline deadline;
  private int tries;

  PendingCall(HttpCaller caller, HttpCall call) {
    this.caller = caller;
    this.call = call;
    this.deadline = caller.deadline(call);
  }

  HttpAnswer tryOnce() throws NotSent, CallFailed {
    tries++;
    return caller.call(call, deadline);
  }

  int tries() {
    return tries;
  }

  @Override
  public void close() {
    deadline.close();
  }
}
