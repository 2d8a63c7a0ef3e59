package io.gatehook.runtime.launch;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.boot.PayaraMicroBoot;
import java.io.IOException;

/** Stops the server and waits until the application has drained. */
final class Stop implements Runnable {

  /** The server's own shutdown hook, which the virtual machine starts beside ours. */
  private static final String PAYARAS_HOOK = "Payara Micro Shutdown Hook";

  private final PayaraMicroBoot payara;
  private final ServerDirectory directory;

  Stop(PayaraMicroBoot payara, ServerDirectory directory) {
    this.payara = payara;
    this.directory = directory;
  }

  @Override
  public void run() {
    try {
      payara.shutdown();
    } catch (IllegalStateException e) {
      awaitPayarasHook(); // not running: never was, or its own hook was faster and stops it now
    } catch (BootstrapException e) {
      Terminal.complain("The server does not stop cleanly: " + e.getMessage());
    }
    try {
      directory.delete();
    } catch (IOException e) {
      Terminal.complain("The server's temporary directory stays behind: " + e.getMessage());
    }
  }

  private static void awaitPayarasHook() {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals(PAYARAS_HOOK)) {
        join(thread);
      }
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
