package io.gatehook.handler.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gatehook.event.WorkerEvent;
import io.gatehook.handler.EventHandler;
import io.gatehook.handler.EventHandlerContract;
import io.gatehook.handler.HandlerCall;
import io.gatehook.handler.HandlerResult;
import io.gatehook.handler.HandlerResult.Delivered;
import io.gatehook.handler.HandlerResult.Rejected;
import io.gatehook.handler.HandlerResult.Retryable;
import io.gatehook.handler.KongVersion;
import io.gatehook.handler.PreparedHandler;
import io.gatehook.handler.request.RequestConfig;
import io.gatehook.handler.request.Signature;
import io.gatehook.handler.request.SignatureFormat;
import io.gatehook.http.HttpCaller;
import io.gatehook.http.HttpConfig;
import io.gatehook.http.Outbounds;
import io.gatehook.http.Receiver;
import io.gatehook.schema.Field;
import io.gatehook.schema.InvalidEntity;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookHandlerTest extends EventHandlerContract {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final HttpConfig LIMITS =
      new HttpConfig(Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(30), 8);

  private final HttpCaller caller =
      new HttpCaller(LIMITS, Outbounds.anywhere(), Outbounds.daemons());
  private Receiver receiver = Receiver.answering(Receiver.OK);

  @AfterEach
  void close() {
    caller.close();
    receiver.close();
  }

  @Override
  protected EventHandler handler() {
    return handler(RequestConfig.defaults());
  }

  @Override
  protected List<JsonObject> validConfigs() {
    return List.of(
        config().build(),
        config().add("secret", "s3cr3t").add("ssl_verify", true).build(),
        config().add("headers", header("X-Team", "platform")).build());
  }

  @Override
  protected JsonObject secretConfig() {
    var headers =
        Json.createObjectBuilder()
            .add("Authorization", "Bearer " + SECRET)
            .add("DD-API-KEY", SECRET)
            .add("Cookie", SECRET);
    String url = "http://user:%s@127.0.0.1:%d/x".formatted(SECRET, receiver.port());
    return config().add("url", url).add("headers", headers).add("secret", SECRET).build();
  }

  @Test
  void postsTheEventWithItsHeaders() throws Exception {
    var delivery = UUID.randomUUID();
    var event = event("{\"b\":null,\"source\":1,\"a\":{\"n\":1.50}}");
    handler()
        .prepare(config().add("secret", "s3cr3t").build())
        .handle(new HandlerCall(delivery, 3, event));
    Receiver.Request request = receiver.request();

    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.target()).isEqualTo("/hook");
    assertThat(request.body())
        .isEqualTo("{\"b\":null,\"source\":\"crud\",\"a\":{\"n\":1.50},\"event\":\"consumers\"}");
    assertThat(request.headers())
        .containsEntry("content-type", "application/json")
        .containsEntry("x-gatehook-delivery", delivery.toString())
        .containsEntry("x-gatehook-attempt", "3")
        .containsEntry("user-agent", "gatehook/dev")
        .containsEntry("x-kong-signature", "sha1=" + hex(request.body()))
        .hasSize(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://10.0.0.1/", "http://0xa.1/x", "https://[fe80::1]/", "http://denied.test/"})
  void refusesOnWriteWhatItMayNotCall(String url) {
    EventHandler guarded = handler(onANetwork());
    PreparedHandler prepared = guarded.prepare(config().add("url", url).build());

    InvalidEntity refusal = catchThrowableOfType(InvalidEntity.class, prepared::rehearse);

    assertThat(refusal.violations().fields().getString("url")).startsWith("egress refused: ");
  }

  /** A hook from before the rules is loaded; once they are mended, its deliveries arrive. */
  @Test
  void triesAgainWhatItMayNotCall() {
    RequestConfig server = onANetwork();
    try (var guarded = new HttpCaller(LIMITS, server.egress(), Outbounds.daemons())) {
      WebhookHandler handler = handler(server);
      handler.outbound = Outbounds.of(guarded);
      PreparedHandler prepared = handler.prepare(config().add("url", "http://10.0.0.1/").build());

      HandlerResult result = prepared.handle(new HandlerCall(UUID.randomUUID(), 1, event("{}")));

      assertThat(result).isInstanceOf(Retryable.class);
      assertThat(((Retryable) result).reason()).startsWith("egress refused: 10.0.0.1 is private");
    }
  }

  private static RequestConfig onANetwork() {
    return new RequestConfig(
        new KongVersion(3, 9),
        SignatureFormat.ALG_HEX,
        "dev",
        Outbounds.nothingPrivateBut("127.0.0.1", Optional.empty()));
  }

  @Test
  void waitsNoLongerThanTheCallSays() throws Exception {
    try (var silent =
        Receiver.speaking(
            connection -> {
              connection.hear();
              connection.awaitHangUp();
            })) {
      HandlerResult result =
          handler()
              .prepare(config().add("url", silent.url()).build())
              .handle(
                  new HandlerCall(
                      UUID.randomUUID(), 1, event("{}"), Optional.of(Duration.ofMillis(200))));

      assertThat(((HandlerResult.Retryable) result).reason()).startsWith("no answer within 0.2s");
    }
  }

  @Test
  void doesNotSignWithoutASecret() throws Exception {
    handle(config().build());

    assertThat(receiver.request().headers()).doesNotContainKey("x-kong-signature");
  }

  @Test
  void letsTheHooksHeadersWinInAnyCase() throws Exception {
    handle(config().add("headers", header("Content-TYPE", "application/vnd.x+json")).build());

    assertThat(receiver.request().headers())
        .containsEntry("content-type", "application/vnd.x+json");
  }

  @ParameterizedTest
  @CsvSource({"ada:s3cr3t, ada:s3cr3t", "a%40b:p+q, a@b:p+q", "a:100%, a:100%"})
  void sendsUserInfoOfTheUrlAsBasicCredentials(String userInfo, String sent) throws Exception {
    handle(
        config()
            .add("url", "http://%s@127.0.0.1:%d/".formatted(userInfo, receiver.port()))
            .build());

    assertThat(receiver.request().headers())
        .containsEntry(
            "authorization",
            "Basic " + Base64.getEncoder().encodeToString(sent.getBytes(StandardCharsets.UTF_8)));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 204, 299})
  void takesAnyTwoHundredForDelivered(int status) {
    answer(status);

    assertThat(handle(config().build())).isInstanceOf(Delivered.class);
  }

  @Test
  void takesGoneForNever() {
    answer(410);

    assertThat(handle(config().build()))
        .isInstanceOfSatisfying(
            Rejected.class, result -> assertThat(result.reason()).isEqualTo("status 410"));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 304, 400, 401, 404, 429, 500, 503})
  void takesAnyOtherStatusForLater(int status) {
    answer(status);

    assertThat(handle(config().build()))
        .isInstanceOfSatisfying(
            Retryable.class,
            result -> {
              assertThat(result.reason()).isEqualTo("status " + status);
              assertThat(result.retryAfter()).isNull();
            });
  }

  @ParameterizedTest
  @CsvSource({"120, PT2M", "'Sun, 22 Nov 2026 10:01:00 GMT', PT1M"})
  void passesOnWhenTheReceiverWantsToBeAskedAgain(String header, Duration expected) {
    answer(503, "Retry-After: " + header);

    assertThat(handle(config().build()))
        .isInstanceOfSatisfying(
            Retryable.class, result -> assertThat(result.retryAfter()).isEqualTo(expected));
  }

  @Test
  void takesNoAnswerForLaterAndShowsTheRequest() {
    receiver.close();
    var prepared = handler().prepare(config().build());
    HandlerResult result = prepared.handle(call(1));

    assertThat(result)
        .isInstanceOfSatisfying(
            Retryable.class,
            later ->
                assertThat(later.reason())
                    .isEqualTo("connect refused (127.0.0.1:%d)", receiver.port()));
    assertThat(result.exchange().response()).isNull();
    assertThat(result.exchange().request()).isNotNull();
    assertThat(prepared.testResult(result)).isEmpty();
  }

  @Test
  void showsRequestAndAnswer() {
    answer(500, "X-Auth-Token: t", "X-A: 1");
    var url = "http://u:p@127.0.0.1:%d/hook?key=k".formatted(receiver.port());
    var prepared = handler().prepare(config().add("url", url).build());
    HandlerResult result = prepared.handle(call(1));

    assertThat(result.exchange().request().url())
        .isEqualTo("http://127.0.0.1:%d/…".formatted(receiver.port()));
    assertThat(result.exchange().request().headers()).containsEntry("authorization", "***");
    assertThat(result.exchange().response().headers())
        .containsEntry("X-Auth-Token", "***")
        .containsEntry("X-A", "1");
    JsonObject shown = prepared.testResult(result).orElseThrow();
    assertThat(shown.getInt("status")).isEqualTo(500);
    assertThat(shown.getString("body")).isEqualTo("answer");
    assertThat(shown.getJsonObject("headers").getString("X-A")).isEqualTo("1");
  }

  @Test
  void pingsWithEffectiveHeadersAndWithoutTheSecret() {
    var headers = Json.createObjectBuilder().add("Authorization", "Bearer x").add("X-A", "1");
    JsonObject config =
        config()
            .add("url", "http://u:p@h.test/a?b")
            .add("headers", headers)
            .add("secret", "s")
            .build();

    assertThat(handler().prepare(config).pingConfig())
        .contains(
            Json.createObjectBuilder()
                .add("url", "http://***@h.test/a?b")
                .add(
                    "headers",
                    Json.createObjectBuilder()
                        .add("Authorization", "***")
                        .add("content-type", "application/json")
                        .add("X-A", "1"))
                .addNull("secret")
                .add("ssl_verify", false)
                .build());
  }

  @ParameterizedTest
  @CsvSource({"3.9, false", "3.14, true"})
  void verifiesCertificatesByDefaultFromThreeFourteen(String version, boolean verify) {
    var config =
        new RequestConfig(
            KongVersion.parse(version), SignatureFormat.ALG_HEX, "dev", Outbounds.anywhere());
    Field field =
        handler(config).configType().fields().stream()
            .filter(one -> one.name().equals("ssl_verify"))
            .findFirst()
            .orElseThrow();

    assertThat(field.defaultValue()).isEqualTo(verify ? JsonValue.TRUE : JsonValue.FALSE);
  }

  @Test
  void refusesHeadersThatAreOurs() {
    JsonObject config = config().add("headers", header("Host", "x")).build();
    InvalidEntity refusal =
        catchThrowableOfType(InvalidEntity.class, () -> handler().prepare(config));

    assertThat(refusal.violations().fields())
        .isEqualTo(header("headers", "cannot contain 'Host' header"));
  }

  @Test
  void refusesAUrlThatCannotBeDialledBesideABadHeader() {
    JsonObject config =
        config().add("url", "ftp://h.test/").add("headers", header("a b", "x")).build();
    InvalidEntity refusal =
        catchThrowableOfType(InvalidEntity.class, () -> handler().prepare(config));

    assertThat(refusal.violations().fields())
        .isEqualTo(
            Json.createObjectBuilder()
                .add("headers", "invalid header name 'a b'")
                .add("url", "scheme must be http or https")
                .build());
  }

  private HandlerResult handle(JsonObject config) {
    return handler().prepare(config).handle(call(1));
  }

  private void answer(int status, String... headers) {
    receiver.close();
    receiver =
        Receiver.answering(
            status, List.of(headers), status == 204 || status == 304 ? "" : "answer");
  }

  private WebhookHandler handler(RequestConfig config) {
    var handler = new WebhookHandler();
    handler.outbound = Outbounds.of(caller);
    handler.config = config;
    handler.clock = Clock.fixed(NOW, ZoneOffset.UTC);
    return handler;
  }

  private JsonObjectBuilder config() {
    return Json.createObjectBuilder()
        .add("url", receiver.url() + "/hook")
        .add("headers", JsonValue.EMPTY_JSON_OBJECT)
        .addNull("secret")
        .add("ssl_verify", false);
  }

  private static JsonObject header(String name, String value) {
    return Json.createObjectBuilder().add(name, value).build();
  }

  private static WorkerEvent event(String data) {
    return WorkerEvent.of(
        "crud", "consumers", io.gatehook.json.Json.stored(data.getBytes(StandardCharsets.UTF_8)));
  }

  private static String hex(String body) {
    return new Signature(new KongVersion(3, 9), SignatureFormat.HEX)
        .of(body.getBytes(StandardCharsets.UTF_8), "s3cr3t");
  }

  @Test
  void makesTheBodyThatItSentAgain() throws Exception {
    HandlerCall call = call(1);
    handler().prepare(config().add("secret", "s3cr3t").build()).handle(call);

    assertThat(handler().bodyOf(call.event())).contains(receiver.request().body());
  }
}
