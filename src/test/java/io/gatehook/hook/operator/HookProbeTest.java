package io.gatehook.hook.operator;

import static io.gatehook.hook.HookSamples.ID;
import static io.gatehook.hook.HookSamples.hook;
import static io.gatehook.hook.HookSamples.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.gatehook.event.WorkerEvent;
import io.gatehook.handler.Exchange;
import io.gatehook.handler.HandlerResult;
import io.gatehook.handler.Handlers;
import io.gatehook.hook.EventHook;
import io.gatehook.hook.FakeHandler;
import io.gatehook.hook.HookProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class HookProbeTest {
  private static final String CONFIG =
      """
      {"url":"http://a.example/","headers":{},"secret":"s","ssl_verify":false}""";
  private static final String PING =
      """
      {"source":"kong:event_hooks","event":"ping","event_hooks":{"id":"%s","created_at":1,\
      "updated_at":1,"source":"crud","handler":"pinging","config":{"url":"http://a.example/",\
      "headers":{},"secret":null,"ssl_verify":false},"event":"routes","on_change":null,\
      "snooze":null}}"""
          .formatted(ID);

  private final FakeHandler pinging = FakeHandler.pinging();
  private final FakeHandler silent = FakeHandler.silent();
  private final List<Runnable> later = new ArrayList<>();
  private final EventHook webhook = hook(ID, "crud", "routes", "pinging", CONFIG);

  @Test
  void pingShowsTheHookWithoutItsSecret() {
    HookProbe.Finding finding = probe(later::add).ping(webhook);

    assertThat(finding).isEqualTo(new HookProbe.Finding(true, json(PING)));
    WorkerEvent sent = pinging.calls.get(0).event();
    assertThat(sent.source()).isEqualTo("kong:event_hooks");
    assertThat(sent.event()).isEqualTo("ping");
    assertThat(sent.data()).containsOnlyKeys("event_hooks");
  }

  @Test
  void pingOfAReceiverThatSaysNoIsSentAllTheSame() {
    pinging.answer = new HandlerResult.Retryable("status 500", null, Exchange.NONE);

    assertThat(probe(later::add).ping(webhook).sent()).isTrue();
  }

  @Test
  void pingThatCannotBeSentSaysWhyAndWhat() {
    unreachable();

    assertThat(probe(later::add).ping(webhook))
        .isEqualTo(
            new HookProbe.Finding(
                false, json("{\"message\":\"connection refused\",\"data\":%s}".formatted(PING))));
  }

  @Test
  void refusesAPingThatTheHandlerDoesNotHave() {
    assertThatExceptionOfType(HookProblem.class)
        .isThrownBy(() -> probe(later::add).ping(hook("crud", "routes")))
        .withMessage("handler 'silent' has no ping")
        .extracting(HookProblem::code, type(HookProblem.Code.class))
        .isEqualTo(HookProblem.Code.NO_PING);
  }

  @Test
  void pingsSoonOnAnotherThreadAndNotAtOnce() {
    probe(later::add).pingSoon(webhook);

    assertThat(pinging.calls).isEmpty();
    later.forEach(Runnable::run);
    assertThat(pinging.calls).hasSize(1);
  }

  @Test
  void doesNotPingSoonWhatHasNoPing() {
    probe(later::add).pingSoon(hook("crud", "routes"));

    assertThat(later).isEmpty();
  }

  @Test
  void lacksAThreadWithoutFailing() {
    probe(
            task -> {
              throw new RejectedExecutionException();
            })
        .pingSoon(webhook);

    assertThat(pinging.calls).isEmpty();
  }

  @Test
  void testAnswersWhatWasSentAndWhatCameBack() {
    HookProbe.Finding finding =
        probe(later::add).test(webhook, json("{\"a\":1,\"source\":\"mine\"}"));

    assertThat(finding)
        .isEqualTo(
            new HookProbe.Finding(
                true,
                json(
                    """
                    {"data":{"a":1,"source":"crud","event":"routes"},"result":{"status":200}}""")));
    assertThat(pinging.calls.get(0).event())
        .isEqualTo(WorkerEvent.of("crud", "routes", json("{\"a\":1,\"source\":\"mine\"}")));
  }

  @Test
  void testThatCannotBeSentSaysWhyAndWhat() {
    unreachable();

    assertThat(probe(later::add).test(webhook, json("{}")))
        .isEqualTo(
            new HookProbe.Finding(
                false,
                json(
                    """
                    {"message":"connection refused",\
                    "data":{"source":"crud","event":"routes"}}""")));
  }

  @Test
  void namesTheEventOfAHookOnEveryEvent() {
    HookProbe.Finding finding = probe(later::add).test(hook("crud", null), json("{}"));

    assertThat(finding.answer().getJsonObject("data").getString("event")).isEqualTo("test");
  }

  private void unreachable() {
    pinging.reachable = false;
    pinging.answer = new HandlerResult.Retryable("connection refused", null, Exchange.NONE);
  }

  private HookProbe probe(Executor executor) {
    var probe =
        new HookProbe() {
          @Override
          Executor executor() {
            return executor;
          }
        };
    probe.handlers = new Handlers(List.of(pinging, silent));
    return probe;
  }
}
