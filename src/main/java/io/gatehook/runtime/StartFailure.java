package io.gatehook.runtime;

import io.gatehook.runtime.config.Handover;
import io.gatehook.runtime.config.StartRefused;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Makes sure that no server stays up without its application: the launcher is told and ends the
 * process, a stock Payara Micro is ended here.
 */
final class StartFailure {

  private static final Logger LOG = System.getLogger(StartFailure.class.getName());

  /** Set by every Payara Micro, and by no other server. */
  private static final String PAYARA_MICRO = "fish.payara.micro.BootJar";

  private StartFailure() {}

  /** Returns, if at all, the exception that stops the deployment. */
  static StartRefused refuse(StartRefused refusal) {
    if (Handover.underLauncher()) {
      Handover.refused(refusal);
      return refusal;
    }
    LOG.log(Level.ERROR, String.valueOf(refusal.getMessage()));
    if (System.getProperty(PAYARA_MICRO) != null) {
      Runtime.getRuntime().halt(refusal.exitCode().status());
    }
    return refusal;
  }
}
