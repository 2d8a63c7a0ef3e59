package io.gatehook.lua.natives;

import io.gatehook.lua.meter.Meter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.luaj.vm2.LuaString;

/** Collects the bytes of a Lua string, no more than a string may have. */
public final class Bytes {
  private final Meter meter = Meter.current();
  private byte[] bytes;
  private int length;

  public Bytes(int expected) {
    bytes = new byte[Math.max(16, Math.min(expected, meter.limits().text().bytes()))];
  }

  /** Lua's strings are bytes; people's are UTF-8. */
  public static LuaString of(String text) {
    return LuaString.valueUsing(text.getBytes(StandardCharsets.UTF_8));
  }

  /** One byte for each character, all below 256. */
  public static LuaString latin(String text) {
    return LuaString.valueUsing(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Broken UTF-8 becomes replacement characters. */
  public static String text(LuaString string) {
    return text(string, StandardCharsets.UTF_8);
  }

  public static String text(LuaString string, Charset charset) {
    return new String(string.m_bytes, string.m_offset, string.m_length, charset);
  }

  public static byte[] copy(LuaString string) {
    return Arrays.copyOfRange(string.m_bytes, string.m_offset, string.m_offset + string.m_length);
  }

  public static int at(LuaString string, int index) {
    return string.m_bytes[string.m_offset + index] & 0xff;
  }

  /** A part that shares no memory with the whole, which may be much longer. */
  public static LuaString part(LuaString string, int from, int to) {
    Meter.current().string(to - from);
    int start = string.m_offset;
    return LuaString.valueUsing(Arrays.copyOfRange(string.m_bytes, start + from, start + to));
  }

  public Bytes add(int oneByte) {
    reserve(1);
    bytes[length++] = (byte) oneByte;
    return this;
  }

  public Bytes add(LuaString string) {
    return add(string, 0, string.m_length);
  }

  public Bytes add(LuaString string, int from, int to) {
    reserve(to - from);
    System.arraycopy(string.m_bytes, string.m_offset + from, bytes, length, to - from);
    length += to - from;
    return this;
  }

  /** Text of ASCII characters. */
  public Bytes add(String ascii) {
    reserve(ascii.length());
    for (int i = 0; i < ascii.length(); i++) {
      bytes[length++] = (byte) ascii.charAt(i);
    }
    return this;
  }

  /** A byte as two digits; a formatter would allocate a hundred times as much. */
  public Bytes hex(int oneByte, String digits) {
    return add(digits.charAt(oneByte >> 4)).add(digits.charAt(oneByte & 15));
  }

  public int length() {
    return length;
  }

  public LuaString string() {
    return LuaString.valueUsing(Arrays.copyOf(bytes, length));
  }

  private void reserve(int more) {
    long wanted = (long) length + more;
    if (wanted > bytes.length) {
      meter.string(wanted);
      long size = Math.min(meter.limits().text().bytes(), Math.max(wanted, 2L * bytes.length));
      bytes = Arrays.copyOf(bytes, (int) size);
    }
  }
}
