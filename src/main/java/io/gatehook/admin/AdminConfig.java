package io.gatehook.admin;

/**
 * What the admin API says of itself.
 *
 * @param version of this build
 */
public record AdminConfig(String version) {}
