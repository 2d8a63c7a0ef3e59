package io.gatehook.handler.log;

import static io.gatehook.handler.log.EventText.MAX_BYTES;

import io.gatehook.event.TraceContext;
import io.gatehook.event.WorkerEvent;
import io.gatehook.json.Json;
import io.gatehook.text.Printable;

/**
 * One line of JSON: {@code {"event":…,"source":…,"data":{…},"pid":…}}, with {@code trace_id} where
 * it is in a trace. It stays JSON when it is too long: {@code data_cut} then stands for {@code
 * data} and holds the beginning of its text.
 */
final class EventLine {
  private static final int MAX_NAME = 1024;

  private EventLine() {}

  static String of(WorkerEvent event, long pid) {
    String head =
        "{\"event\":\"%s\",\"source\":\"%s\","
            .formatted(
                Printable.jsonString(event.event(), MAX_NAME),
                Printable.jsonString(event.source(), MAX_NAME));
    String tail = ",\"pid\":%d%s}".formatted(pid, trace(event));
    String whole = head + "\"data\":" + Printable.json(Json.text(event.data())) + tail;
    if (Printable.bytes(whole) <= MAX_BYTES) {
      return whole;
    }
    String begin = head + "\"data_cut\":\"";
    int left = MAX_BYTES - Printable.bytes(begin) - tail.length() - 1;
    return begin + Printable.jsonString(Json.text(event.data()), left) + '"' + tail;
  }

  private static String trace(WorkerEvent event) {
    TraceContext trace = event.origin().trace();
    return trace == null ? "" : ",\"trace_id\":\"%s\"".formatted(trace.traceId());
  }
}
