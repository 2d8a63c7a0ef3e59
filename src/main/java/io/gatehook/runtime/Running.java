package io.gatehook.runtime;

import jakarta.enterprise.context.ApplicationScoped;

/** Whether the start is complete and the stop has not begun. */
@ApplicationScoped
class Running {

  private volatile boolean running;

  boolean now() {
    return running;
  }

  void begin() {
    running = true;
  }

  void end() {
    running = false;
  }
}
