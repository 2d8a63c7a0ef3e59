package io.gatehook.runtime.launch;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** The standard streams; nothing else in Gatehook writes to them. */
final class Terminal {

  private static final PrintStream OUT = System.out;
  private static final PrintStream ERR = System.err;

  private Terminal() {}

  static void say(String text) {
    OUT.println(text);
    OUT.flush();
  }

  static void complain(@Nullable String sentence) {
    ERR.println("gatehook: " + sentence);
    ERR.flush();
  }

  /** Keeps standard output to ourselves: the server prints what only its makers understand. */
  static void takeStandardOutput() {
    System.setOut(
        new PrintStream(OutputStream.nullOutputStream(), false, Charset.defaultCharset()));
  }
}
