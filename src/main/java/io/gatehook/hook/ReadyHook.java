package io.gatehook.hook;

import io.gatehook.handler.PreparedHandler;

/** A hook with its handler, prepared. */
public record ReadyHook(EventHook hook, PreparedHandler handler) {}
