package io.gatehook.lua.library;

import io.gatehook.lua.natives.Arguments;
import io.gatehook.lua.natives.Bytes;
import io.gatehook.lua.natives.Native;
import io.gatehook.lua.natives.ReadOnlyTable;
import java.util.Locale;
import java.util.function.IntBinaryOperator;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.Varargs;

/** LuaJIT's {@code bit}: results are signed 32-bit numbers. */
final class BitLibrary {
  private static final double MAGIC = 0x1.8p52;

  private BitLibrary() {}

  static ReadOnlyTable table() {
    return new ReadOnlyTable()
        .with("arshift", shifted((x, n) -> x >> n))
        .with("band", folded((x, y) -> x & y))
        .with("bnot", a -> LuaInteger.valueOf(~bits(a, 1)))
        .with("bor", folded((x, y) -> x | y))
        .with("bswap", a -> LuaInteger.valueOf(Integer.reverseBytes(bits(a, 1))))
        .with("bxor", folded((x, y) -> x ^ y))
        .with("lshift", shifted((x, n) -> x << n))
        .with("rol", shifted(Integer::rotateLeft))
        .with("ror", shifted(Integer::rotateRight))
        .with("rshift", shifted((x, n) -> x >>> n))
        .with("tobit", a -> LuaInteger.valueOf(bits(a, 1)))
        .with("tohex", BitLibrary::tohex)
        .frozen();
  }

  /** The low 32 bits of the nearest whole number, for numbers below 2^51. */
  private static int bits(Arguments a, int index) {
    double number = a.number(index);
    return (int) Double.doubleToRawLongBits(number + MAGIC);
  }

  private static Native.Body folded(IntBinaryOperator operator) {
    return a -> {
      int result = bits(a, 1);
      for (int i = 2; i <= a.count(); i++) {
        result = operator.applyAsInt(result, bits(a, i));
      }
      return LuaInteger.valueOf(result);
    };
  }

  private static Native.Body shifted(IntBinaryOperator operator) {
    return a -> LuaInteger.valueOf(operator.applyAsInt(bits(a, 1), bits(a, 2) & 31));
  }

  private static Varargs tohex(Arguments a) {
    int wanted = a.missing(2) ? 8 : bits(a, 2);
    String hex = "%08x".formatted(bits(a, 1));
    int digits = Math.min(8, Math.abs(wanted == Integer.MIN_VALUE ? 8 : wanted));
    String text = hex.substring(8 - digits);
    return Bytes.of(wanted < 0 ? text.toUpperCase(Locale.ROOT) : text);
  }
}
