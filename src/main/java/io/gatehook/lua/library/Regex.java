package io.gatehook.lua.library;

import io.gatehook.lua.natives.Arguments;
import io.gatehook.lua.natives.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.luaj.vm2.LuaString;
import org.luaj.vm2.LuaTable;
import org.luaj.vm2.LuaValue;

/** A regular expression on its subject; Java's matcher does the work under the meter. */
final class Regex {
  private static final int MAX_PATTERN = 4096;
  private static final Pattern NAME = Pattern.compile("\\(\\?<([A-Za-z][A-Za-z0-9]*)>");

  private final LuaString subject;
  private final String pattern;
  private final Matcher matcher;

  /** What OpenResty gives back as a message instead of raising it. */
  static final class Unusable extends Exception {
    Unusable(String problem) {
      super(problem, null, false, false);
    }

    String problem() {
      return String.valueOf(getMessage());
    }
  }

  Regex(Arguments a) throws Unusable {
    this(a, a.text(3, ""));
  }

  Regex(Arguments a, String options) throws Unusable {
    this.subject = a.string(1);
    this.pattern = Bytes.text(a.string(2), StandardCharsets.ISO_8859_1).replace("(?P<", "(?<");
    if (pattern.length() > MAX_PATTERN) {
      throw new Unusable("pattern longer than " + MAX_PATTERN);
    }
    try {
      this.matcher = Pattern.compile(pattern, flags(a, options)).matcher(new MeteredText(subject));
    } catch (PatternSyntaxException e) {
      throw new Unusable("pcre_compile() failed: " + e.getDescription());
    } catch (StackOverflowError e) {
      throw new Unusable("pcre_compile() failed: pattern too complex");
    }
  }

  boolean find(int from) throws Unusable {
    try {
      return from <= subject.m_length && matcher.find(from);
    } catch (StackOverflowError e) {
      throw new Unusable("pcre_exec() failed: pattern too complex");
    }
  }

  boolean next() throws Unusable {
    try {
      return matcher.find();
    } catch (StackOverflowError e) {
      throw new Unusable("pcre_exec() failed: pattern too complex");
    }
  }

  /** -1: the group took no part, or there is none of that number. */
  int start(int group) {
    return group < 0 || group > matcher.groupCount() ? -1 : matcher.start(group);
  }

  int end(int group) {
    return matcher.end(group);
  }

  LuaString group(int group) {
    return start(group) < 0 ? LuaValue.EMPTYSTRING : Bytes.part(subject, start(group), end(group));
  }

  /** By number, and by name where the pattern has names; false: the group took no part. */
  LuaTable captures() {
    LuaTable captures = new LuaTable();
    for (int i = 0; i <= matcher.groupCount(); i++) {
      captures.rawset(i, start(i) < 0 ? LuaValue.FALSE : group(i));
    }
    Matcher names = NAME.matcher(pattern);
    while (names.find()) {
      String name = names.group(1);
      int start = matcher.start(name);
      captures.rawset(
          Bytes.of(name),
          start < 0 ? LuaValue.FALSE : Bytes.part(subject, start, matcher.end(name)));
    }
    return captures;
  }

  private static int flags(Arguments a, String options) {
    int flags = Pattern.UNIX_LINES;
    for (int i = 0; i < options.length(); i++) {
      char option = options.charAt(i);
      flags |=
          switch (option) {
            case 'i' -> Pattern.CASE_INSENSITIVE;
            case 'm' -> Pattern.MULTILINE;
            case 's' -> Pattern.DOTALL;
            case 'x' -> Pattern.COMMENTS;
            case 'a', 'd', 'D', 'j', 'J', 'o', 'u', 'U' -> 0;
            default -> throw a.error("unknown flag \"" + option + "\"");
          };
    }
    return flags;
  }
}
