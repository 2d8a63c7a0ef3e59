package io.gatehook.lua.library;

import io.gatehook.lua.meter.Meter;
import io.gatehook.lua.natives.Bytes;
import java.nio.charset.StandardCharsets;
import org.luaj.vm2.LuaString;

/** A Lua string to Java's regular expressions, one character a byte; every look at one counts. */
final class MeteredText implements CharSequence {
  private final Meter meter = Meter.current();
  private final LuaString bytes;

  MeteredText(LuaString bytes) {
    this.bytes = bytes;
  }

  @Override
  public int length() {
    return bytes.m_length;
  }

  @Override
  public char charAt(int index) {
    meter.step();
    return (char) Bytes.at(bytes, index);
  }

  @Override
  public CharSequence subSequence(int start, int end) {
    return new MeteredText(Bytes.part(bytes, start, end));
  }

  @Override
  public String toString() {
    return Bytes.text(bytes, StandardCharsets.ISO_8859_1);
  }
}
