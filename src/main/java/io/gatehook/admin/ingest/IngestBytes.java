package io.gatehook.admin.ingest;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads a body within its limits, unpacked if it is packed. */
final class IngestBytes {
  /** Largest body, packed and unpacked. */
  static final int MAX_BYTES = 8 * 1024 * 1024;

  /** A packed body may grow by this factor; beyond it is a bomb. */
  static final int MAX_EXPANSION = 100;

  private IngestBytes() {}

  /**
   * The body's bytes.
   *
   * @param encoding the Content-Encoding; null: none
   */
  static byte[] read(InputStream body, @Nullable String encoding) throws IOException {
    byte[] sent = read(body, MAX_BYTES, "the body is larger than %d bytes".formatted(MAX_BYTES));
    if (encoding == null || encoding.isBlank() || encoding.strip().equalsIgnoreCase("identity")) {
      return sent;
    }
    if (!encoding.strip().equalsIgnoreCase("gzip")) {
      throw RefusedEvents.unsupported("Content-Encoding must be gzip, or absent");
    }
    return unpack(sent);
  }

  private static byte[] unpack(byte[] packed) throws IOException {
    long allowed = Math.min(MAX_BYTES, (long) packed.length * MAX_EXPANSION);
    String refusal =
        "the body unpacks to more than %d bytes, or %d times its size"
            .formatted(MAX_BYTES, MAX_EXPANSION);
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return read(unpacked, (int) allowed, refusal);
    } catch (ZipException | EOFException e) {
      throw RefusedEvents.malformed("Cannot unpack gzip body");
    }
  }

  private static byte[] read(InputStream in, int limit, String refusal) throws IOException {
    byte[] bytes = in.readNBytes(limit + 1);
    if (bytes.length > limit) {
      throw RefusedEvents.tooLarge(refusal);
    }
    return bytes;
  }
}
