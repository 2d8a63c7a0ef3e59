package io.gatehook.event;

/** A source and one of its events, as hooks subscribe to them. */
public record EventName(String source, String event) {}
