package io.gatehook.lua.resty;

/**
 * One part of a template.
 *
 * @param name of a block, or of what is included; else empty
 * @param line of the template on which the text begins
 */
record Segment(Kind kind, String name, String text, int line) {
  /** What is done with the text. */
  enum Kind {
    /** Put out as it is. */
    LITERAL,
    /** An expression whose value is put out escaped for HTML. */
    ESCAPED,
    /** An expression whose value is put out. */
    RAW,
    /** Lua statements. */
    CODE,
    /** The template that the name is, rendered; the text is its context. */
    INCLUDE,
    /** The template that an expression gives, rendered. */
    INCLUDE_EXPRESSION,
    /** A template that is rendered into the table of blocks. */
    BLOCK
  }
}
