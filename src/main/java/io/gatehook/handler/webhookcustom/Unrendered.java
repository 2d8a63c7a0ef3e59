package io.gatehook.handler.webhookcustom;

import io.gatehook.destination.TemplateFailure;
import io.gatehook.handler.Exchange;
import io.gatehook.handler.HandlerResult;
import io.gatehook.handler.HandlerResult.Rejected;
import io.gatehook.handler.HandlerResult.Retryable;
import io.gatehook.handler.Preview;
import io.gatehook.lua.LuaFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why no request could be made for an event. */
final class Unrendered extends Exception {
  /** Said of an event that no retry and no other template makes smaller. */
  private static final String TOO_LARGE = "event too large for Lua";

  private final @Nullable Integer line;
  private final @Nullable String member;
  private final boolean tooLarge;

  private Unrendered(
      String reason, @Nullable Integer line, @Nullable String member, boolean tooLarge) {
    super(reason, null, false, false);
    this.line = line;
    this.member = member;
    this.tooLarge = tooLarge;
  }

  /**
   * Something that may go well with another hook or event.
   *
   * @param member of the hook, as {@code config.body}
   */
  Unrendered(String reason, String member) {
    this(reason, null, member, false);
  }

  /**
   * What Lua said, with the member where Lua does not say the place.
   *
   * @param member of the hook, where the template stands; null: none in particular
   */
  static Unrendered of(LuaFailure failure, @Nullable String member) {
    Integer line = failure.line().isPresent() ? failure.line().getAsInt() : null;
    boolean tooLarge = failure.kind() == LuaFailure.Kind.TOO_LARGE;
    boolean placed = line != null || tooLarge || member == null;
    String reason = placed ? failure.message() : member + ": " + failure.message();
    return new Unrendered(reason, line, member, tooLarge);
  }

  /** What a destination template said, its name and line before it as Lua has them. */
  static Unrendered of(TemplateFailure failure, String template, String member) {
    Integer line = failure.line();
    String place = line == null ? template : template + ":" + line;
    return new Unrendered(place + ": " + failure.text(), line, member, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  /** The end of the attempt. A retry may find a mended hook, but the same event. */
  HandlerResult result(List<String> log) {
    Exchange exchange = Exchange.ofLog(log);
    return tooLarge ? new Rejected(TOO_LARGE, exchange) : new Retryable(reason(), null, exchange);
  }

  Preview preview(List<String> log) {
    return new Preview.Failed(reason(), line, member, log);
  }
}
