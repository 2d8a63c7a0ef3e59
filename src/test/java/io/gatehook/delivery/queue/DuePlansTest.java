package io.gatehook.delivery.queue;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.sql.MemoryStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** On H2 an order that does not name its index from the first column on sorts all that is found. */
class DuePlansTest {
  private static final String SORTED = "index sorted";

  private final MemoryStore store = new MemoryStore();
  private final Plans plans = new Plans(store.sql());

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void whatIsDueIsReadInTheOrderOfAnIndex() {
    assertThat(plans.oldest()).containsIgnoringCase("delivery_due:").contains(SORTED);
    assertThat(plans.oldestOf()).containsIgnoringCase("delivery_due_of_hook:").contains(SORTED);
    assertThat(plans.line()).contains(SORTED);
    assertThat(plans.hooks().split(SORTED, -1)).as("first hook and next one").hasSize(3);
  }
}
