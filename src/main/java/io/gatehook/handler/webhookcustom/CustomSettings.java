package io.gatehook.handler.webhookcustom;

import io.gatehook.handler.request.RequestConfig;
import io.gatehook.handler.request.RequestSettings;
import io.gatehook.handler.request.RequestViews;
import io.gatehook.lua.LuaLimits;
import io.gatehook.schema.InvalidEntity;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;

/**
 * The config of one hook, its templates compiled.
 *
 * @param headers an object of texts
 */
record CustomSettings(
    RequestSettings request, String method, ConfigValue headers, RequestBody body) {

  /**
   * Reads a config.
   *
   * @throws InvalidEntity as {@link RequestSettings#read}, for templates that do not compile, and
   *     as {@link DestinationConfig#body}
   */
  static CustomSettings read(
      JsonObject config, RequestConfig server, LuaLimits limits, DestinationConfig destinations) {
    var request = RequestSettings.read(config, server);
    var compiler = new ConfigCompiler(limits);
    boolean format = config.getBoolean("headers_format", false);
    ConfigValue headers =
        compiler.member("headers", RequestViews.object(request.headers()), format);
    RequestBody body = destinations.body(config).orElseGet(() -> body(config, compiler));
    compiler.refuseViolations();
    return new CustomSettings(request, config.getString("method"), headers, body);
  }

  /** A body wins over a payload, whose templates have to compile all the same. */
  private static RequestBody body(JsonObject config, ConfigCompiler compiler) {
    RequestBody body = RequestBody.NONE;
    if (config.get("payload") instanceof JsonObject payload) {
      boolean format = config.getBoolean("payload_format", true);
      body = new Payload(compiler.member("payload", payload, format));
    }
    if (config.get("body") instanceof JsonString text) {
      boolean format = config.getBoolean("body_format", true);
      body = new BodyText(compiler.member("body", text, format));
    }
    return body;
  }
}
