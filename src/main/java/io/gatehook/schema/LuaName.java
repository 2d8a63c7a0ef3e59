package io.gatehook.schema;

import java.util.Set;
import java.util.regex.Pattern;

/** Says which texts may stand as a bare key in the source of a Lua table. */
public final class LuaName {
  private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final Set<String> KEYWORDS =
      Set.of(
          "and",
          "break",
          "do",
          "else",
          "elseif",
          "end",
          "false",
          "for",
          "function",
          "goto",
          "if",
          "in",
          "local",
          "nil",
          "not",
          "or",
          "repeat",
          "return",
          "then",
          "true",
          "until",
          "while");

  private LuaName() {}

  /** An identifier that is no keyword. */
  public static boolean isName(String text) {
    return IDENTIFIER.matcher(text).matches() && !KEYWORDS.contains(text);
  }
}
