package io.gatehook.lua.library;

import io.gatehook.lua.meter.Meter;
import io.gatehook.lua.natives.Arguments;
import io.gatehook.lua.natives.Bytes;
import io.gatehook.lua.natives.Native;
import io.gatehook.lua.natives.Printed;
import io.gatehook.lua.natives.ReadOnlyTable;
import io.gatehook.text.Box;
import java.util.List;
import java.util.Locale;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** What {@code print}, {@code kong.log} and {@code ngx.log} have in common. */
final class LogFunctions {
  /** In the order of nginx's numbers, from 1; 0 is stderr. */
  private static final List<String> LEVELS =
      List.of("emerg", "alert", "crit", "err", "warn", "notice", "info", "debug");

  /** How many times as long as another line a box may be. */
  private static final int BOX = 4;

  private LogFunctions() {}

  /** {@code kong.log.err(...)} and its like. */
  static ReadOnlyTable kong() {
    var log = new ReadOnlyTable();
    for (String level : LEVELS) {
      log.with(level, a -> say(level, a, 1, ""));
    }
    return log.with("inspect", LogFunctions::inspect)
        .callable(new Native("log", a -> say("notice", a, 2, "")))
        .frozen();
  }

  /** {@code ngx.log} and its levels. */
  static void addTo(ReadOnlyTable ngx) {
    ngx.with("log", LogFunctions::log).with("STDERR", LuaInteger.valueOf(0));
    for (int i = 0; i < LEVELS.size(); i++) {
      String name = LEVELS.get(i).toUpperCase(Locale.ROOT);
      ngx.with(name, LuaInteger.valueOf(i + 1));
    }
  }

  /** Keeps the arguments from an index on as one line, cut at its limit. */
  static Varargs say(String level, Arguments a, int from, String separator) {
    Meter meter = Meter.current();
    int most = meter.limits().log().lineBytes();
    Bytes line = new Bytes(64);
    for (int i = from; i <= a.count() && line.length() < most; i++) {
      if (i > from) {
        line.add(separator);
      }
      LuaString text = Printed.text(a.at(i));
      line.add(text, 0, Math.min(text.m_length, most - Math.min(most, line.length())));
    }
    meter.log(level, Bytes.text(line.string()));
    return LuaValue.NONE;
  }

  /** One line that holds a box; since most of that is its frame, it may be longer than others. */
  private static Varargs inspect(Arguments a) {
    Meter meter = Meter.current();
    int most = BOX * meter.limits().log().lineBytes();
    String box = Box.around(new Inspection(most).of(a.all()), most);
    meter.charge(box.length() >> 6);
    meter.log("notice", box);
    return LuaValue.NONE;
  }

  private static Varargs log(Arguments a) {
    int level = a.integer(1);
    if (level < 0 || level > LEVELS.size()) {
      throw a.error("bad log level: " + level);
    }
    return say(level == 0 ? "emerg" : LEVELS.get(level - 1), a, 2, "");
  }
}
