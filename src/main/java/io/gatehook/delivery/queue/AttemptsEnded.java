package io.gatehook.delivery.queue;

import java.util.List;

/**
 * Says what became of claimed deliveries; observed inside the transaction that records it.
 *
 * @param endings whose claim still held
 */
public record AttemptsEnded(List<Ending> endings) {}
