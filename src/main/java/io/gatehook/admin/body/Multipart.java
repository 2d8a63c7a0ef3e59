package io.gatehook.admin.body;

import io.gatehook.json.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.fileupload2.core.MultipartInput;
import org.apache.commons.fileupload2.core.ParameterParser;
import org.jspecify.annotations.Nullable;

/** Splits {@code multipart/form-data}; a file counts as its text, a part without a name as none. */
final class Multipart {
  /** Most bytes of the headers of one part. */
  static final int MAX_HEADER_BYTES = 8192;

  /** As RFC 2046 has it. */
  private static final int MAX_BOUNDARY_LENGTH = 70;

  private static final String DISPOSITION = "content-disposition:";

  private Multipart() {}

  /** The parts; none at all when there is no boundary or the body breaks off, as in Kong. */
  static List<FormArgument> arguments(String contentType, byte[] body) {
    String boundary = parameter(contentType, "boundary");
    if (boundary == null || boundary.isEmpty() || boundary.length() > MAX_BOUNDARY_LENGTH) {
      return List.of();
    }
    try {
      return parts(body, boundary.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return List.of();
    }
  }

  private static List<FormArgument> parts(byte[] body, byte[] boundary) throws IOException {
    MultipartInput input =
        MultipartInput.builder()
            .setInputStream(new ByteArrayInputStream(body))
            .setBoundary(boundary)
            .setMaxPartHeaderSize(MAX_HEADER_BYTES)
            .get();
    input.setHeaderCharset(StandardCharsets.UTF_8);
    var arguments = new ArrayList<FormArgument>();
    for (boolean more = input.skipPreamble(); more; more = input.readBoundary()) {
      String key = key(input.readHeaders());
      var content = new ByteArrayOutputStream();
      input.readBodyData(content);
      if (key != null && !key.isEmpty()) {
        String text = UrlEncoded.utf8(content.toByteArray());
        arguments.add(new FormArgument(key, Json.VALUES.createValue(text)));
      }
    }
    return arguments;
  }

  private static @Nullable String key(String headers) {
    return headers
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(DISPOSITION))
        .findFirst()
        .map(line -> parameter(line.substring(DISPOSITION.length()), "name"))
        .orElse(null);
  }

  /** Null: it is not there, or the header is broken. */
  private static @Nullable String parameter(String header, String name) {
    var parser = new ParameterParser();
    parser.setLowerCaseNames(true);
    try {
      return parser.parse(header, ';').get(name);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
