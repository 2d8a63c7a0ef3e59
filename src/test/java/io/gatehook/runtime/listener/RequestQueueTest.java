package io.gatehook.runtime.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.runtime.listener.RequestQueue.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RequestQueueTest {
  private static final int LARGE = 100_000;

  private final RequestQueue<String> turns = new RequestQueue<>(2, 2, 250_000);

  @Test
  void answersSomeLetsSomeWaitAndRefusesTheRest() {
    assertThat(turns.ask("a", 0)).isEqualTo(Turn.NOW);
    assertThat(turns.ask("b", 0)).isEqualTo(Turn.NOW);
    assertThat(turns.ask("c", 0)).isEqualTo(Turn.LATER);
    assertThat(turns.ask("d", 0)).isEqualTo(Turn.LATER);
    assertThat(turns.ask("e", 0)).isEqualTo(Turn.NEVER);
    assertThat(turns.end(0)).containsExactly("c");
    assertThat(turns.end(0)).containsExactly("d");
    assertThat(turns.end(0)).isEmpty();
    assertThat(turns.ask("f", 0)).isEqualTo(Turn.NOW);
  }

  @Test
  void whoGivesUpLeavesItsPlace() {
    turns.ask("a", 0);
    turns.ask("b", 0);
    turns.ask("c", 0);
    turns.ask("d", 0);

    assertThat(turns.giveUp("c"::equals)).contains("c");
    assertThat(turns.giveUp("c"::equals)).isEmpty();
    assertThat(turns.ask("e", 0)).isEqualTo(Turn.LATER);
    assertThat(turns.end(0)).containsExactly("d");
  }

  @Test
  void largeBodiesWaitForOneAnotherAndHoldUpNobodyElse() {
    var many = new RequestQueue<String>(10, 10, 250_000);

    assertThat(many.ask("large 1", LARGE)).isEqualTo(Turn.NOW);
    assertThat(many.ask("large 2", LARGE)).isEqualTo(Turn.NOW);
    assertThat(many.ask("large 3", LARGE)).isEqualTo(Turn.LATER);
    assertThat(many.ask("small", RequestQueue.SMALL_BYTES)).isEqualTo(Turn.NOW);
    assertThat(many.end(RequestQueue.SMALL_BYTES)).isEmpty();
    assertThat(many.end(LARGE)).containsExactly("large 3");
  }

  @Test
  void oneThatIsLargerThanAllMayBePassesAlone() {
    assertThat(turns.ask("huge", 1_000_000)).isEqualTo(Turn.NOW);
    assertThat(turns.ask("large", LARGE)).isEqualTo(Turn.LATER);
    assertThat(turns.end(1_000_000)).containsExactly("large");
  }

  @Test
  void whateverTheOrderNobodyIsForgottenAndTheLimitsHold() {
    for (long seed = 0; seed < 300; seed++) {
      play(new Random(seed));
    }
  }

  private static void play(Random random) {
    var turns = new RequestQueue<Integer>(3, 1000, 250_000);
    List<Integer> running = new ArrayList<>();
    int waiting = 0;
    for (int step = 0; step < 200; step++) {
      if (random.nextBoolean()) {
        int bytes = random.nextInt(200_000);
        if (turns.ask(bytes, bytes) == Turn.NOW) {
          running.add(bytes);
        } else {
          waiting++;
        }
      } else if (!running.isEmpty()) {
        List<Integer> next = turns.end(running.remove(random.nextInt(running.size())));
        running.addAll(next);
        waiting -= next.size();
      }
      check(running);
    }
    while (!running.isEmpty()) {
      List<Integer> next = turns.end(running.remove(0));
      running.addAll(next);
      waiting -= next.size();
      check(running);
    }
    assertThat(waiting).isZero();
  }

  private static void check(List<Integer> running) {
    int large =
        running.stream().filter(bytes -> bytes > RequestQueue.SMALL_BYTES).mapToInt(i -> i).sum();
    assertThat(running).hasSizeLessThanOrEqualTo(3);
    assertThat(large).isLessThanOrEqualTo(250_000);
  }
}
