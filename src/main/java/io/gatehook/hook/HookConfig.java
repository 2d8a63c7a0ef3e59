package io.gatehook.hook;

/**
 * How event hooks are taken in.
 *
 * @param strictSources whether a source or event that the catalogue does not know is refused;
 *     otherwise it is accepted with a warning in the log
 * @param snoozeScope what one snooze holds back
 */
public record HookConfig(boolean strictSources, SnoozeScope snoozeScope) {}
