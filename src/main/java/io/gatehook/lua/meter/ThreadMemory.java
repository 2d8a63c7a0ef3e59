package io.gatehook.lua.meter;

import java.lang.management.ManagementFactory;

/** The bytes that the current thread has allocated so far. */
final class ThreadMemory {
  private static final com.sun.management.ThreadMXBean THREADS = threads();

  private ThreadMemory() {}

  static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  private static com.sun.management.ThreadMXBean threads() {
    if (ManagementFactory.getThreadMXBean() instanceof com.sun.management.ThreadMXBean threads
        && threads.isThreadAllocatedMemorySupported()) {
      threads.setThreadAllocatedMemoryEnabled(true);
      return threads;
    }
    throw new IllegalStateException("this JVM does not count the bytes that threads allocate");
  }
}
