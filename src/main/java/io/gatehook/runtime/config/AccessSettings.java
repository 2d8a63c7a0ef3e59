package io.gatehook.runtime.config;

import java.util.List;
import java.util.regex.Pattern;

/** The settings of who is served. */
public final class AccessSettings {

  private static final Kind<String> TOKEN =
      Kind.text(
          "1 to 4096 visible ASCII characters without spaces",
          Pattern.compile("[\\x21-\\x7e]{1,4096}"));

  public static final Setting<String> ADMIN_TOKEN =
      Setting.secret(
          "admin.token",
          "Token that allows everything; empty: only this machine is served.",
          TOKEN);

  public static final Setting<String> INGEST_TOKEN =
      Setting.secret(
          "ingest.token", "Token that allows POST /worker-events alone, for gateways.", TOKEN);

  static final List<Setting<?>> ALL = List.of(ADMIN_TOKEN, INGEST_TOKEN);

  private AccessSettings() {}
}
