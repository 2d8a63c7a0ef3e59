package io.gatehook.admin.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.gatehook.json.Json;
import io.gatehook.json.Json.Duplicates;
import io.gatehook.json.MalformedJson;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;

/** The items of newline-delimited JSON; what limits one text limits them all together. */
final class EventLines {
  private final List<JsonValue> items = new ArrayList<>();
  private int values;

  private EventLines() {}

  /**
   * @throws RefusedEvents naming the item that cannot be read
   */
  static List<JsonValue> read(byte[] bytes) {
    var lines = new EventLines();
    int start = 0;
    for (int end = 0; end <= bytes.length; end++) {
      if (end == bytes.length || bytes[end] == '\n') {
        lines.add(new String(bytes, start, end - start, ISO_8859_1));
        start = end + 1;
      }
    }
    return lines.items;
  }

  private void add(String line) {
    if (line.isBlank()) {
      return;
    }
    EventBatch.checkCount(items.size() + 1);
    try {
      byte[] text = line.getBytes(ISO_8859_1);
      values += Json.values(text);
      Json.checkValues(values);
      items.add(Json.parse(text, Duplicates.REFUSED));
    } catch (MalformedJson e) {
      throw RefusedEvents.malformedLine(items.size(), EventBatch.cannotParse(e));
    }
  }
}
