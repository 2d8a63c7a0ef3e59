package io.gatehook.lua.library;

import io.gatehook.lua.meter.Meter;
import io.gatehook.lua.natives.Arguments;
import io.gatehook.lua.natives.Bytes;
import io.gatehook.lua.natives.Native;
import io.gatehook.lua.natives.ReadOnlyTable;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Modules for {@code require} about digests and identifiers: those of lua-resty-string and Kong.
 */
final class DigestModules {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Pattern UUID_FORM =
      Pattern.compile("[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  private DigestModules() {}

  /** By their names. */
  static Map<String, LuaValue> all() {
    Map<String, LuaValue> modules = new HashMap<>();
    modules.put("resty.md5", digest("MD5"));
    modules.put("resty.sha1", digest("SHA-1"));
    for (String bits : new String[] {"224", "256", "384", "512"}) {
      modules.put("resty.sha" + bits, digest("SHA-" + bits));
    }
    modules.put(
        "resty.string",
        new ReadOnlyTable()
            .with("to_hex", a -> hex(a.string(1)))
            .with("atoi", DigestModules::atoi)
            .frozen());
    modules.put("resty.random", new ReadOnlyTable().with("bytes", DigestModules::random).frozen());
    modules.put(
        "kong.tools.sha256",
        new ReadOnlyTable()
            .with("sha256_bin", a -> NgxLibrary.digest("SHA-256", a.string(1)))
            .with("sha256_hex", a -> hex(NgxLibrary.digest("SHA-256", a.string(1))))
            .frozen());
    modules.put(
        "kong.tools.uuid",
        new ReadOnlyTable()
            .with("uuid", a -> Bytes.latin(UUID.randomUUID().toString()))
            .with("is_valid_uuid", DigestModules::isUuid)
            .frozen());
    return modules;
  }

  /** {@code new} gives an object with {@code update}, {@code final} and {@code reset}. */
  private static ReadOnlyTable digest(String algorithm) {
    return new ReadOnlyTable().with("new", a -> object(algorithm)).frozen();
  }

  private static LuaTable object(String algorithm) {
    MessageDigest digest = made(algorithm);
    var object = new LuaTable();
    method(object, "update", a -> update(digest, a.string(2)));
    method(object, "final", a -> LuaString.valueUsing(digest.digest()));
    method(
        object,
        "reset",
        a -> {
          digest.reset();
          return LuaValue.TRUE;
        });
    return object;
  }

  private static void method(LuaTable object, String name, Native.Body body) {
    object.rawset(Bytes.latin(name), new Native(name, body));
  }

  private static LuaValue update(MessageDigest digest, LuaString bytes) {
    Meter.current().string(bytes.m_length);
    digest.update(bytes.m_bytes, bytes.m_offset, bytes.m_length);
    return LuaValue.TRUE;
  }

  private static MessageDigest made(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has " + algorithm, e);
    }
  }

  private static LuaString hex(LuaString bytes) {
    Meter.current().string(2L * bytes.m_length);
    return NgxLibrary.hex(bytes);
  }

  /** The digits at the beginning; what has none is 0. */
  private static Varargs atoi(Arguments a) {
    LuaString text = a.string(1);
    double value = 0;
    for (int i = 0; i < text.m_length && Character.isDigit((char) Bytes.at(text, i)); i++) {
      value = value * 10 + Bytes.at(text, i) - '0';
    }
    return LuaValue.valueOf(value);
  }

  private static Varargs random(Arguments a) {
    int length = Math.max(0, a.integer(1));
    Meter.current().string(length);
    byte[] bytes = new byte[length];
    RANDOM.nextBytes(bytes);
    return LuaString.valueUsing(bytes);
  }

  private static Varargs isUuid(Arguments a) {
    return LuaValue.valueOf(
        a.at(1) instanceof LuaString text && UUID_FORM.matcher(Bytes.text(text)).matches());
  }
}
