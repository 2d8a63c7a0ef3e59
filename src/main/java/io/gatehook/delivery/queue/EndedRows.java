package io.gatehook.delivery.queue;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import io.gatehook.delivery.DeliveryStatus;
import io.gatehook.delivery.Incarnation;
import io.gatehook.sql.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Moves the rows of deliveries whose calls ended. What ends alike, as most of a batch does, is
 * moved by one statement: a statement for each row costs the database twice as much.
 */
final class EndedRows {
  private static final String MOVE =
      """
      update delivery
         set status = ?, reason = ?, next_attempt_at = ?, finished_at = ?,
             schedule_step = schedule_step + ?, attempt_count = attempt_count + ?,
             rescue_count = 0, trigger_kind = 'SCHEDULED', owner = null
       where owner = ? and claim_number = ? and\s""";

  private final Sql sql;
  private final Incarnation owner;
  private final Instant now;

  EndedRows(Sql sql, Incarnation owner, Instant now) {
    this.sql = sql;
    this.owner = owner;
    this.now = now;
  }

  /** What the rows of a statement have in common. */
  private record Alike(DeliveryStatus status, @Nullable String reason, boolean called, long claim) {
    static Alike of(Ending ending) {
      return new Alike(
          ending.step().status(),
          ending.step().reason(),
          ending.attempt() != null,
          ending.delivery().claim());
    }
  }

  /** Answers those whose claim was not ours any more, which stay as they are. */
  Set<UUID> move(List<Ending> endings) {
    var lost = new HashSet<>(moveEach(endings.stream().filter(EndedRows::goesOn).toList()));
    Map<Alike, List<Ending>> groups =
        endings.stream()
            .filter(ending -> !goesOn(ending))
            .collect(groupingBy(Alike::of, LinkedHashMap::new, toList()));
    groups.values().forEach(alike -> lost.addAll(moveTogether(alike)));
    return lost;
  }

  /** Each of these has a time of its own. */
  private static boolean goesOn(Ending ending) {
    return ending.step().status() == DeliveryStatus.PENDING;
  }

  private Set<UUID> moveEach(List<Ending> endings) {
    int[] moved =
        sql.batch(
            MOVE + "id = ?",
            endings.stream()
                .map(ending -> arguments(ending, List.of(ending.delivery().id())))
                .toList());
    var lost = new HashSet<UUID>();
    for (int i = 0; i < moved.length; i++) {
      if (moved[i] == 0) {
        lost.add(endings.get(i).delivery().id());
      }
    }
    return lost;
  }

  private Set<UUID> moveTogether(List<Ending> alike) {
    List<UUID> ids = alike.stream().map(ending -> ending.delivery().id()).toList();
    List<UUID> padded = Sql.padded(ids);
    int moved =
        sql.update(
            MOVE + "id in (%s)".formatted(Sql.marks(padded.size())),
            arguments(alike.get(0), padded));
    return moved == ids.size() ? Set.of() : lost(alike.get(0), ids, padded);
  }

  /** Those that are not as they were just left; another's end at the same microsecond would be. */
  private Set<UUID> lost(Ending like, List<UUID> ids, List<UUID> padded) {
    var arguments = new ArrayList<Object>();
    arguments.addAll(List.of(like.step().status(), like.delivery().claim(), now));
    arguments.addAll(padded);
    Set<UUID> ours =
        new HashSet<>(
            sql.query(
                """
                select id from delivery
                 where status = ? and claim_number = ? and finished_at = ? and id in (%s)
                """
                    .formatted(Sql.marks(padded.size())),
                row -> row.getObject(1, UUID.class),
                arguments.toArray()));
    return ids.stream().filter(id -> !ours.contains(id)).collect(toSet());
  }

  private @Nullable Object[] arguments(Ending ending, List<UUID> ids) {
    boolean again = goesOn(ending);
    var set =
        Arrays.asList(
            ending.step().status(),
            Reasons.stored(ending.step().reason()),
            ending.step().nextAttemptAt(),
            again ? null : now,
            again ? 1 : 0,
            ending.attempt() == null ? 0 : 1,
            owner.id(),
            ending.delivery().claim());
    return Stream.concat(set.stream(), ids.stream()).toArray();
  }
}
