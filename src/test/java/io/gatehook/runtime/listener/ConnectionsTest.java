package io.gatehook.runtime.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.runtime.listener.Connections.Overdue;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionsTest {
  private static final long MEMORY = 400; // of which bodies may take 100

  private long seconds;
  private final Connections<String> connections =
      new Connections<>(
          new ListenerLimits(3, 1, 1, Duration.ofSeconds(10), Duration.ofSeconds(60), MEMORY),
          () -> Duration.ofSeconds(seconds).toNanos());

  private void open(String... names) {
    for (String name : names) {
      assertThat(connections.open(name)).isEmpty();
    }
  }

  @Test
  void theOneThatWaitsForItsClientForLongestGoesWhenThereIsNoRoom() {
    open("a", "b", "c");
    connections.enter("a", Phase.BODY);

    assertThat(connections.open("d")).contains("b");
    assertThat(connections.open("e")).contains("c");
    assertThat(connections.phase("b")).isEqualTo(Phase.REFUSED);
    assertThat(connections.phase("d")).isEqualTo(Phase.HEAD);
  }

  @Test
  void aRequestThatIsCompleteIsNeverDroppedForANewConnection() {
    open("a", "b", "c");
    connections.enter("a", Phase.QUEUED);
    connections.enter("b", Phase.ANSWERED);
    connections.enter("c", Phase.QUEUED);

    assertThat(connections.open("d")).contains("d");
    assertThat(connections.enter("d", Phase.BODY)).isFalse();
    assertThat(connections.phase("a")).isEqualTo(Phase.QUEUED);
  }

  @ParameterizedTest
  @CsvSource({"HEAD, 10", "BODY, 60", "QUEUED, 10", "REFUSED, 2"})
  void everyPhaseThatSomebodyWaitsInHasALimit(Phase phase, int limit) {
    open("a");
    connections.enter("a", phase);

    seconds = limit;
    assertThat(connections.overdue()).isEmpty();
    seconds = limit + 1;
    assertThat(connections.overdue()).containsExactly(new Overdue<>("a", phase, 0));
  }

  @ParameterizedTest
  @CsvSource({"IDLE", "ANSWERED"})
  void theServerItselfSeesToTheOthers(Phase phase) {
    open("a");
    connections.enter("a", phase);
    seconds = 1_000_000;

    assertThat(connections.overdue()).isEmpty();
  }

  @Test
  void bytesOfAHeadDoNotExtendItsTime() {
    open("a");
    for (seconds = 0; seconds < 11; seconds++) {
      connections.receiveHead("a", 1);
    }

    assertThat(connections.overdue()).containsExactly(new Overdue<>("a", Phase.HEAD, 11));
  }

  @Test
  void theFirstByteAfterARestBeginsAHead() {
    open("a");
    connections.enter("a", Phase.IDLE);
    seconds = 100;
    connections.receiveHead("a", 1);

    assertThat(connections.overdue()).isEmpty();
    seconds = 111;
    assertThat(connections.overdue()).hasSize(1);
  }

  @Test
  void bytesThatComeWhileARequestIsAnsweredChangeNothing() {
    open("a");
    connections.enter("a", Phase.ANSWERED);
    connections.receiveHead("a", 1);

    assertThat(connections.phase("a")).isEqualTo(Phase.ANSWERED);
  }

  @Test
  void theOldestBodyGoesWhenAllOfThemAreTooMuch() {
    open("slow", "a", "b");
    connections.enter("slow", Phase.BODY);
    connections.enter("a", Phase.BODY);
    connections.enter("b", Phase.BODY);

    assertThat(connections.receiveBody("slow", 10)).isEmpty();
    assertThat(connections.receiveBody("a", 50)).isEmpty();
    assertThat(connections.receiveBody("b", 40)).isEmpty();
    assertThat(connections.receiveBody("b", 41)).contains("slow");
    connections.enter("slow", Phase.REFUSED);
    assertThat(connections.receiveBody("b", 50)).isEmpty();
  }

  @Test
  void bodiesThatWaitForTheirTurnCountUntilItComes() {
    open("waits", "a");
    connections.enter("waits", Phase.BODY);
    connections.receiveBody("waits", 90);
    connections.enter("waits", Phase.QUEUED);
    connections.enter("a", Phase.BODY);

    assertThat(connections.receiveBody("a", 11)).contains("a");
    connections.enter("waits", Phase.ANSWERED);
    assertThat(connections.receiveBody("a", 12)).isEmpty();
    connections.close("a");
    open("b");
    connections.enter("b", Phase.BODY);
    assertThat(connections.receiveBody("b", 100)).isEmpty();
  }

  @Test
  void whoIsRefusedStaysSo() {
    open("a");
    connections.enter("a", Phase.REFUSED);

    assertThat(connections.enter("a", Phase.ANSWERED)).isFalse();
    assertThat(connections.phase("a")).isEqualTo(Phase.REFUSED);
    assertThat(connections.phase("never there")).isEqualTo(Phase.REFUSED);
  }
}
