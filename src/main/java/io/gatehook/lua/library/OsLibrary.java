package io.gatehook.lua.library;

import io.gatehook.lua.meter.Meter;
import io.gatehook.lua.natives.Arguments;
import io.gatehook.lua.natives.Bytes;
import io.gatehook.lua.natives.Numbers;
import io.gatehook.lua.natives.ReadOnlyTable;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.luaj.vm2.LuaDouble;
import org.luaj.vm2.LuaInteger;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;
import org.luaj.vm2.Varargs;

/** The part of Lua's {@code os} that is about time; the local zone is that of the clock. */
final class OsLibrary {
  private static final long START = System.nanoTime();

  private OsLibrary() {}

  static ReadOnlyTable table() {
    return new ReadOnlyTable()
        .with("clock", a -> LuaValue.valueOf((System.nanoTime() - START) / 1e9))
        .with("date", OsLibrary::date)
        .with("difftime", a -> LuaDouble.valueOf(a.number(1) - a.number(2, 0)))
        .with("time", OsLibrary::time)
        .frozen();
  }

  private static Varargs time(Arguments a) {
    if (a.missing(1)) {
      return LuaDouble.valueOf((double) Meter.current().clock().instant().getEpochSecond());
    }
    LuaTable t = a.table(1);
    int day = field(a, t, "day", -1);
    int month = field(a, t, "month", -1);
    int year = field(a, t, "year", -1);
    LocalDateTime when =
        LocalDateTime.of(year, 1, 1, 0, 0)
            .plusMonths(month - 1L)
            .plusDays(day - 1L)
            .plusHours(field(a, t, "hour", 12))
            .plusMinutes(field(a, t, "min", 0))
            .plusSeconds(field(a, t, "sec", 0));
    return LuaDouble.valueOf((double) when.atZone(zone()).toEpochSecond());
  }

  private static int field(Arguments a, LuaTable t, String name, int absent) {
    LuaValue value = t.rawget(Bytes.of(name));
    LuaValue number = value instanceof LuaString text ? Numbers.parse(text) : value;
    if (number.type() != LuaValue.TNUMBER) {
      if (absent < 0) {
        throw a.error("field '%s' missing in date table".formatted(name));
      }
      return absent;
    }
    double most = 200_000;
    return (int) Math.max(-most, Math.min(most, number.todouble()));
  }

  private static Varargs date(Arguments a) {
    String format = a.text(1, "%c");
    double seconds =
        Math.floor(a.number(2, (double) Meter.current().clock().instant().getEpochSecond()));
    boolean universal = format.startsWith("!");
    ZonedDateTime when;
    try {
      when = Instant.ofEpochSecond((long) seconds).atZone(universal ? ZoneOffset.UTC : zone());
    } catch (DateTimeException e) {
      return LuaValue.NIL;
    }
    String items = universal ? format.substring(1) : format;
    return items.startsWith("*t") ? fields(when) : written(items, when);
  }

  private static ZoneId zone() {
    return Meter.current().clock().getZone();
  }

  private static LuaTable fields(ZonedDateTime when) {
    LuaTable t = new LuaTable();
    set(t, "sec", when.getSecond());
    set(t, "min", when.getMinute());
    set(t, "hour", when.getHour());
    set(t, "day", when.getDayOfMonth());
    set(t, "month", when.getMonthValue());
    set(t, "year", when.getYear());
    set(t, "wday", when.getDayOfWeek().getValue() % 7 + 1);
    set(t, "yday", when.getDayOfYear());
    boolean summer = when.getZone().getRules().isDaylightSavings(when.toInstant());
    t.rawset(Bytes.of("isdst"), LuaValue.valueOf(summer));
    return t;
  }

  private static void set(LuaTable t, String name, int value) {
    t.rawset(Bytes.of(name), LuaInteger.valueOf(value));
  }

  private static Varargs written(String items, ZonedDateTime when) {
    Bytes bytes = new Bytes(32);
    int i = 0;
    while (i < items.length()) {
      char c = items.charAt(i++);
      if (c == '%' && i < items.length()) {
        bytes.add(Bytes.of(item(items.charAt(i++), when)));
      } else {
        bytes.add(Bytes.of(String.valueOf(c)));
      }
    }
    return bytes.string();
  }

  private static String item(char item, ZonedDateTime when) {
    return switch (item) {
      case 'a' -> in("EEE", when);
      case 'A' -> in("EEEE", when);
      case 'b', 'h' -> in("MMM", when);
      case 'B' -> in("MMMM", when);
      case 'c' -> in("EEE MMM ppd HH:mm:ss uuuu", when);
      case 'D', 'x' -> in("MM/dd/uu", when);
      case 'e' -> in("ppd", when);
      case 'F' -> in("uuuu-MM-dd", when);
      case 'I' -> in("hh", when);
      case 'j' -> in("DDD", when);
      case 'n' -> "\n";
      case 'p' -> when.getHour() < 12 ? "AM" : "PM";
      case 'R' -> in("HH:mm", when);
      case 'r' -> in("hh:mm:ss ", when) + item('p', when);
      case 's' -> Long.toString(when.toEpochSecond());
      case 't' -> "\t";
      case 'T', 'X' -> in("HH:mm:ss", when);
      case 'u' -> Integer.toString(when.getDayOfWeek().getValue());
      case 'U' -> "%02d".formatted((when.getDayOfYear() + 6 - weekday(when, 0)) / 7);
      case 'w' -> Integer.toString(weekday(when, 0));
      case 'W' -> "%02d".formatted((when.getDayOfYear() + 6 - weekday(when, 6)) / 7);
      case 'z' -> in("xx", when);
      case 'Z' -> when.getOffset().equals(ZoneOffset.UTC) ? "GMT" : in("zzz", when);
      case '%' -> "%";
      default -> in(NUMBERS.indexOf(item) < 0 ? "'%" + quoted(item) + "'" : numbers(item), when);
    };
  }

  private static final String NUMBERS = "dHmMSyYC";

  private static String numbers(char item) {
    return switch (item) {
      case 'd' -> "dd";
      case 'H' -> "HH";
      case 'm' -> "MM";
      case 'M' -> "mm";
      case 'S' -> "ss";
      case 'y' -> "uu";
      default -> "uuuu";
    };
  }

  private static String quoted(char c) {
    return c == '\'' ? "''" : String.valueOf(c);
  }

  private static int weekday(ZonedDateTime when, int shift) {
    return (when.getDayOfWeek().getValue() + shift) % 7;
  }

  private static String in(String pattern, ZonedDateTime when) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH).format(when);
  }
}
