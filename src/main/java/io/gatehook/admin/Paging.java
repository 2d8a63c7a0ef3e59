package io.gatehook.admin;

import io.gatehook.json.Json.Duplicates;
import io.gatehook.json.MalformedJson;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Which part of a list a request asks for, and the answer in Kong's form. Lists are ordered by
 * created_at and id.
 *
 * @param size entries on a page
 * @param after the last entry of the page before
 * @param sizeGiven whether the client chose the size
 */
public record Paging(int size, Position after, boolean sizeGiven) {
  /** Largest size of a page. */
  public static final int MAX_SIZE = 1000;

  static final int DEFAULT_SIZE = 100;

  /** The end of the year 9999 in microseconds, the finest unit of a list. */
  private static final BigDecimal LAST_CREATED_AT = new BigDecimal("253402300799999999");

  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,4})?");
  private static final Pattern HEXADECIMAL = Pattern.compile("0[xX][0-9a-fA-F]{1,16}");

  /**
   * An entry's place in its list.
   *
   * @param createdAt in whatever unit the list is ordered by
   */
  public record Position(long createdAt, UUID id) {
    /** Before every entry. */
    public static final Position START = new Position(Long.MIN_VALUE, new UUID(0, 0));

    private String encoded() {
      JsonArray pair = Json.createArrayBuilder().add(createdAt).add(id.toString()).build();
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(pair));
    }

    private static byte[] bytes(JsonValue value) {
      return io.gatehook.json.Json.bytes(value);
    }
  }

  /**
   * Reads {@code size} and {@code offset}.
   *
   * @param query as {@link io.gatehook.admin.body.QueryString} decodes it
   * @throws Refusal with Kong's answer to a wrong one
   */
  public static Paging of(JsonObject query) {
    JsonValue size = query.get("size");
    JsonValue offset = query.get("offset");
    int entries = size == null ? DEFAULT_SIZE : size(size);
    return new Paging(entries, offset == null ? Position.START : position(offset), size != null);
  }

  /** How many entries to read: one more than are shown, to know whether a page follows. */
  public int limit() {
    return size + 1;
  }

  /**
   * The page.
   *
   * @param path of the list; it may end with a query of its own, which the next page keeps
   * @param entries up to {@link #limit()}, from behind {@link #after()}
   */
  public <T> JsonObject page(
      String path, List<T> entries, Function<T, JsonObject> json, Function<T, Position> position) {
    boolean more = entries.size() > size;
    List<T> shown = more ? entries.subList(0, size) : entries;
    var data = Json.createArrayBuilder();
    shown.forEach(entry -> data.add(json.apply(entry)));
    var page = Json.createObjectBuilder().add("data", data);
    if (!more) {
      return page.addNull("next").build();
    }
    String offset = position.apply(shown.get(size - 1)).encoded();
    return page.add("offset", offset).add("next", next(path, offset)).build();
  }

  private String next(String path, String offset) {
    String separator = path.contains("?") ? "&" : "?";
    String sizePart = sizeGiven ? "&size=" + size : "";
    return path + separator + "offset=" + offset + sizePart;
  }

  private static int size(JsonValue given) {
    BigDecimal size = number(given instanceof JsonString text ? text.getString().strip() : "");
    boolean inside =
        size.compareTo(BigDecimal.ONE) >= 0
            && size.compareTo(BigDecimal.valueOf(MAX_SIZE)) <= 0
            && size.stripTrailingZeros().scale() <= 0;
    if (!inside) {
      throw new Refusal(KongError.invalidSize("size must be an integer between 1 and " + MAX_SIZE));
    }
    return size.intValueExact();
  }

  private static BigDecimal number(String text) {
    if (HEXADECIMAL.matcher(text).matches()) {
      return new BigDecimal(new BigInteger(text.substring(2), 16));
    }
    if (DECIMAL.matcher(text).matches()) {
      return new BigDecimal(text);
    }
    throw new Refusal(KongError.invalidSize("size must be a number"));
  }

  /** Beyond it, databases fail on the question. */
  private static boolean isInside(BigDecimal createdAt) {
    return createdAt.signum() >= 0 && createdAt.compareTo(LAST_CREATED_AT) <= 0;
  }

  private static Position position(JsonValue given) {
    String offset = given instanceof JsonString text ? text.getString() : given.toString();
    byte[] decoded;
    try {
      decoded = Base64.getUrlDecoder().decode(offset);
    } catch (IllegalArgumentException e) {
      throw new Refusal(KongError.invalidOffset(offset, "bad base64 encoding"));
    }
    try {
      JsonValue pair = io.gatehook.json.Json.parse(decoded, Duplicates.REFUSED);
      if (pair instanceof JsonArray array
          && array.size() == 2
          && array.get(0) instanceof JsonNumber createdAt
          && createdAt.isIntegral()
          && isInside(createdAt.bigDecimalValue())
          && array.get(1) instanceof JsonString id
          && Ids.isUuid(id.getString())) {
        return new Position(createdAt.longValue(), UUID.fromString(id.getString()));
      }
    } catch (MalformedJson e) {
      throw new Refusal(KongError.invalidOffset(offset, "bad json encoding"));
    }
    throw new Refusal(KongError.invalidOffset(offset, "not made by this list"));
  }
}
