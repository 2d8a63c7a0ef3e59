package io.gatehook.http;

import java.util.Map;

/**
 * What the receiver answered.
 *
 * @param headers in any case of the name; a name that came more than once has its values joined by
 *     comma and space
 * @param body at most 64 KiB as UTF-8 text; compression is not asked for and not undone
 * @param truncated whether there was more; the connection was closed then
 */
public record HttpAnswer(int status, Map<String, String> headers, String body, boolean truncated) {}
