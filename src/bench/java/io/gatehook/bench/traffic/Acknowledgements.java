package io.gatehook.bench.traffic;

import java.io.IOException;

/** Tells the sink when events were acknowledged, so that it can compare with their arrivals. */
record Acknowledgements(Times times, int first) {
  private static final int TOGETHER = 1_000;

  void post(int port) throws IOException {
    try (var sink = new SinkPort(port)) {
      for (int n = first; n < times.end(); n += TOGETHER) {
        var text = new StringBuilder().append(n);
        for (int i = n; i < Math.min(n + TOGETHER, times.end()); i++) {
          text.append(',').append(times.get(i));
        }
        sink.acknowledge(text.toString());
      }
    }
  }
}
