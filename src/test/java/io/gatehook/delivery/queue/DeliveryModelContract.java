package io.gatehook.delivery.queue;

import static io.gatehook.delivery.DeliveryFixtures.bean;
import static io.gatehook.delivery.queue.DeliveryStoreContract.aTime;
import static io.gatehook.delivery.queue.DeliveryStoreContract.anAttempt;
import static io.gatehook.delivery.recording.RecordingContract.transaction;
import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.Property;
import io.gatehook.delivery.DeliveryFixtures;
import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.Incarnation;
import io.gatehook.delivery.NewDelivery;
import io.gatehook.delivery.Outcome;
import io.gatehook.delivery.Trigger;
import io.gatehook.delivery.WantedEvent;
import io.gatehook.delivery.queue.DeliveryModel.Claim;
import io.gatehook.delivery.queue.DeliveryModel.Counts;
import io.gatehook.delivery.queue.DeliveryModel.Guard;
import io.gatehook.delivery.queue.DeliveryModel.Node;
import io.gatehook.delivery.queue.DeliveryModel.Row;
import io.gatehook.delivery.queue.DeliveryModel.Step;
import io.gatehook.delivery.recording.EventStore;
import io.gatehook.delivery.upkeep.NodeStore;
import io.gatehook.event.EventName;
import io.gatehook.hook.EventHook;
import io.gatehook.hook.match.HookMatch;
import io.gatehook.sql.Sql;
import jakarta.transaction.UserTransaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The stores do, step by step, what {@link DeliveryModel} says. */
public interface DeliveryModelContract {
  /** Every order of so many steps that change something. */
  int SHORT = 2;

  int LONG = 12;
  int LONG_ONES = 40;

  /** Nodes, a hook and a time for many deliveries. */
  record Stage(EventHook hook, Map<Node, Incarnation> nodes, Instant now) {
    static Stage open() {
      var nodes = new EnumMap<Node, Incarnation>(Node.class);
      Stream.of(Node.values()).forEach(node -> nodes.put(node, DeliveryStoreContract.aNode()));
      EventHook hook = DeliveryFixtures.aHook(DeliveryFixtures.aSource(), null);
      return new Stage(hook, nodes, aTime());
    }

    Played play(boolean claimed) {
      var wanted =
          new WantedEvent(UUID.randomUUID(), DeliveryFixtures.anEvent(hook.source()), List.of());
      bean(EventStore.class).insert(List.of(wanted.row(now)));
      var match = new HookMatch(hook, new EventName(hook.source(), "happened"));
      var delivery = new NewDelivery(UUID.randomUUID(), wanted.id(), match);
      Incarnation first = nodes.get(Node.FIRST);
      Set<UUID> born = claimed ? Set.of(delivery.id()) : Set.of();
      bean(DeliveryStore.class).insert(List.of(delivery), born, first.id(), now);
      var played =
          new Played(
              this,
              delivery.id(),
              DeliveryModel.recorded(claimed),
              new HashMap<>(),
              new ArrayList<>());
      if (claimed) {
        var call = ClaimedDelivery.born(delivery, wanted.event(), 0, now);
        played.calls().put(new Claim(Node.FIRST, call.claim()), call);
      }
      return played;
    }

    Node nodeOf(UUID incarnation) {
      return nodes.entrySet().stream()
          .filter(entry -> entry.getValue().id().equals(incarnation))
          .map(Map.Entry::getKey)
          .findFirst()
          .orElseThrow();
    }
  }

  /** A delivery in the store, what it should be, and how it came there. */
  record Played(
      Stage stage,
      UUID id,
      DeliveryModel model,
      Map<Claim, ClaimedDelivery> calls,
      List<Step> steps) {

    /** Does one step in both, and compares. */
    Played then(Step step) throws Exception {
      DeliveryModel after = model.after(step, Guard.OWNER_AND_CLAIM);
      var more = new ArrayList<>(steps);
      more.add(step);
      boolean changed = perform(step);

      assertThat(row()).as("row after %s", more).isEqualTo(after.row());
      assertThat(attempts()).as("attempts after %s", more).isEqualTo(after.attempts());
      assertThat(changed)
          .as("answer to the last of %s", more)
          .isEqualTo(!after.row().equals(model.row()));
      return new Played(stage, id, after, calls, more);
    }

    /** Answers whether the store says that it moved the delivery. */
    private boolean perform(Step step) throws Exception {
      DeliveryStore store = bean(DeliveryStore.class);
      Instant now = stage.now();
      return switch (step.act()) {
        case CLAIM -> claim(step.node());
        case DELIVER, RETRY, REJECT -> end(step);
        case RELEASE -> release(step);
        case LOSE_LEASE -> false; // the model's, until somebody looks
        case RESCUE -> rescue(step.node());
        case CANCEL -> store.cancel(id, "test", now);
        case REDELIVER -> store.redeliver(List.of(id), now) == 1;
      };
    }

    private boolean claim(Node node) {
      var won =
          bean(DeliveryStore.class).claim(stage.nodes().get(node).id(), stage.now(), List.of(id));
      won.forEach(call -> calls.put(new Claim(node, call.claim()), call));
      return !won.isEmpty();
    }

    private boolean end(Step step) {
      var ending =
          new Ending(call(step), anAttempt(Outcome.RETRYABLE), step.act().decided(stage.now()));
      return bean(DeliveryStore.class)
          .finish(List.of(ending), stage.nodes().get(step.node()), stage.now())
          .isEmpty();
    }

    /** The store does not say whether it moved it. */
    private boolean release(Step step) {
      Row before = row();
      bean(DeliveryStore.class)
          .release(List.of(call(step)), stage.nodes().get(step.node()), stage.now());
      return !row().equals(before);
    }

    private ClaimedDelivery call(Step step) {
      return calls.get(new Claim(step.node(), step.claim()));
    }

    /**
     * Nodes without a lease are gone within this transaction only: the server that runs would
     * rescue from them too.
     */
    private boolean rescue(Node node) throws Exception {
      UserTransaction transaction = transaction();
      transaction.begin();
      try {
        List<Incarnation> dead =
            stage.nodes().entrySet().stream()
                .filter(entry -> !model.leases().contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        dead.forEach(bean(NodeStore.class)::leave);
        boolean rescued = rescueStale(stage.nodes().get(node));
        dead.forEach(
            each -> bean(NodeStore.class).join(each, Instant.now(), Duration.ofDays(40_000)));
        return rescued;
      } finally {
        transaction.commit();
      }
    }

    /** One's own claims are old right away. */
    private boolean rescueStale(Incarnation node) {
      RescueStore store = bean(RescueStore.class);
      Instant afterClaim = stage.now().plusSeconds(1);
      List<ClaimedDelivery> stale =
          store.staleClaims(node.id(), afterClaim, Instant.now(), 100_000).stream()
              .filter(call -> call.id().equals(id))
              .toList();
      for (ClaimedDelivery call : stale) {
        var step = DeliveryModel.rescue(call.progress().rescues(), stage.now());
        store.rescue(call, node.nodeId(), AttemptRecord.lost(stage.now()), step);
      }
      return !stale.isEmpty();
    }

    private Row row() {
      return bean(Sql.class).query("select * from delivery where id = ?", this::read, id).get(0);
    }

    private Row read(ResultSet row) throws SQLException {
      var status = DeliveryStatus.valueOf(row.getString("status"));
      UUID owner = row.getObject("owner", UUID.class);
      assertThat(Sql.instant(row, "next_attempt_at"))
          .as("when it is due")
          .isEqualTo(status == DeliveryStatus.PENDING ? stage.now() : null);
      assertThat(Sql.instant(row, "finished_at"))
          .as("when it finished")
          .isEqualTo(DeliveryStatus.FINISHED.contains(status) ? stage.now() : null);
      var counts =
          new Counts(
              row.getInt("attempt_count"),
              row.getInt("schedule_step"),
              row.getInt("rescue_count"),
              Trigger.valueOf(row.getString("trigger_kind")) == Trigger.MANUAL);
      return new Row(
          status, owner == null ? null : stage.nodeOf(owner), row.getLong("claim_number"), counts);
    }

    private int attempts() {
      return bean(Sql.class)
          .query("select count(*) from attempt where delivery = ?", row -> row.getInt(1), id)
          .get(0);
    }
  }

  @Test
  default void storeDoesWhatTheModelDoesInEveryShortOrder() throws Exception {
    Stage stage = Stage.open();
    var orders = new ArrayList<List<Step>>();
    for (boolean claimed : List.of(true, false)) {
      orders.clear();
      orders(DeliveryModel.recorded(claimed), List.of(), orders);
      assertThat(orders).hasSizeGreaterThan(40);
      for (List<Step> order : orders) {
        play(stage.play(claimed), order);
      }
    }
  }

  private static void play(Played played, List<Step> order) throws Exception {
    Played now = played;
    for (Step step : order) {
      now = now.then(step);
    }
  }

  /** Adds every order of {@link #SHORT} steps; what changes nothing stands only last. */
  private static void orders(DeliveryModel model, List<Step> before, List<List<Step>> orders) {
    for (Step step : model.possible()) {
      DeliveryModel after = model.after(step, Guard.OWNER_AND_CLAIM);
      List<Step> order = Stream.concat(before.stream(), Stream.of(step)).toList();
      if (order.size() == SHORT || after.equals(model)) {
        orders.add(order);
      } else {
        orders(after, order, orders);
      }
    }
  }

  @Test
  default void storeDoesWhatTheModelDoesInLongOrdersAtRandom() {
    Stage stage = Stage.open();

    Property.holds(
        LONG_ONES,
        random -> {
          Played played = stage.play(random.nextBoolean());
          for (int i = 0; i < LONG; i++) {
            List<Step> possible = played.model().possible();
            played = next(played, possible.get(random.nextInt(possible.size())));
          }
        });
  }

  private static Played next(Played played, Step step) {
    try {
      return played.then(step);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
