package io.gatehook.lua.json;

import io.gatehook.lua.meter.Meter;
import io.gatehook.lua.meter.ScriptError;
import io.gatehook.lua.natives.Arguments;
import io.gatehook.lua.natives.Bytes;
import io.gatehook.lua.natives.NullValue;
import io.gatehook.lua.natives.Numbers;
import java.nio.charset.StandardCharsets;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** Reads JSON into Lua values, byte by byte, as cjson does. */
final class JsonDecoder {
  private static final int HASHED = 32;
  private static final int LONG_NAME = 64;

  private final Meter meter = Meter.current();
  private final Arguments arguments;
  private final LuaString text;
  private int at;
  private int longNames;

  JsonDecoder(Arguments arguments, LuaString text) {
    this.arguments = arguments;
    this.text = text;
  }

  LuaValue decode() {
    LuaValue value = value(1);
    if (blanks() >= 0) {
      throw expected("the end", at);
    }
    return value;
  }

  private LuaValue value(int depth) {
    meter.charge(2);
    int c = blanks();
    int start = at;
    return switch (c) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", LuaValue.TRUE);
      case 'f' -> word("false", LuaValue.FALSE);
      case 'n' -> word("null", NullValue.NULL);
      default -> number(start);
    };
  }

  private LuaTable object(int depth) {
    enter(depth);
    LuaTable table = new LuaTable();
    if (blanks() == '}') {
      at++;
      return table;
    }
    while (true) {
      if (blanks() != '"') {
        throw expected("object key string", at);
      }
      LuaString name = string();
      if (name.m_length > HASHED) {
        meter.charge(LONG_NAME + ++longNames / 4);
      }
      if (blanks() != ':') {
        throw expected("colon", at);
      }
      at++;
      table.rawset(name, value(depth + 1));
      int c = blanks();
      if (c != ',' && c != '}') {
        throw expected("comma or object end", at);
      }
      at++;
      if (c == '}') {
        return table;
      }
    }
  }

  private LuaTable array(int depth) {
    enter(depth);
    LuaTable table = new LuaTable();
    if (blanks() == ']') {
      at++;
      return table;
    }
    for (int i = 1; ; i++) {
      table.rawset(i, value(depth + 1));
      int c = blanks();
      if (c != ',' && c != ']') {
        throw expected("comma or array end", at);
      }
      at++;
      if (c == ']') {
        return table;
      }
    }
  }

  private void enter(int depth) {
    if (depth > meter.limits().input().depth()) {
      throw arguments.error("Found too many nested data structures (%d)".formatted(depth));
    }
    at++;
  }

  private LuaString string() {
    int start = at++;
    Bytes bytes = new Bytes(16);
    while (at < text.m_length) {
      meter.step();
      int c = Bytes.at(text, at++);
      if (c == '"') {
        return bytes.string();
      }
      if (c < 32) {
        break;
      }
      if (c == '\\') {
        escape(bytes, start);
      } else {
        bytes.add(c);
      }
    }
    throw expected("string", start);
  }

  private void escape(Bytes bytes, int start) {
    int c = at < text.m_length ? Bytes.at(text, at++) : -1;
    switch (c) {
      case '"', '\\', '/' -> bytes.add(c);
      case 'b' -> bytes.add('\b');
      case 'f' -> bytes.add('\f');
      case 'n' -> bytes.add('\n');
      case 'r' -> bytes.add('\r');
      case 't' -> bytes.add('\t');
      case 'u' -> unicode(bytes, start);
      default -> throw expected("string", start);
    }
  }

  private void unicode(Bytes bytes, int start) {
    int unit = unit(start);
    int point = unit;
    if (Character.isHighSurrogate((char) unit)) {
      boolean more = at + 1 < text.m_length && Bytes.at(text, at) == '\\';
      at += 2;
      int low = more ? unit(start) : 0;
      if (!Character.isLowSurrogate((char) low)) {
        throw expected("string", start);
      }
      point = Character.toCodePoint((char) unit, (char) low);
    } else if (Character.isLowSurrogate((char) unit)) {
      throw expected("string", start);
    }
    bytes.add(Bytes.of(Character.toString(point)));
  }

  private int unit(int start) {
    int value = 0;
    for (int i = 0; i < 4; i++, at++) {
      int digit = at < text.m_length ? Character.digit(Bytes.at(text, at), 16) : -1;
      if (digit < 0) {
        throw expected("string", start);
      }
      value = value * 16 + digit;
    }
    return value;
  }

  private LuaValue word(String word, LuaValue value) {
    if (!text(at, at + word.length()).equals(word)) {
      throw expected("value", at);
    }
    at += word.length();
    return value;
  }

  private LuaValue number(int start) {
    while (at < text.m_length && "+-.0123456789abcdefABCDEFxXpP".indexOf(Bytes.at(text, at)) >= 0) {
      meter.step();
      at++;
    }
    LuaValue number = Numbers.parse(Bytes.part(text, start, at));
    if (number.isnil()) {
      throw expected("value", start);
    }
    return number;
  }

  /** The next byte that is no white space; -1: the end. */
  private int blanks() {
    while (at < text.m_length) {
      int c = Bytes.at(text, at);
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return c;
      }
      meter.step();
      at++;
    }
    return -1;
  }

  private String text(int from, int to) {
    int length = Math.min(to, text.m_length) - from;
    return new String(text.m_bytes, text.m_offset + from, length, StandardCharsets.ISO_8859_1);
  }

  private ScriptError expected(String what, int position) {
    String found = position >= text.m_length ? "T_END" : "invalid token";
    return arguments.error(
        "Expected %s but found %s at character %d".formatted(what, found, position + 1));
  }
}
