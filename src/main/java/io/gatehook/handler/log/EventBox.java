package io.gatehook.handler.log;

import static io.gatehook.handler.log.EventText.MAX_BYTES;

import io.gatehook.event.WorkerEvent;
import io.gatehook.text.Box;
import io.gatehook.text.LuaLiteral;

/**
 * The box that Kong's log handler draws: label, event, source, data and pid as Lua values. Rows
 * that do not fit into 16 KiB are left out and marked.
 */
final class EventBox {
  private EventBox() {}

  static String of(WorkerEvent event, long pid) {
    String text =
        "%s %s %s %s %d"
            .formatted(
                LuaLiteral.string("log callback: "),
                LuaLiteral.string(event.event()),
                LuaLiteral.string(event.source()),
                LuaText.of(event.data()),
                pid);
    return Box.around(text, MAX_BYTES);
  }
}
