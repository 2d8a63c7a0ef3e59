package io.gatehook.lua.strings;

/** The character classes of Lua patterns, in the C locale. */
public final class CharacterClass {
  private CharacterClass() {}

  /** Whether a byte is in the class that a letter behind a percent sign names. */
  public static boolean matches(int c, int letter) {
    boolean in =
        switch (letter | 0x20) {
          case 'a' -> isLetter(c);
          case 'c' -> c < 32 || c == 127;
          case 'd' -> isDigit(c);
          case 'g' -> c > 32 && c < 127;
          case 'l' -> c >= 'a' && c <= 'z';
          case 'p' -> c > 32 && c < 127 && !isLetter(c) && !isDigit(c);
          case 's' -> c == ' ' || (c >= 9 && c <= 13);
          case 'u' -> c >= 'A' && c <= 'Z';
          case 'w' -> isLetter(c) || isDigit(c);
          case 'x' -> isDigit(c) || ((c | 0x20) >= 'a' && (c | 0x20) <= 'f');
          case 'z' -> c == 0;
          default -> false;
        };
    if (!isClass(letter)) {
      return letter == c;
    }
    return (letter >= 'A' && letter <= 'Z') != in;
  }

  private static boolean isClass(int letter) {
    return isLetter(letter) && "acdglpsuwxz".indexOf(letter | 0x20) >= 0;
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
