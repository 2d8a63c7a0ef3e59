package io.gatehook.runtime.listener;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is wrong about the head of a request that the server would let pass: above all what a proxy
 * in front of us may read in another way, so that the end of a body is the begin of a request.
 */
final class HeadRules {
  private static final String LENGTH = "content-length:";
  private static final String ENCODING = "transfer-encoding:";
  private static final String HOST = "host:";

  private static final Pattern CHUNKED = Pattern.compile("[ \\t]*chunked[ \\t]*");
  private static final Pattern VERSION = Pattern.compile("HTTP/1\\.[01]");

  /** Those for tunnels and another protocol: what follows their head has no end. */
  private static final List<String> ENDLESS = List.of("CONNECT", "PRI");

  /** A path, one of a proxy's request, or that of OPTIONS. */
  private static final Pattern TARGET = Pattern.compile("(?is)/.*|https?://[^/?]+(/.*)?|\\*");

  private static final Pattern BROKEN_ESCAPE =
      Pattern.compile("(?i)%(?!\\p{XDigit}{2})|%00|%5c|\\\\");

  private static final Pattern ASCII = Pattern.compile("[\\x00-\\x7f&&[^%]]*");
  private static final Pattern SPACES = Pattern.compile("[ \\t]+");
  private static final Pattern DOT = Pattern.compile("(?i)%2e");
  private static final Pattern SLASH = Pattern.compile("(?i)/|%2f");

  /** A segment that leads elsewhere, once an encoded slash beside it is one. */
  private static final Pattern HIDDEN_DOTS =
      Pattern.compile("(?i)%2f(\\.|%2e){1,2}(?=/|%2f|$)|/(\\.|%2e){1,2}(?=%2f)");

  /** What the server keeps to itself, with a page of its own. */
  private static final Pattern OF_THE_SERVER = Pattern.compile("(?i)/(web|meta)-inf(/.*)?");

  private HeadRules() {}

  /**
   * Why a request is refused. Empty: it is not.
   *
   * @param head as it came, but for the case of the names; a field in several lines may be in one
   */
  static Optional<Answer> refusal(String head) {
    List<String> lines = List.of(head.stripTrailing().split("\r\n", -1));
    List<String> fields =
        lines.subList(1, lines.size()).stream().map(HeadRules::lowerName).toList();
    if (fields.size() > ListenerLimits.MAX_FIELDS) {
      return Optional.of(
          Answer.of(431, "The head has more than %d fields".formatted(ListenerLimits.MAX_FIELDS)));
    }
    String[] line = SPACES.split(lines.get(0).strip(), -1);
    if (line.length != 3) {
      return Optional.of(Answer.of(400, "The first line is no method, target and version"));
    }
    if (!VERSION.matcher(line[2]).matches()) {
      return Optional.of(Answer.of(505, "HTTP/1.1 is spoken here"));
    }
    if (OF_THE_SERVER.matcher(path(line[1])).matches()) {
      return Optional.of(Answer.of(404, "Not found"));
    }
    return form(fields)
        .or(() -> framing(fields, line[2]))
        .or(() -> target(line[0], line[1]))
        .map(message -> Answer.of(400, message));
  }

  private static Optional<String> form(List<String> fields) {
    boolean folded =
        fields.stream().anyMatch(field -> field.startsWith(" ") || field.startsWith("\t"));
    boolean named = fields.stream().allMatch(field -> field.indexOf(':') > 0);
    return folded || !named
        ? Optional.of("A line of the head is no name, colon and value")
        : Optional.empty();
  }

  private static Optional<String> framing(List<String> fields, String version) {
    List<String> encodings = fields.stream().filter(field -> field.startsWith(ENCODING)).toList();
    if (count(fields, LENGTH) > 1 || count(fields, HOST) > 1) {
      return Optional.of("More than one Content-Length or Host");
    }
    if (encodings.isEmpty()) {
      return Optional.empty();
    }
    if (count(fields, LENGTH) > 0) {
      return Optional.of("Content-Length and Transfer-Encoding exclude each other");
    }
    String value = encodings.get(0).substring(ENCODING.length()).toLowerCase(Locale.ROOT);
    return encodings.size() == 1 && CHUNKED.matcher(value).matches() && version.equals("HTTP/1.1")
        ? Optional.empty()
        : Optional.of("Transfer-Encoding must be chunked, once, and in HTTP/1.1");
  }

  private static Optional<String> target(String method, String target) {
    if (ENDLESS.contains(method)) {
      return Optional.of("The method " + method + " is not taken");
    }
    if (!TARGET.matcher(target).matches()) {
      return Optional.of("The target is no path");
    }
    String path = path(target);
    if (BROKEN_ESCAPE.matcher(path).find()) {
      return Optional.of("The path has a \\, a %00, or a % without two hexadecimal digits");
    }
    if (climbs(path)) {
      return Optional.of("The path leads above the root");
    }
    return ASCII.matcher(path).matches() ? Optional.empty() : encoded(path);
  }

  /** What the server answers with a bare 400. */
  private static Optional<String> encoded(String path) {
    if (!isUtf8(URLDecoder.decode(path.replace("+", "%2B"), ISO_8859_1).getBytes(ISO_8859_1))) {
      return Optional.of("The path is no UTF-8");
    }
    return HIDDEN_DOTS.matcher(path).find()
        ? Optional.of("The path has a . or .. beside an encoded slash")
        : Optional.empty();
  }

  private static boolean isUtf8(byte[] bytes) {
    try {
      var unused = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  /** On one such the server gives up with an empty 200. */
  private static boolean climbs(String path) {
    int depth = 0;
    for (String segment : SLASH.split(DOT.matcher(path).replaceAll("."), -1)) {
      String name = segment.split(";", 2)[0];
      if (name.equals("..")) {
        depth--;
      } else if (!name.isEmpty() && !name.equals(".")) {
        depth++;
      }
      if (depth < 0) {
        return true;
      }
    }
    return false;
  }

  private static String path(String target) {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  private static String lowerName(String field) {
    int colon = field.indexOf(':');
    return colon < 0
        ? field
        : field.substring(0, colon).toLowerCase(Locale.ROOT) + field.substring(colon);
  }

  private static long count(List<String> fields, String name) {
    return fields.stream().filter(field -> field.startsWith(name)).count();
  }
}
