package io.gatehook.lua.library;

import io.gatehook.lua.meter.Meter;
import io.gatehook.lua.natives.Arguments;
import io.gatehook.lua.natives.Bytes;
import io.gatehook.lua.natives.NullValue;
import io.gatehook.lua.natives.Printed;
import io.gatehook.lua.natives.ReadOnlyTable;
import io.gatehook.lua.strings.CharacterClass;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.CRC32;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The functions of OpenResty's {@code ngx} that only compute. */
final class NgxLibrary {
  private static final DateTimeFormatter HTTP =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH);
  private static final String UNESCAPED = "-._~!'()*";

  private NgxLibrary() {}

  static ReadOnlyTable table() {
    var ngx = new ReadOnlyTable().with("null", NullValue.NULL).with("re", RegexFunctions.table());
    LogFunctions.addTo(ngx);
    addTime(ngx);
    return ngx.with("decode_base64", NgxLibrary::decodeBase64)
        .with("encode_base64", NgxLibrary::encodeBase64)
        .with("crc32_long", NgxLibrary::crc32)
        .with("crc32_short", NgxLibrary::crc32)
        .with("escape_uri", NgxLibrary::escapeUri)
        .with("hmac_sha1", a -> hmac("HmacSHA1", a.string(1), a.string(2)))
        .with("md5", a -> hex(digest("MD5", text(a))))
        .with("md5_bin", a -> digest("MD5", text(a)))
        .with("sha1_bin", a -> digest("SHA-1", text(a)))
        .with("unescape_uri", NgxLibrary::unescapeUri)
        .frozen();
  }

  static LuaString hex(LuaString bytes) {
    return Bytes.of(HexFormat.of().formatHex(Bytes.copy(bytes)));
  }

  static LuaString digest(String algorithm, LuaString bytes) {
    Meter.current().string(bytes.m_length);
    try {
      return LuaString.valueUsing(MessageDigest.getInstance(algorithm).digest(Bytes.copy(bytes)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }

  private static void addTime(ReadOnlyTable ngx) {
    ngx.with("http_time", a -> Bytes.of(HTTP.format(utc(Instant.ofEpochSecond(seconds(a))))))
        .with("localtime", a -> date("uuuu-MM-dd HH:mm:ss", Meter.current().clock().getZone()))
        .with("now", a -> LuaValue.valueOf(now().toEpochMilli() / 1000.0))
        .with("time", a -> LuaDouble.valueOf((double) now().getEpochSecond()))
        .with("today", a -> date("uuuu-MM-dd", Meter.current().clock().getZone()))
        .with("update_time", a -> LuaValue.NONE)
        .with("utctime", a -> date("uuuu-MM-dd HH:mm:ss", ZoneOffset.UTC));
  }

  private static long seconds(Arguments a) {
    double most = 253_402_300_799.0; // the last second of the year 9999
    return (long) Math.max(0, Math.min(most, a.number(1)));
  }

  private static ZonedDateTime utc(Instant instant) {
    return instant.atZone(ZoneOffset.UTC);
  }

  private static Instant now() {
    return Meter.current().clock().instant();
  }

  private static Varargs date(String pattern, ZoneId zone) {
    return Bytes.of(DateTimeFormatter.ofPattern(pattern, Locale.ROOT).format(now().atZone(zone)));
  }

  /** nil is the empty string, anything else its text, as in OpenResty. */
  private static LuaString text(Arguments a) {
    LuaValue value = a.any(1);
    return value.isnil() ? LuaValue.EMPTYSTRING : Printed.text(value);
  }

  private static Varargs encodeBase64(Arguments a) {
    LuaString bytes = text(a);
    Meter.current().string(bytes.m_length / 3 * 4L + 4);
    var encoder = a.at(2).toboolean() ? Base64.getEncoder().withoutPadding() : Base64.getEncoder();
    return LuaString.valueUsing(encoder.encode(Bytes.copy(bytes)));
  }

  private static Varargs decodeBase64(Arguments a) {
    LuaString text = a.string(1);
    Meter.current().string(text.m_length);
    try {
      return LuaString.valueUsing(Base64.getDecoder().decode(Bytes.copy(text)));
    } catch (IllegalArgumentException e) {
      return LuaValue.NIL;
    }
  }

  private static Varargs crc32(Arguments a) {
    LuaString text = a.string(1);
    Meter.current().string(text.m_length);
    var crc = new CRC32();
    crc.update(text.m_bytes, text.m_offset, text.m_length);
    return LuaDouble.valueOf((double) crc.getValue());
  }

  private static LuaString hmac(String algorithm, LuaString key, LuaString text) {
    Meter.current().string(key.m_length + (long) text.m_length);
    byte[] secret = key.m_length == 0 ? new byte[1] : Bytes.copy(key);
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(secret, algorithm));
      return LuaString.valueUsing(mac.doFinal(Bytes.copy(text)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }

  private static Varargs escapeUri(Arguments a) {
    LuaString text = text(a);
    Bytes bytes = new Bytes(text.m_length);
    for (int i = 0; i < text.m_length; i++) {
      int c = Bytes.at(text, i);
      if (CharacterClass.matches(c, 'w') || UNESCAPED.indexOf(c) >= 0) {
        bytes.add(c);
      } else {
        bytes.add('%').hex(c, "0123456789ABCDEF");
      }
    }
    return bytes.string();
  }

  private static Varargs unescapeUri(Arguments a) {
    String text = Bytes.text(text(a), StandardCharsets.ISO_8859_1);
    Bytes bytes = new Bytes(text.length());
    int i = 0;
    while (i < text.length()) {
      char c = text.charAt(i);
      int high = c == '%' && i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = high < 0 ? -1 : Character.digit(text.charAt(i + 2), 16);
      if (low >= 0) {
        bytes.add(high * 16 + low);
        i += 3;
      } else {
        bytes.add(c == '+' ? ' ' : c);
        i++;
      }
    }
    return bytes.string();
  }
}
