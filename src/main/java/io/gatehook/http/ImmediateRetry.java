package io.gatehook.http;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * Repeats at once what failed before the receiver was given any of it. Tuned by the standard keys
 * of MicroProfile Fault Tolerance: {@code io.gatehook.http.ImmediateRetry/call/Retry/maxRetries},
 * {@code …/Retry/delay}, {@code …/Retry/jitter} (milliseconds), and {@code …/Retry/enabled}. All
 * tries share the one time limit of the call: a try begun after it fails at once.
 */
@ApplicationScoped
public class ImmediateRetry {

  @Retry(maxRetries = 2, delay = 50, jitter = 20, retryOn = NotSent.class)
  public HttpAnswer call(PendingCall pending) throws NotSent, CallFailed {
    return pending.tryOnce();
  }
}
