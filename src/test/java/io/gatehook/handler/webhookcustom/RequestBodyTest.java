package io.gatehook.handler.webhookcustom;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.handler.KongVersion;
import io.gatehook.handler.request.Signature;
import io.gatehook.handler.request.SignatureFormat;
import io.gatehook.http.HttpCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {
  private static final String POST = "\"method\":\"POST\",";
  private static final String JSON = POST + "\"headers\":{\"Content-TYPE\":\"application/json\"},";
  private static final String EVENT = "{\"n\":\"a b&=ü\\\"😀\",\"k\":1.50,\"x\":null}";

  @Test
  void prefersTheBodyToThePayload() {
    var webhook = CustomWebhook.of(JSON + "\"payload\":{\"a\":\"b\"},\"body\":\"{* n *}!\"");

    assertThat(webhook.body(EVENT)).isEqualTo("a b&=ü\"😀!");
  }

  @Test
  void rendersEveryTextOfAPayload() {
    var webhook =
        CustomWebhook.of(
            JSON
                + "\"payload\":{\"a\":\"{{ k }}\",\"{{ k }}\":true,\"o\":{\"p\":[\"{* n *}\",null,2,"
                + "[{\"q\":\"{{ x }}\"}]]}}");

    assertThat(webhook.body(EVENT))
        .isEqualTo(
            "{\"a\":\"1.5\",\"{{ k }}\":true,\"o\":{\"p\":[\"a b&=ü\\\"😀\",null,2,[{\"q\":\"\"}]]}}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/json",
        "Application/JSON; charset=utf-8",
        "application/vnd.api+json",
        "text/x; application/json"
      })
  void writesJsonWhereTheContentTypeSaysSo(String type) {
    var webhook =
        CustomWebhook.of(
            POST + "\"headers\":{\"content-type\":\"" + type + "\"},\"payload\":{\"a\":\"{{k}}\"}");
    HttpCall request = webhook.request(EVENT);

    assertThat(CustomWebhook.body(request)).isEqualTo("{\"a\":\"1.5\"}");
    assertThat(request.headers()).containsEntry("content-type", type);
  }

  @ParameterizedTest
  @CsvSource({
    "'', application/x-www-form-urlencoded",
    "'\"headers\":{\"CONTENT-TYPE\":\"text/plain\"},', text/plain",
    "'\"headers\":{\"content-type\":\"application/x-www-form-urlencoded; charset=utf-8\"},',"
        + " application/x-www-form-urlencoded; charset=utf-8",
  })
  void writesAFormForEveryOtherContentType(String headers, String type) {
    var webhook =
        CustomWebhook.of(
            POST
                + headers
                + "\"payload\":{\"a b\":\"{* n *}\",\"n\":2,\"t\":true,\"o\":{\"p\":[\"{{k}}\"]}}");
    HttpCall request = webhook.request(EVENT);

    assertThat(CustomWebhook.body(request))
        .isEqualTo(
            "a%20b=a%20b%26%3D%C3%BC%22%F0%9F%98%80&n=2&t=true"
                + "&o=%7B%22p%22%3A%5B%221.5%22%5D%7D");
    assertThat(request.headers()).containsEntry("content-type", type);
  }

  @Test
  void writesMultipartWithABoundaryOfItsOwn() {
    var webhook =
        CustomWebhook.of(
            POST
                + "\"headers\":{\"content-type\":\"multipart/form-data; boundary=x\"},"
                + "\"payload\":{\"a\\\"\\r\\nb\":\"{* n *}\",\"c\":[1,null]}");
    HttpCall request = webhook.request("{\"n\":\"\\r\\n--x--ü\"}");
    String boundary = "gatehook-" + CustomWebhook.DELIVERY;

    assertThat(request.headers())
        .containsEntry("content-type", "multipart/form-data; boundary=" + boundary);
    assertThat(CustomWebhook.body(request))
        .isEqualTo(
            ("--B\r\ncontent-disposition: form-data; name=\"a%22%0D%0Ab\"\r\n\r\n\r\n--x--ü\r\n"
                    + "--B\r\ncontent-disposition: form-data; name=\"c\"\r\n\r\n[1,null]\r\n"
                    + "--B--\r\n")
                .replace("--B", "--" + boundary));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, http://h.test/x, http://h.test/x?a=1.5&b=",
    "HEAD, http://h.test/x?c#d, http://h.test/x?c&a=1.5&b="
  })
  void asksWithThePayloadWhereAMethodHasNoBody(String method, String url, String asked) {
    var webhook =
        CustomWebhook.of(
            url,
            "\"method\":\"%s\",\"payload\":{\"a\":\"{{k}}\",\"b\":\"{{x}}\"}".formatted(method));
    HttpCall request = webhook.request(EVENT);

    assertThat(request.url().text()).isEqualTo(asked);
    assertThat(request.body()).isEmpty();
    assertThat(request.headers()).doesNotContainKey("content-type");
  }

  @Test
  void sendsABodyWithGetIfToldTo() {
    var webhook =
        CustomWebhook.of("\"method\":\"GET\",\"payload\":{\"a\":\"b\"},\"body\":\"{{ k }}\"");
    HttpCall request = webhook.request(EVENT);

    assertThat(request.url().text()).isEqualTo("http://h.test/x");
    assertThat(CustomWebhook.body(request)).isEqualTo("1.5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "GET", "DELETE", "OPTIONS"})
  void sendsNothingWithoutBodyAndPayload(String method) {
    HttpCall request = CustomWebhook.of("\"method\":\"" + method + "\"").request(EVENT);

    assertThat(request.method()).isEqualTo(method);
    assertThat(request.body()).isEmpty();
    assertThat(request.headers()).doesNotContainKey("content-type");
  }

  @Test
  void sendsAnEmptyPayload() {
    assertThat(CustomWebhook.of(JSON + "\"payload\":{}").body(EVENT)).isEqualTo("{}");
    assertThat(CustomWebhook.of(POST + "\"payload\":{}").body(EVENT)).isEmpty();
  }

  @Test
  void neverRendersTheUrl() {
    HttpCall request =
        CustomWebhook.of("http://h.test/{{k}}", POST + "\"body\":\"x\"").request(EVENT);

    assertThat(request.url().target()).isEqualTo("/%7B%7Bk%7D%7D");
  }

  @Test
  void sendsTextsAsTheyStandWithoutFormat() {
    String template = "{{ x.y }}\\r\\n{% end %}";
    var body = CustomWebhook.of(POST + "\"body_format\":false,\"body\":\"" + template + "\"");
    var payload =
        CustomWebhook.of(
            JSON + "\"payload_format\":false,\"payload\":{\"a\":[\"" + template + "\"]}");

    assertThat(body.body(EVENT)).isEqualTo("{{ x.y }}\r\n{% end %}");
    assertThat(payload.body(EVENT)).isEqualTo("{\"a\":[\"" + template + "\"]}");
  }

  @Test
  void endsLinesOfTemplatesAsTheEngineDoes() {
    assertThat(CustomWebhook.of(POST + "\"body\":\"a\\r\\nb\\rc\"").body(EVENT))
        .isEqualTo("a\nb\nc");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "GET"})
  void signsTheExactBytes(String method) {
    var webhook =
        CustomWebhook.of(
            "\"method\":\"%s\",\"secret\":\"s\",\"payload\":{\"a\":\"{* n *}\"}".formatted(method));
    HttpCall request = webhook.request(EVENT);
    var signature = new Signature(new KongVersion(3, 9), SignatureFormat.ALG_HEX);

    assertThat(request.body().length > 0).isEqualTo(method.equals("POST"));
    assertThat(request.headers())
        .containsEntry("x-kong-signature", signature.of(request.body(), "s"));
  }
}
