package io.gatehook.schema;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The types of one value that need no bounds of their own. */
enum Scalar implements Whole {
  NUMBER {
    @Override
    public JsonValue typed(JsonValue text) {
      return LuaNumber.typed(text);
    }

    @Override
    public Checked check(JsonValue value) {
      boolean finite =
          value instanceof JsonNumber number
              && Double.isFinite(number.bigDecimalValue().doubleValue());
      return Checked.that(finite, value, "expected a number");
    }
  },
  BOOLEAN {
    @Override
    public JsonValue typed(JsonValue text) {
      String word = text instanceof JsonString string ? string.getString() : "";
      return switch (word) {
        case "true" -> JsonValue.TRUE;
        case "false" -> JsonValue.FALSE;
        default -> text;
      };
    }

    @Override
    public Checked check(JsonValue value) {
      boolean known = value == JsonValue.TRUE || value == JsonValue.FALSE;
      return Checked.that(known, value, "expected a boolean");
    }
  },
  URL {
    @Override
    Checked checkText(JsonValue value, String text) {
      Matcher url = URL_START.matcher(text);
      if (!url.lookingAt() || !hasHost(url.group("authority"))) {
        return Checked.refused(value, "missing host in url");
      }
      return Checked.that(url.group("scheme") != null, value, "missing scheme in url");
    }
  },
  OBJECT {
    @Override
    public Checked check(JsonValue value) {
      return Checked.that(value instanceof JsonObject, value, "expected an object");
    }
  },
  ANY {
    @Override
    public Checked check(JsonValue value) {
      return Checked.accepted(value);
    }
  },
  UUID {
    @Override
    Checked checkText(JsonValue value, String text) {
      return Checked.that(UUID_FORM.matcher(text).matches(), value, "expected a valid UUID");
    }
  };

  private static final Pattern URL_START =
      Pattern.compile("(?:(?<scheme>[A-Za-z0-9][A-Za-z0-9+.-]*):)?(?://(?<authority>[^/?#]*))?");
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  @Override
  public JsonValue typed(JsonValue text) {
    return text;
  }

  @Override
  public Checked check(JsonValue value) {
    Checked text = STRING.check(value);
    return text.violation() == null ? checkText(value, ((JsonString) value).getString()) : text;
  }

  Checked checkText(JsonValue value, String text) {
    return Checked.accepted(value);
  }

  private static boolean hasHost(@Nullable String authority) {
    if (authority == null) {
      return false;
    }
    String hostAndPort = authority.substring(authority.indexOf('@') + 1);
    return !hostAndPort.isEmpty() && hostAndPort.charAt(0) != ':';
  }
}
