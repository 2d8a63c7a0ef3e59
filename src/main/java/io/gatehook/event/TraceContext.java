package io.gatehook.event;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The trace that an event belongs to, by the W3C's recommendation Trace Context.
 *
 * @param traceparent in the form of version 00: 55 characters
 * @param tracestate what tracing systems handed on beside it, at most {@value #MAX_STATE}
 *     characters; null: nothing
 */
public record TraceContext(String traceparent, @Nullable String tracestate) {
  /** Header name. */
  public static final String TRACEPARENT = "traceparent";

  /** Header name. */
  public static final String TRACESTATE = "tracestate";

  /** Longest {@code tracestate} that is handed on. */
  public static final int MAX_STATE = 512;

  /** Sampled, and random since the second edition. */
  private static final int KNOWN_FLAGS = 0b11;

  /** All that a version which is not known yet promises to keep. */
  private static final int SAMPLED = 0b01;

  private static final Pattern SHAPE =
      Pattern.compile(
          "[ \t]*(?<version>(?!ff)[0-9a-f]{2})-(?<trace>(?!0{32})[0-9a-f]{32})"
              + "-(?<parent>(?!0{16})[0-9a-f]{16})-(?<flags>[0-9a-f]{2})(?<more>-.*)?[ \t]*");

  private static final int TRACE_BEGIN = "00-".length();
  private static final int TRACE_END = TRACE_BEGIN + 32;
  private static final int PARENT_BEGIN = TRACE_END + 1;
  private static final int PARENT_END = PARENT_BEGIN + 16;

  /**
   * What a request says. A broken {@code traceparent} counts as none, since the sender of an event
   * is not to suffer for its tracing; so does a broken {@code tracestate}, by itself.
   *
   * @param traceparent all headers of that name; null: there is none
   * @param tracestate all headers of that name, in their order; null: there is none
   */
  public static Optional<TraceContext> read(
      @Nullable List<String> traceparent, @Nullable List<String> tracestate) {
    if (traceparent == null || traceparent.size() != 1) {
      return Optional.empty();
    }
    return normalized(SHAPE.matcher(traceparent.get(0)))
        .map(
            parent ->
                new TraceContext(
                    parent,
                    Optional.ofNullable(tracestate).flatMap(TraceState::read).orElse(null)));
  }

  /** As version 00 writes it, whatever version said it. */
  private static Optional<String> normalized(Matcher parts) {
    if (!parts.matches()) {
      return Optional.empty();
    }
    boolean known = parts.group("version").equals("00");
    if (known && parts.group("more") != null) {
      return Optional.empty();
    }
    int flags = Integer.parseInt(parts.group("flags"), 16) & (known ? KNOWN_FLAGS : SAMPLED);
    return Optional.of(
        "00-%s-%s-%02x".formatted(parts.group("trace"), parts.group("parent"), flags));
  }

  /** 32 hex digits. */
  public String traceId() {
    return traceparent.substring(TRACE_BEGIN, TRACE_END);
  }

  /**
   * The {@code traceparent} that a span of this trace hands on.
   *
   * @param span its id, 16 hex digits
   */
  public String traceparentOf(String span) {
    return traceparent.substring(0, PARENT_BEGIN) + span + traceparent.substring(PARENT_END);
  }
}
