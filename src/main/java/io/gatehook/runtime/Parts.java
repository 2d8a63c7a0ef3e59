package io.gatehook.runtime;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Starts parts in their order, and stops what was started in the reverse order. */
final class Parts {

  private static final Logger LOG = System.getLogger(Parts.class.getName());

  private final List<Part> parts;
  private final Deque<Part> started = new ArrayDeque<>();

  Parts(List<Part> parts) {
    this.parts = parts;
  }

  /** If one part does not start, those before it are stopped and its exception goes on. */
  void start() {
    boolean complete = false;
    try {
      for (Part part : parts) {
        part.start().run();
        started.push(part);
        LOG.log(Level.DEBUG, "{0} started", part.name());
      }
      complete = true;
    } finally {
      if (!complete) {
        stop();
      }
    }
  }

  /** Stops every part, also after one that throws; its exception goes on at the end. */
  void stop() {
    if (started.isEmpty()) {
      return;
    }
    Part part = started.pop();
    try {
      part.stop().run();
      LOG.log(Level.DEBUG, "{0} stopped", part.name());
    } finally {
      stop();
    }
  }
}
