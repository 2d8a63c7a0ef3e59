package io.gatehook.delivery.operator;

import java.util.List;

/**
 * What an event would mean to the hooks that want it, and to those that want others of its sources.
 *
 * @param verdicts those that match first, each part oldest hook first
 * @param truncated whether there are more
 */
public record Explanation(List<Verdict> verdicts, boolean truncated) {}
