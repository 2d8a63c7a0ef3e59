package io.gatehook.lua.library;

import io.gatehook.lua.meter.Meter;
import io.gatehook.lua.meter.NumberText;
import io.gatehook.lua.natives.Arguments;
import io.gatehook.lua.natives.Bytes;
import io.gatehook.lua.natives.ReadOnlyTable;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** Lua's {@code table}, with what LuaJIT and Kong add. */
final class TableLibrary {
  private static final int MAX_RESULTS = 8000;
  private static final int MAX_PRESIZE = 1024;

  private TableLibrary() {}

  static ReadOnlyTable table() {
    return new ReadOnlyTable()
        .with("clear", TableLibrary::clear)
        .with("clone", TableLibrary::copied)
        .with("concat", TableLibrary::concat)
        .with("foreach", TableLibrary::foreach)
        .with("foreachi", TableLibrary::foreachi)
        .with("getn", a -> LuaInteger.valueOf(a.table(1).rawlen()))
        .with("insert", TableLibrary::insert)
        .with("isarray", a -> LuaValue.valueOf(isArray(a.table(1))))
        .with("isempty", a -> LuaValue.valueOf(a.table(1).next(LuaValue.NIL).isnil(1)))
        .with("maxn", TableLibrary::maxn)
        .with("move", TableLibrary::move)
        .with("new", a -> new LuaTable(presize(a.integer(1)), presize(a.integer(2))))
        .with("nkeys", a -> LuaInteger.valueOf(count(a.table(1))))
        .with("pack", TableLibrary::pack)
        .with("remove", TableLibrary::remove)
        .with("sort", Sorting::sort)
        .with("unpack", TableLibrary::unpack)
        .frozen();
  }

  static Varargs unpack(Arguments a) {
    LuaTable t = a.table(1);
    double from = Math.floor(a.number(2, 1));
    double to = Math.floor(a.missing(3) ? t.rawlen() : a.number(3));
    if (!(from <= to)) {
      return LuaValue.NONE;
    }
    if (to - from >= MAX_RESULTS) {
      throw a.error("too many results to unpack");
    }
    LuaValue[] values = new LuaValue[(int) (to - from) + 1];
    Meter.current().charge(values.length);
    for (int i = 0; i < values.length; i++) {
      values[i] = t.rawget(LuaDouble.valueOf(from + i));
    }
    return LuaValue.varargsOf(values);
  }

  /** Whether all keys are 1 to their number; an empty table is one. */
  private static boolean isArray(LuaTable t) {
    int count = count(t);
    for (int i = 1; i <= count; i++) {
      if (t.rawget(i).isnil()) {
        return false;
      }
    }
    return true;
  }

  private static int count(LuaTable t) {
    int[] count = {0};
    each(t, (key, value) -> ++count[0] < 0);
    return count[0];
  }

  /** Visits pairs until the visitor says true. */
  private static void each(LuaTable t, Visitor visitor) {
    Meter meter = Meter.current();
    LuaValue key = LuaValue.NIL;
    while (true) {
      meter.charge(1);
      Varargs pair = t.next(key);
      key = pair.arg1();
      if (key.isnil() || visitor.visit(key, pair.arg(2))) {
        return;
      }
    }
  }

  private interface Visitor {
    boolean visit(LuaValue key, LuaValue value);
  }

  private static int presize(int wanted) {
    return Math.max(0, Math.min(wanted, MAX_PRESIZE));
  }

  private static Varargs clear(Arguments a) {
    LuaTable t = a.table(1);
    each(
        t,
        (key, value) -> {
          t.rawset(key, LuaValue.NIL);
          return false;
        });
    return LuaValue.NONE;
  }

  private static Varargs copied(Arguments a) {
    LuaTable copy = new LuaTable();
    each(
        a.table(1),
        (key, value) -> {
          copy.rawset(key, value);
          return false;
        });
    return copy;
  }

  private static Varargs foreach(Arguments a) {
    LuaValue[] result = {LuaValue.NIL};
    LuaValue visitor = a.function(2);
    Meter meter = Meter.current();
    meter.enter();
    try {
      each(
          a.table(1),
          (key, value) -> {
            result[0] = visitor.call(key, value);
            return !result[0].isnil();
          });
    } finally {
      meter.leave();
    }
    return result[0];
  }

  private static Varargs foreachi(Arguments a) {
    LuaTable t = a.table(1);
    LuaValue visitor = a.function(2);
    Meter meter = Meter.current();
    meter.enter();
    try {
      for (int i = 1; i <= t.rawlen(); i++) {
        LuaValue result = visitor.call(LuaInteger.valueOf(i), t.rawget(i));
        if (!result.isnil()) {
          return result;
        }
      }
    } finally {
      meter.leave();
    }
    return LuaValue.NIL;
  }

  private static Varargs concat(Arguments a) {
    LuaTable t = a.table(1);
    LuaString separator = a.string(2, LuaValue.EMPTYSTRING);
    double from = a.number(3, 1);
    double to = a.missing(4) ? t.rawlen() : a.number(4);
    Meter meter = Meter.current();
    Bytes bytes = new Bytes(64);
    for (double i = from; i <= to; i++) {
      meter.charge(1);
      LuaValue value = t.rawget(LuaDouble.valueOf(i));
      if (!value.isstring()) {
        throw a.error(
            "invalid value (%s) at index %s in table for 'concat'"
                .formatted(value.typename(), NumberText.of(i)));
      }
      bytes.add(NumberText.string(value));
      if (i < to) {
        bytes.add(separator);
      }
    }
    return bytes.string();
  }

  private static Varargs insert(Arguments a) {
    LuaTable t = a.table(1);
    int end = t.rawlen() + 1;
    if (a.count() == 2) {
      t.rawset(end, a.at(2));
      return LuaValue.NONE;
    }
    if (a.count() != 3) {
      throw a.error("wrong number of arguments to 'insert'");
    }
    int position = a.integer(2);
    Meter.current().charge(Math.max(0L, (long) end - position));
    for (int i = end; i > position; i--) {
      t.rawset(i, t.rawget(i - 1));
    }
    t.rawset(position, a.at(3));
    return LuaValue.NONE;
  }

  private static Varargs remove(Arguments a) {
    LuaTable t = a.table(1);
    int end = t.rawlen();
    int position = a.integer(2, end);
    if (end == 0 || position < 1 || position > end) {
      return a.missing(2) || end == 0 ? LuaValue.NIL : LuaValue.NONE;
    }
    Meter.current().charge((long) end - position);
    LuaValue removed = t.rawget(position);
    for (int i = position; i < end; i++) {
      t.rawset(i, t.rawget(i + 1));
    }
    t.rawset(end, LuaValue.NIL);
    return removed;
  }

  private static Varargs maxn(Arguments a) {
    double[] most = {0};
    each(
        a.table(1),
        (key, value) -> {
          if (key.type() == LuaValue.TNUMBER) {
            most[0] = Math.max(most[0], key.todouble());
          }
          return false;
        });
    return LuaDouble.valueOf(most[0]);
  }

  private static Varargs move(Arguments a) {
    LuaTable from = a.table(1);
    int first = a.integer(2);
    int last = a.integer(3);
    int target = a.integer(4);
    LuaTable to = a.missing(5) ? from : a.table(5);
    Meter.current().charge(Math.max(0L, (long) last - first));
    boolean forward = target > last || target <= first || !to.raweq(from);
    for (long i = 0; i <= (long) last - first; i++) {
      int offset = (int) (forward ? i : (long) last - first - i);
      to.rawset(target + offset, from.rawget(first + offset));
    }
    return to;
  }

  private static Varargs pack(Arguments a) {
    LuaTable packed = new LuaTable(a.count(), 1);
    for (int i = 1; i <= a.count(); i++) {
      packed.rawset(i, a.at(i));
    }
    packed.rawset(LuaValue.valueOf("n"), LuaInteger.valueOf(a.count()));
    return packed;
  }
}
