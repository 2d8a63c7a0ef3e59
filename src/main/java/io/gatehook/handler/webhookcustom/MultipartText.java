package io.gatehook.handler.webhookcustom;

import jakarta.json.JsonObject;
import java.util.stream.Collectors;

/**
 * Writes named values as {@code multipart/form-data}.
 *
 * @param boundary that nobody knew who had a part in the values
 */
record MultipartText(String boundary) {
  static final String TYPE = "multipart/form-data";

  String contentType() {
    return TYPE + "; boundary=" + boundary;
  }

  String of(JsonObject values) {
    return values.entrySet().stream()
        .map(value -> part(value.getKey(), FormText.plain(value.getValue())))
        .collect(Collectors.joining("", "", "--" + boundary + "--\r\n"));
  }

  private String part(String name, String content) {
    return "--%s\r\ncontent-disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
        .formatted(boundary, quoted(name), content);
  }

  /** As browsers write names. */
  private static String quoted(String name) {
    return name.replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
  }
}
