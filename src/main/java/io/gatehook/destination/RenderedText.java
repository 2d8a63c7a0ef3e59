package io.gatehook.destination;

import java.io.Writer;

/** Collects what is rendered, up to the limit. */
final class RenderedText extends Writer {
  private final StringBuilder text = new StringBuilder();
  private final RenderLimits limits;

  RenderedText(RenderLimits limits) {
    this.limits = limits;
  }

  @Override
  public void write(char[] characters, int offset, int length) {
    limits.rendered(length);
    text.append(characters, offset, length);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public String toString() {
    return text.toString();
  }
}
