package io.gatehook.lua.library;

import io.gatehook.lua.meter.Meter;
import io.gatehook.lua.natives.Bytes;
import io.gatehook.schema.LuaName;
import io.gatehook.text.LuaLiteral;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/**
 * Writes values as inspect.lua does: as Lua tables with sorted keys; a table that stands at several
 * places is written once and then named.
 */
final class Inspection {
  private static final List<Integer> TYPES =
      List.of(
          LuaValue.TNUMBER,
          LuaValue.TBOOLEAN,
          LuaValue.TSTRING,
          LuaValue.TTABLE,
          LuaValue.TFUNCTION,
          LuaValue.TUSERDATA);
  private static final Comparator<LuaValue> KEYS =
      Comparator.<LuaValue>comparingInt(key -> TYPES.indexOf(key.type()))
          .thenComparing(Inspection::compared);

  private final Meter meter = Meter.current();
  private final int maxDepth = meter.limits().input().depth();
  private final IdentityHashMap<LuaTable, Integer> places = new IdentityHashMap<>();
  private final IdentityHashMap<LuaValue, Integer> numbers = new IdentityHashMap<>();
  private final Map<String, Integer> used = new HashMap<>();
  private final StringBuilder text = new StringBuilder();
  private final int most;

  /**
   * Begins.
   *
   * @param most characters; the rest is left out
   */
  Inspection(int most) {
    this.most = most;
  }

  /** The values with blanks between them. */
  String of(Varargs values) {
    for (int i = 1; i <= values.narg(); i++) {
      count(values.arg(i), 0);
    }
    for (int i = 1; i <= values.narg() && !isFull(); i++) {
      text.append(i == 1 ? "" : " ");
      value(values.arg(i), 0);
    }
    return isFull() ? text.substring(0, most) : text.toString();
  }

  private void count(LuaValue value, int depth) {
    meter.charge(1);
    if (value instanceof LuaTable table
        && places.merge(table, 1, Integer::sum) == 1
        && depth < maxDepth) {
      Varargs member = table.next(LuaValue.NIL);
      while (!member.isnil(1)) {
        count(member.arg1(), depth + 1);
        count(member.arg(2), depth + 1);
        member = table.next(member.arg1());
      }
    }
  }

  private void value(LuaValue value, int depth) {
    meter.charge(1);
    if (value instanceof LuaTable table) {
      table(table, depth);
    } else if (value instanceof LuaString string) {
      text.append(LuaLiteral.string(shown(string)));
    } else if (value.type() == LuaValue.TNUMBER) {
      text.append(LuaLiteral.number(value.todouble()));
    } else if (value.isnil() || value.type() == LuaValue.TBOOLEAN) {
      text.append(value.tojstring());
    } else {
      text.append('<').append(named(value)).append('>');
    }
  }

  private void table(LuaTable table, int depth) {
    if (numbers.containsKey(table)) {
      text.append('<').append(named(table)).append('>');
      return;
    }
    if (depth >= maxDepth) {
      text.append("{...}");
      return;
    }
    if (places.getOrDefault(table, 1) > 1) {
      text.append('<').append(number(table)).append('>');
    }
    int length = sequence(table);
    List<LuaValue> keys = keys(table, length);
    text.append('{');
    for (int i = 1; i <= length && !isFull(); i++) {
      text.append(i == 1 ? " " : ", ");
      value(table.rawget(i), depth + 1);
    }
    String separator = length == 0 ? "" : ",";
    for (LuaValue key : keys) {
      if (isFull()) {
        return;
      }
      text.append(separator);
      line(depth + 1);
      member(key, table.rawget(key), depth + 1);
      separator = ",";
    }
    if (!keys.isEmpty()) {
      line(depth);
    }
    text.append(keys.isEmpty() && length > 0 ? " }" : "}");
  }

  private void member(LuaValue key, LuaValue value, int depth) {
    if (key instanceof LuaString name && LuaName.isName(shown(name))) {
      text.append(shown(name));
    } else {
      text.append('[');
      value(key, depth);
      text.append(']');
    }
    text.append(" = ");
    value(value, depth);
  }

  /** The keys behind the sequence, sorted. */
  private List<LuaValue> keys(LuaTable table, int length) {
    List<LuaValue> keys = new ArrayList<>();
    Varargs member = table.next(LuaValue.NIL);
    while (!member.isnil(1)) {
      meter.charge(1);
      LuaValue key = member.arg1();
      boolean listed = key.isinttype() && key.toint() >= 1 && key.toint() <= length;
      if (!listed) {
        keys.add(key);
      }
      member = table.next(key);
    }
    meter.charge(8L * keys.size());
    keys.sort(KEYS);
    return keys;
  }

  private int sequence(LuaTable table) {
    int length = 0;
    while (!table.rawget(length + 1).isnil()) {
      meter.charge(1);
      length++;
    }
    return length;
  }

  /** What lies beyond the end is not looked at: a string may be much longer. */
  private String shown(LuaString string) {
    return Bytes.text(string.m_length <= most ? string : Bytes.part(string, 0, most));
  }

  private void line(int depth) {
    text.append('\n').append("  ".repeat(depth));
  }

  private String named(LuaValue value) {
    return value.typename() + " " + number(value);
  }

  /** Values of one type are counted in the order in which they are written. */
  private int number(LuaValue value) {
    return numbers.computeIfAbsent(value, first -> used.merge(first.typename(), 1, Integer::sum));
  }

  private boolean isFull() {
    return text.length() >= most;
  }

  private static int compared(LuaValue one, LuaValue other) {
    if (one.type() == LuaValue.TNUMBER) {
      return Double.compare(one.todouble(), other.todouble());
    }
    if (one instanceof LuaString left && other instanceof LuaString right) {
      return Arrays.compareUnsigned(
          left.m_bytes,
          left.m_offset,
          left.m_offset + left.m_length,
          right.m_bytes,
          right.m_offset,
          right.m_offset + right.m_length);
    }
    return 0;
  }
}
