package io.gatehook.runtime.config;

import java.util.List;
import java.util.regex.Pattern;

/** The settings of what event hooks mean: sources, suppression, handlers. */
public final class HookSettings {

  public static final Setting<String> LOG_FORMAT =
      new Setting<>(
          "log.format",
          "line",
          "Form of what log hooks write: one line, or Kong's box.",
          Kind.oneOf("line", "kong"));

  public static final Setting<String> SIGNATURE_FORMAT =
      new Setting<>(
          "signature.format",
          "alg-hex",
          "Form of x-kong-signature: sha1=<hex>, the hex or the base64 alone.",
          Kind.oneOf("alg-hex", "hex", "base64"));

  public static final Setting<String> KONG_VERSION =
      new Setting<>(
          "kong-version",
          "3.9",
          "Kong whose defaults hold: from 3.14 SHA-256 and ssl_verify=true.",
          Kind.text("a version like 3.9", Pattern.compile("\\d{1,4}(\\.\\d{1,4}){1,3}")));

  public static final Setting<Boolean> SOURCES_STRICT =
      new Setting<>(
          "sources.strict",
          "false",
          "Refuse hooks on unknown sources and events instead of warning.",
          Kind.flag());

  public static final Setting<Boolean> SOURCES_ADVANCED_ALIAS =
      new Setting<>(
          "sources.advanced-alias",
          "true",
          "Give events of rate-limiting also to hooks on rate-limiting-advanced.",
          Kind.flag());

  public static final Setting<String> SNOOZE_SCOPE =
      new Setting<>(
          "snooze.scope",
          "key",
          "What a snooze holds back: events of the same key, or all of the hook.",
          Kind.oneOf("key", "hook"));

  public static final Setting<String> TEMPLATES_DIR =
      new Setting<>(
          "templates.dir",
          "server-config/templates",
          "Directory of destination templates, which stand over the shipped ones; may be absent.",
          Kind.path());

  static final List<Setting<?>> ALL =
      List.of(
          LOG_FORMAT,
          SIGNATURE_FORMAT,
          KONG_VERSION,
          SOURCES_STRICT,
          SOURCES_ADVANCED_ALIAS,
          SNOOZE_SCOPE,
          TEMPLATES_DIR);

  private HookSettings() {}
}
