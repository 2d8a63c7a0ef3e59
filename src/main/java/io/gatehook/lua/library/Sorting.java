package io.gatehook.lua.library;

import io.gatehook.lua.meter.Faults;
import io.gatehook.lua.meter.Meter;
import io.gatehook.lua.meter.ScriptError;
import io.gatehook.lua.natives.Arguments;
import org.jspecify.annotations.Nullable;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Lua's {@code table.sort}; a merge sort, which no order function can lead astray. */
final class Sorting {
  private final @Nullable LuaValue less;
  private final Meter meter = Meter.current();

  private Sorting(Arguments arguments) {
    this.less = arguments.missing(2) ? null : arguments.function(2);
  }

  static Varargs sort(Arguments a) {
    LuaTable t = a.table(1);
    Meter meter = Meter.current();
    int length = t.rawlen();
    meter.charge(2L * length);
    LuaValue[] values = new LuaValue[length];
    for (int i = 0; i < length; i++) {
      values[i] = t.rawget(i + 1);
    }
    meter.enter();
    try {
      values = new Sorting(a).sorted(values);
    } finally {
      meter.leave();
    }
    for (int i = 0; i < length; i++) {
      t.rawset(i + 1, values[i]);
    }
    return LuaValue.NONE;
  }

  private LuaValue[] sorted(LuaValue[] values) {
    LuaValue[] from = values;
    LuaValue[] to = new LuaValue[values.length];
    for (int width = 1; width < values.length; width *= 2) {
      for (int start = 0; start < values.length; start += 2 * width) {
        int middle = Math.min(start + width, values.length);
        merge(from, to, start, middle, Math.min(start + 2 * width, values.length));
      }
      LuaValue[] swapped = from;
      from = to;
      to = swapped;
    }
    return from;
  }

  private void merge(LuaValue[] from, LuaValue[] to, int start, int middle, int end) {
    int left = start;
    int right = middle;
    for (int i = start; i < end; i++) {
      boolean takeRight = left == middle || (right < end && isLess(from[right], from[left]));
      to[i] = takeRight ? from[right++] : from[left++];
    }
  }

  private boolean isLess(LuaValue one, LuaValue other) {
    meter.charge(4);
    if (less != null) {
      return less.call(one, other).toboolean();
    }
    boolean numbers = one.type() == LuaValue.TNUMBER && other.type() == LuaValue.TNUMBER;
    if (numbers || (one instanceof LuaString && other instanceof LuaString)) {
      return one.lt_b(other);
    }
    throw new ScriptError(Faults.compare(one, other));
  }
}
