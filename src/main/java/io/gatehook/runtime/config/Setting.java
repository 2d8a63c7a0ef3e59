package io.gatehook.runtime.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One thing an operator may set: its key, its default, what it means and which values it takes.
 *
 * @param <T> type of the value once read
 */
public final class Setting<T> {

  public static final String PREFIX = "gatehook.";

  private static final Pattern NO_SPACES = Pattern.compile("[\\x21-\\x7e]{1,253}");
  private static final Pattern ANYTHING = Pattern.compile("(?s).{1,1000}");

  public static final Setting<String> HTTP_HOST =
      new Setting<>(
          "http.host",
          "127.0.0.1",
          "Host name or address to listen on; 0.0.0.0 for every address.",
          Kind.text("a host name or an address", NO_SPACES));

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
          Kind.text("at most 1000 characters", ANYTHING));

  public static final Setting<String> DATASOURCE_PASSWORD =
      new Setting<>(
          "datasource.password",
          "",
          "Password of that user.",
          Kind.text("at most 1000 characters", ANYTHING));

  public static final Setting<String> NODE_ID =
      new Setting<>(
          "node.id",
          "",
          "Name of this node in attempts and logs; empty: host name and process id.",
          Kind.text("1 to 253 printable characters without spaces", NO_SPACES));

  public static final Setting<Duration> DELIVERY_LEASE =
      new Setting<>(
          "delivery.lease",
          "30s",
          "How long a silent node keeps its claims; renewed every third of it.",
          Kind.duration("3s", "1h"));

  public static final Setting<List<Duration>> DELIVERY_SCHEDULE =
      new Setting<>(
          "delivery.schedule",
          "5s 30s 2m 10m 30m 2h 5h 10h 10h",
          "Waits between the attempts of a delivery; their number is that of the retries.",
          Kind.durations("100ms", "30d"));

  public static final Setting<Integer> DELIVERY_IN_FLIGHT =
      new Setting<>(
          "delivery.in-flight",
          "64",
          "Most calls of this node under way at once.",
          Kind.number(1, 500));

  public static final Setting<Duration> DELIVERY_MAX_AGE =
      new Setting<>(
          "delivery.max-age",
          "14d",
          "Age at which an unfinished delivery is exhausted.",
          Kind.duration("1s", "3650d"));

  public static final Setting<Duration> DELIVERY_DRAIN =
      new Setting<>(
          "delivery.drain",
          "20s",
          "How long a stop waits for the calls under way.",
          Kind.duration("0s", "10m"));

  public static final Setting<Duration> CALL_TIMEOUT =
      new Setting<>(
          "call.timeout",
          "15s",
          "Time limit of one call, from the name look-up to the last byte.",
          Kind.duration("50ms", "10m"));

  public static final Setting<Duration> CALL_CONNECT_TIMEOUT =
      new Setting<>(
          "call.connect-timeout",
          "5s",
          "Time limit of the connection within that.",
          Kind.duration("50ms", "10m"));

  public static final Setting<Duration> RETENTION_DELIVERED =
      new Setting<>(
          "retention.delivered",
          "7d",
          "How long delivered deliveries are kept.",
          Kind.duration("1s", "3650d"));

  public static final Setting<Duration> RETENTION_OTHER =
      new Setting<>(
          "retention.other",
          "30d",
          "How long exhausted, rejected and cancelled deliveries are kept.",
          Kind.duration("1s", "3650d"));

  public static final Setting<Duration> INGEST_IDEMPOTENCY_WINDOW =
      new Setting<>(
          "ingest.idempotency-window",
          "7d",
          "How long the id of an event is remembered, so that a repeat does no harm.",
          Kind.duration("1s", "3650d"));

  public static final Setting<List<Duration>> LAMBDA_SCHEDULE =
      new Setting<>(
          "lambda.schedule",
          "1s 5s 30s",
          "Waits between the attempts of a lambda, in place of delivery.schedule.",
          Kind.durations("100ms", "30d"));

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
          Kind.text("a path of at most 1000 characters", ANYTHING));

  private static final List<Setting<?>> SERVER =
      List.of(
          HTTP_HOST,
          HTTP_PORT,
          DATA_DIR,
          DATASOURCE_URL,
          DATASOURCE_USER,
          DATASOURCE_PASSWORD,
          NODE_ID,
          DELIVERY_LEASE,
          DELIVERY_SCHEDULE,
          DELIVERY_IN_FLIGHT,
          DELIVERY_MAX_AGE,
          DELIVERY_DRAIN,
          CALL_TIMEOUT,
          CALL_CONNECT_TIMEOUT,
          RETENTION_DELIVERED,
          RETENTION_OTHER,
          INGEST_IDEMPOTENCY_WINDOW,
          LAMBDA_SCHEDULE,
          LOG_FORMAT,
          SIGNATURE_FORMAT,
          KONG_VERSION,
          SOURCES_STRICT,
          SOURCES_ADVANCED_ALIAS,
          SNOOZE_SCOPE,
          TEMPLATES_DIR);

  private final String key;
  private final String defaultText;
  private final String meaning;
  private final Kind<T> kind;

  Setting(String name, String defaultText, String meaning, Kind<T> kind) {
    this.key = PREFIX + name;
    this.defaultText = defaultText;
    this.meaning = meaning;
    this.kind = kind;
  }

  /** Apart, since the others are settings too: made when the first one is asked for by name. */
  private static final class Known {
    static final List<Setting<?>> ALL =
        Stream.concat(SERVER.stream(), LuaSettings.ALL.stream()).toList();
  }

  /** Every setting, in the order of the help text. */
  public static List<Setting<?>> all() {
    return Known.ALL;
  }

  public static Optional<Setting<?>> named(String key) {
    return all().stream().filter(setting -> setting.key.equals(key)).findFirst();
  }

  public String key() {
    return key;
  }

  /** As an operator would write it; empty where there is no fixed default. */
  public String defaultText() {
    return defaultText;
  }

  /** One sentence. */
  public String meaning() {
    return meaning;
  }

  /** What a value must be, as a phrase. */
  public String allowed() {
    return kind.allowed();
  }

  boolean secret() {
    return this == DATASOURCE_PASSWORD;
  }

  /** Whether there is no default, so that an absent value is the empty text. */
  boolean optional() {
    return defaultText.isEmpty();
  }

  T parse(String value) {
    try {
      return kind.parser().apply(value);
    } catch (IllegalArgumentException e) {
      throw BadSetting.of(this, value, "it must be " + kind.allowed());
    }
  }
}
