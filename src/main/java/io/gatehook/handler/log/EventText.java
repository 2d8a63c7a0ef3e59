package io.gatehook.handler.log;

import io.gatehook.event.WorkerEvent;

/** Puts an event, redacted already, into words. */
interface EventText {
  /** At most 16 KiB, with nothing in it that a log or a terminal would act on. */
  int MAX_BYTES = 16 * 1024;

  String of(WorkerEvent event, long pid);
}
