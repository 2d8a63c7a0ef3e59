package io.gatehook.lua.library;

import io.gatehook.lua.meter.Meter;
import io.gatehook.lua.natives.Arguments;
import io.gatehook.lua.natives.Native;
import io.gatehook.lua.natives.ReadOnlyTable;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Lua's {@code math}. */
final class MathLibrary {
  private MathLibrary() {}

  static ReadOnlyTable table() {
    var table = new ReadOnlyTable();
    trigonometry(table);
    return table
        .with("abs", of(Math::abs))
        .with("ceil", of(Math::ceil))
        .with("exp", of(Math::exp))
        .with("floor", of(Math::floor))
        .with("fmod", of((x, y) -> x % y))
        .with("frexp", MathLibrary::frexp)
        .with("huge", LuaValue.valueOf(Double.POSITIVE_INFINITY))
        .with("ldexp", of((x, power) -> Math.scalb(x, (int) power)))
        .with("log", MathLibrary::log)
        .with("log10", of(Math::log10))
        .with("max", a -> chosen(a, Math::max))
        .with("min", a -> chosen(a, Math::min))
        .with("modf", MathLibrary::modf)
        .with("pi", LuaValue.valueOf(Math.PI))
        .with("pow", of(Math::pow))
        .with("random", MathLibrary::random)
        .with("sqrt", of(Math::sqrt))
        .frozen();
  }

  private static void trigonometry(ReadOnlyTable table) {
    table
        .with("acos", of(Math::acos))
        .with("asin", of(Math::asin))
        .with("atan", of(Math::atan))
        .with("atan2", of(Math::atan2))
        .with("cos", of(Math::cos))
        .with("cosh", of(Math::cosh))
        .with("deg", of(Math::toDegrees))
        .with("rad", of(Math::toRadians))
        .with("sin", of(Math::sin))
        .with("sinh", of(Math::sinh))
        .with("tan", of(Math::tan))
        .with("tanh", of(Math::tanh));
  }

  private static Native.Body of(DoubleUnaryOperator function) {
    return a -> LuaDouble.valueOf(function.applyAsDouble(a.number(1)));
  }

  private static Native.Body of(DoubleBinaryOperator function) {
    return a -> LuaDouble.valueOf(function.applyAsDouble(a.number(1), a.number(2)));
  }

  private static Varargs chosen(Arguments a, DoubleBinaryOperator choice) {
    double result = a.number(1);
    for (int i = 2; i <= a.count(); i++) {
      result = choice.applyAsDouble(result, a.number(i));
    }
    return LuaDouble.valueOf(result);
  }

  private static Varargs log(Arguments a) {
    double x = a.number(1);
    if (a.missing(2)) {
      return LuaDouble.valueOf(Math.log(x));
    }
    double base = a.number(2);
    return LuaDouble.valueOf(base == 10 ? Math.log10(x) : Math.log(x) / Math.log(base));
  }

  private static Varargs frexp(Arguments a) {
    double x = a.number(1);
    if (x == 0 || Double.isNaN(x) || Double.isInfinite(x)) {
      return LuaValue.varargsOf(LuaDouble.valueOf(x), LuaInteger.valueOf(0));
    }
    boolean subnormal = Math.abs(x) < Double.MIN_NORMAL;
    double normal = subnormal ? x * 0x1p54 : x;
    int exponent = Math.getExponent(normal) + 1;
    double mantissa = Math.scalb(normal, -exponent);
    return LuaValue.varargsOf(
        LuaDouble.valueOf(mantissa), LuaInteger.valueOf(subnormal ? exponent - 54 : exponent));
  }

  private static Varargs modf(Arguments a) {
    double x = a.number(1);
    double whole = x < 0 ? Math.ceil(x) : Math.floor(x);
    double fraction = Double.isInfinite(x) ? 0 : x - whole;
    return LuaValue.varargsOf(LuaDouble.valueOf(whole), LuaDouble.valueOf(fraction));
  }

  private static Varargs random(Arguments a) {
    double random = Meter.current().random().nextDouble();
    if (a.count() == 0) {
      return LuaDouble.valueOf(random);
    }
    double low = a.count() == 1 ? 1 : Math.floor(a.number(1));
    double high = Math.floor(a.number(a.count() == 1 ? 1 : 2));
    if (!(low <= high)) {
      throw a.bad(a.count() == 1 ? 1 : 2, "interval is empty");
    }
    return LuaDouble.valueOf(low + Math.floor(random * (high - low + 1)));
  }
}
