package io.gatehook.runtime.config;

import java.util.List;
import java.util.regex.Pattern;

/** Where the server listens, and what it keeps where. */
public final class ServerSettings {

  public static final Setting<String> HTTP_HOST =
      new Setting<>(
          "http.host",
          "127.0.0.1",
          "Host name or address to listen on; 0.0.0.0 for every address.",
          Kind.text("a host name or an address", Kind.NO_SPACES));

  public static final Setting<Integer> HTTP_PORT =
      new Setting<>("http.port", "8011", "Port to listen on.", Kind.number(1, 65535));

  public static final Setting<String> DATA_DIR =
      new Setting<>(
          "data.dir",
          "./gatehook-data",
          "Directory of the embedded store; made if missing.",
          Kind.text(
              "a path of at most 1000 characters, without ;", Pattern.compile("[^;]{1,1000}")));

  public static final Setting<String> DATASOURCE_URL =
      new Setting<>(
          "datasource.url",
          "",
          "JDBC URL of the store, as jdbc:postgresql://host/database; empty: embedded in data.dir.",
          Kind.text(
              "empty, or start with jdbc:postgresql: or jdbc:h2:",
              Pattern.compile("jdbc:(postgresql|h2):\\S{1,2000}")));

  public static final Setting<String> DATASOURCE_USER =
      new Setting<>(
          "datasource.user",
          "",
          "User of the database.",
          Kind.text("at most 1000 characters", Kind.ANYTHING));

  public static final Setting<String> DATASOURCE_PASSWORD =
      Setting.secret(
          "datasource.password",
          "Password of that user.",
          Kind.text("at most 1000 characters", Kind.ANYTHING));

  public static final Setting<String> NODE_ID =
      new Setting<>(
          "node.id",
          "",
          "Name of this node in attempts and logs; empty: host name and process id.",
          Kind.text("1 to 253 printable characters without spaces", Kind.NO_SPACES));

  public static final Setting<String> CONFIG =
      new Setting<>(
          "config",
          "./gatehook.properties",
          "File of settings, below the environment; may be absent unless it is named here.",
          Kind.path());

  public static final Setting<String> LOGGING =
      new Setting<>(
          "server.logging",
          "",
          "File of java.util.logging properties in place of the built-in ones.",
          Kind.path());

  public static final Setting<String> PRE_BOOT =
      new Setting<>(
          "server.pre-boot",
          "",
          "File of Payara commands to run before the server is made.",
          Kind.path());

  public static final Setting<String> POST_BOOT =
      new Setting<>(
          "server.post-boot",
          "",
          "File of Payara commands to run before the application starts.",
          Kind.path());

  public static final Setting<Boolean> LOG_JSON =
      new Setting<>(
          "log.json", "false", "Write the server log as one JSON object a line.", Kind.flag());

  static final List<Setting<?>> ALL =
      List.of(
          CONFIG,
          HTTP_HOST,
          HTTP_PORT,
          DATA_DIR,
          DATASOURCE_URL,
          DATASOURCE_USER,
          DATASOURCE_PASSWORD,
          NODE_ID,
          LOGGING,
          PRE_BOOT,
          POST_BOOT,
          LOG_JSON);

  private ServerSettings() {}
}
