package io.gatehook.runtime.config;

import java.util.List;
import java.util.regex.Pattern;

/** The settings of which receivers may be called, and how they are reached. */
public final class EgressSettings {

  private static final String PORT =
      "([1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])";

  public static final Setting<String> PRIVATE =
      new Setting<>(
          "egress.private",
          "",
          "Call this machine and private networks: allow, deny; empty: allow while on loopback.",
          Kind.oneOf("allow", "deny"));

  public static final Setting<List<String>> ALLOW =
      new Setting<>(
          "egress.allow",
          "",
          "Which of those may be called in any case: blocks, addresses, names, *.domains.",
          Kind.receivers());

  public static final Setting<List<String>> DENY =
      new Setting<>(
          "egress.deny", "", "What may not be called, listed in the same way.", Kind.receivers());

  public static final Setting<String> PROXY_URL =
      Setting.secret(
          "proxy.url",
          "Proxy of outgoing calls: http://[user:password@]host:port, or socks5://...",
          Kind.text(
              "http://host:port or socks5://host:port, with user:password@ before the host if"
                  + " needed",
              Pattern.compile(
                  "(http|socks5)://([^:@/\\s]{1,255}(:[^@/\\s]{0,255})?@)?"
                      + "(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]{1,253}):"
                      + PORT
                      + "/?")));

  static final List<Setting<?>> ALL = List.of(PRIVATE, ALLOW, DENY, PROXY_URL);

  private EgressSettings() {}
}
