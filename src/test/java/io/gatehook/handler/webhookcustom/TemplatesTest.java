package io.gatehook.handler.webhookcustom;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.handler.HandlerResult;
import io.gatehook.handler.HandlerResult.Delivered;
import io.gatehook.handler.HandlerResult.Rejected;
import io.gatehook.handler.HandlerResult.Retryable;
import io.gatehook.handler.Preview;
import io.gatehook.http.HttpCall;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How templates see the event, and what comes of those that fail. */
class TemplatesTest {
  private static final String POST = "\"method\":\"POST\",";
  private static final String TOO_LARGE = "{\"t\":\"" + "x".repeat(300_000) + "\"}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}|crud/consumers",
        "{\"source\":\"mine\"}|mine/consumers",
        "{\"event\":7}|crud/7",
        "{\"source\":null,\"event\":\"\"}|/",
      })
  void addsSourceAndEventWhereTheDataHasNone(String data, String printed) {
    var webhook = CustomWebhook.of(POST + "\"body\":\"{{ source }}/{{ event }}\"");

    assertThat(webhook.body(data)).isEqualTo(printed);
  }

  @Test
  void letsATemplateSeeWhatTheOneBeforeItChanged() {
    var webhook =
        CustomWebhook.of(
            POST
                + "\"headers_format\":true,\"headers\":{\"x-b\":\"{{ n }}{% context.n = 2 %}\","
                + "\"content-type\":\"application/json\",\"x-a\":\"{{ n }}\"},"
                + "\"payload\":{\"z\":\"{{ n }}{% context.n = 3 %}\",\"a\":\"{{ n }}\"}");
    HttpCall request = webhook.request("{\"n\":1}");

    assertThat(request.headers()).containsEntry("x-a", "1").containsEntry("x-b", "1");
    assertThat(CustomWebhook.body(request)).isEqualTo("{\"z\":\"2\",\"a\":\"3\"}");
  }

  @Test
  void keepsNothingFromOneCallToTheNext() {
    var webhook = CustomWebhook.of(POST + "\"body\":\"{{ n }}{{ m }}{% context.n = 2; m = 3 %}\"");
    webhook.handle("{\"n\":1}");
    HandlerResult second = webhook.handle("{\"n\":1}");

    assertThat(second.exchange().request().body()).isEqualTo("1");
  }

  @Test
  void rendersHeadersOnlyIfToldTo() {
    String headers = "\"headers\":{\"x-a\":\"{{ n }}\"}";
    HttpCall asIs = CustomWebhook.of(POST + headers).request("{\"n\":1}");
    HttpCall rendered =
        CustomWebhook.of(POST + "\"headers_format\":true," + headers).request("{\"n\":1}");

    assertThat(asIs.headers()).containsEntry("x-a", "{{ n }}");
    assertThat(rendered.headers()).containsEntry("x-a", "1");
  }

  @Test
  void choosesTheEncodingByTheRenderedContentType() {
    var webhook =
        CustomWebhook.of(
            POST
                + "\"headers_format\":true,\"headers\":{\"content-type\":\"application/{{ n }}\"},"
                + "\"payload\":{\"a\":\"b\"}");

    assertThat(webhook.body("{\"n\":\"json\"}")).isEqualTo("{\"a\":\"b\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\\r\\nx-evil: 1", "a\\nb", "a\\rb", "a\\u0000b"})
  void refusesRenderedHeadersWithControlCharacters(String value) {
    var webhook =
        CustomWebhook.of(POST + "\"headers_format\":true,\"headers\":{\"x-a\":\"{* n *}\"}");
    String data = "{\"n\":\"" + value + "\"}";
    String reason = "control character in the value of header 'x-a'";

    assertThat(webhook.handle(data))
        .isInstanceOfSatisfying(
            Retryable.class, result -> assertThat(result.reason()).isEqualTo(reason));
    assertThat(webhook.isUnused()).isTrue();
    assertThat(webhook.preview(data))
        .isEqualTo(new Preview.Failed(reason, null, "config.headers.x-a", List.of()));
  }

  @Test
  void failsTheAttemptWithTheMessageOfTheTemplate() {
    var webhook =
        CustomWebhook.of(
            POST
                + "\"payload\":{\"list\":[\"ok {% print('before') %}\","
                + "{\"a[b]:c\":\"x\\n{% kong.log.err('now') %}{{ consumer.username }}\"}]}");

    assertThat(webhook.handle("{}"))
        .isInstanceOfSatisfying(
            Retryable.class,
            result -> {
              assertThat(result.reason())
                  .isEqualTo(
                      "payload.list.2.a_b__c:2: attempt to index global 'consumer' (a nil value)");
              assertThat(result.retryAfter()).isNull();
              assertThat(result.exchange().log()).containsExactly("notice: before", "err: now");
              assertThat(result.exchange().request()).isNull();
            });
    assertThat(webhook.isUnused()).isTrue();
    assertThat(webhook.preview("{}"))
        .isEqualTo(
            new Preview.Failed(
                "payload.list.2.a_b__c:2: attempt to index global 'consumer' (a nil value)",
                2,
                "config.payload.list.2.a[b]:c",
                List.of("notice: before", "err: now")));
  }

  @ParameterizedTest
  @CsvSource({
    "while true do end, config.body: more than 5000000 instructions",
    "error({}), config.body: (error object is a table value)"
  })
  void namesTheMemberWhereLuaNamesNoLine(String code, String reason) {
    var webhook = CustomWebhook.of(POST + "\"body\":\"{% " + code + " %}\"");

    assertThat(webhook.handle("{}"))
        .isInstanceOfSatisfying(
            Retryable.class, result -> assertThat(result.reason()).isEqualTo(reason));
  }

  @Test
  void rejectsAnEventThatIsTooLargeForLua() {
    var webhook = CustomWebhook.of(POST + "\"body\":\"{{ n }}\"");

    assertThat(webhook.handle(TOO_LARGE))
        .isInstanceOfSatisfying(
            Rejected.class,
            result -> assertThat(result.reason()).isEqualTo("event too large for Lua"));
    assertThat(webhook.isUnused()).isTrue();
    assertThat(webhook.preview(TOO_LARGE))
        .isEqualTo(
            new Preview.Failed(
                "event too large for Lua (too many bytes)", null, "config.body", List.of()));
  }

  @Test
  void needsNoLuaForTextsWithoutTags() {
    var webhook = CustomWebhook.of(POST + "\"payload\":{\"a\":[\"b\"],\"c\":\"}}\"}");

    assertThat(webhook.handle(TOO_LARGE)).isInstanceOf(Delivered.class);
  }

  @Test
  void showsWhatTheTemplatesSaidBesideTheRequest() {
    var webhook = CustomWebhook.of(POST + "\"body\":\"a{% print(1, nil) %}\"");
    HandlerResult result = webhook.handle("{}");

    assertThat(result.exchange().log()).containsExactly("notice: 1\tnil");
    assertThat(result.exchange().request().body()).isEqualTo("a");
    assertThat(result.exchange().response().status()).isEqualTo(200);
  }

  @Test
  void previewsTheExactRequest() {
    var webhook =
        CustomWebhook.of(
            "http://u:p@h.test/x",
            "\"method\":\"PUT\",\"headers\":{\"DD-API-KEY\":\"k\"},\"body\":\"{{ n }}{% kong.log.warn('a') %}\"");
    Map<String, String> headers =
        Map.of(
            "DD-API-KEY", "k",
            "authorization", "Basic dTpw",
            "user-agent", "gatehook/dev",
            "x-gatehook-attempt", "1",
            "x-gatehook-delivery", CustomWebhook.DELIVERY.toString());

    assertThat(webhook.preview("{\"n\":1}"))
        .isEqualTo(new Preview.Request("PUT", "http://h.test/x", headers, "1", List.of("warn: a")));
    assertThat(webhook.isUnused()).isTrue();
  }
}
