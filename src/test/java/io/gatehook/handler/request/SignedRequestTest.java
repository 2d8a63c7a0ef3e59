package io.gatehook.handler.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.event.Origin;
import io.gatehook.event.TraceContext;
import io.gatehook.event.WorkerEvent;
import io.gatehook.handler.HandlerCall;
import io.gatehook.http.HttpUrl;
import jakarta.json.JsonValue;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The trace that a request belongs to; the rest of it is tested with the handlers. */
class SignedRequestTest {
  private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-";
  private static final HttpUrl URL = HttpUrl.parse("http://h.test/");
  private static final UUID DELIVERY = UUID.randomUUID();

  private final SignedRequest request =
      new SignedRequest(new RequestSettings(URL, Map.of(), null, false), RequestConfig.defaults());

  private Map<String, String> headers(HandlerCall call, Map<String, String> chosen) {
    return request.of(call, "POST", URL, chosen, new byte[0]).headers();
  }

  private static HandlerCall call(int attempt, @Nullable String tracestate) {
    var trace = new TraceContext(TRACE + "b7ad6b7169203331-03", tracestate);
    var event =
        WorkerEvent.of("s", "e", JsonValue.EMPTY_JSON_OBJECT)
            .from(new Origin(null, null, null, trace));
    return new HandlerCall(DELIVERY, attempt, event);
  }

  @Test
  void startsNoTrace() {
    var untraced =
        new HandlerCall(DELIVERY, 1, WorkerEvent.of("s", "e", JsonValue.EMPTY_JSON_OBJECT));

    assertThat(headers(untraced, Map.of())).doesNotContainKeys("traceparent", "tracestate");
  }

  @Test
  void goesOnWithTheTraceOfTheEventUnderASpanOfItsOwn() {
    Map<String, String> first = headers(call(1, "a=1,b=2"), Map.of());
    Map<String, String> second = headers(call(2, "a=1,b=2"), Map.of());

    assertThat(first.get("traceparent"))
        .matches(TRACE + "[0-9a-f]{16}-03")
        .isNotEqualTo(second.get("traceparent"))
        .doesNotContain("b7ad6b7169203331");
    assertThat(second.get("traceparent")).startsWith(TRACE).endsWith("-03");
    assertThat(first).containsEntry("tracestate", "a=1,b=2");
  }

  @Test
  void sendsNoStateWhereNoneCame() {
    assertThat(headers(call(1, null), Map.of()))
        .containsKey("traceparent")
        .doesNotContainKey("tracestate");
  }

  @Test
  void traceOfTheHookWinsAndHasNothingOfTheOther() {
    assertThat(headers(call(1, "a=1"), Map.of("TraceParent", "mine")))
        .containsEntry("traceparent", "mine")
        .doesNotContainKey("tracestate");
    assertThat(headers(call(1, "a=1"), Map.of("tracestate", "mine=1")))
        .containsEntry("tracestate", "mine=1")
        .containsKey("traceparent");
  }
}
