package io.gatehook.handler;

import io.gatehook.event.WorkerEvent;
import java.util.UUID;

/**
 * One call of a handler.
 *
 * @param delivery stable over the attempts of one delivery; a fresh one for ping and test
 * @param attempt 1 for the first
 * @param event with source and event as the hook saw them
 */
public record HandlerCall(UUID delivery, int attempt, WorkerEvent event) {}
