package io.gatehook.admin.body;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of POST, PUT and PATCH. */
@ApplicationScoped
public class RequestBodies {
  /** Most bytes of a body. */
  public static final int MAX_BYTES = 1 << 20;

  /**
   * Reads a body whole.
   *
   * @param contentType the header as it was sent; null: there is none, and then there may be no
   *     body
   * @throws RefusedBody for what is not one of the three types, too large, or broken
   * @throws UncheckedIOException when the stream breaks
   */
  public Body read(@Nullable String contentType, InputStream in) {
    byte[] bytes = bytes(in);
    if (contentType == null && bytes.length == 0) {
      return new Body(JsonValue.EMPTY_JSON_OBJECT, false);
    }
    String type = contentType == null ? "" : contentType;
    if (type.startsWith("application/json")) {
      return new Body(JsonBody.decode(bytes), false);
    }
    if (type.startsWith("application/x-www-form-urlencoded")) {
      return new Body(FormTree.decode(UrlEncoded.arguments(bytes), true), true);
    }
    if (type.startsWith("multipart/form-data")) {
      return new Body(FormTree.decode(Multipart.arguments(type, bytes), true), true);
    }
    throw new RefusedBody(RefusedBody.Reason.UNSUPPORTED_TYPE, "Unsupported content type");
  }

  /**
   * As {@link #read}, for members that need types of their own: in a form all would be text.
   *
   * @throws RefusedBody for forms too
   */
  public JsonObject readJson(@Nullable String contentType, InputStream in) {
    Body body = read(contentType, in);
    if (body.text()) {
      throw new RefusedBody(RefusedBody.Reason.NOT_AN_OBJECT, "Body must be a JSON object");
    }
    return body.members();
  }

  private static byte[] bytes(InputStream in) {
    try {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new RefusedBody(
            RefusedBody.Reason.TOO_LARGE, "Body is larger than %d bytes".formatted(MAX_BYTES));
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
