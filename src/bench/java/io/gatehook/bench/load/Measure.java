package io.gatehook.bench.load;

import io.gatehook.bench.Goal;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is measured, in the order of the table. */
enum Measure {
  SINGLE_EVENTS("singleEvents", "/s", Goal.atLeast(2_000)),
  SINGLE_LOST("singleLost", "events", Goal.atMost(0)),
  SINGLE_REFUSED("singleRefused", "events", Goal.atMost(0)),
  SINGLE_CPU("singleCpuPer1000", "s", Goal.atMost(0.9)),
  SINGLE_SERVER_CPU("singleServerCpuPer1000", "s", null),
  SINGLE_DATABASE_CPU("singleDatabaseCpuPer1000", "s", null),
  SINGLE_COMMITS("singleCommitsPer50", "", null),
  SINGLE_WRITES("singleWritingCommitsPer50", "", null),
  SINGLE_LOGGED("singleLogBytes", "B", null),
  SINGLE_PAYLOAD("singlePayloadBytes", "B", null),
  SINGLE_STORED("singleStoredBytes", "B", null),
  SINGLE_RESIDENT("singleResident", "MiB", Goal.atMost(512)),
  SINGLE_ANSWER_P50("singleAnswerP50", "ms", null),
  SINGLE_ANSWER_P99("singleAnswerP99", "ms", null),

  BATCHED_EVENTS("batchedEvents", "/s", Goal.atLeast(5_000)),
  BATCHED_LOST("batchedLost", "events", Goal.atMost(0)),
  BATCHED_REFUSED("batchedRefused", "events", Goal.atMost(0)),
  BATCHED_CPU("batchedCpuPer1000", "s", Goal.atMost(0.5)),
  BATCHED_SERVER_CPU("batchedServerCpuPer1000", "s", null),
  BATCHED_DATABASE_CPU("batchedDatabaseCpuPer1000", "s", null),
  BATCHED_COMMITS("batchedCommitsPer50", "", Goal.atMost(2)),
  BATCHED_WRITES("batchedWritingCommitsPer50", "", null),
  BATCHED_LOGGED("batchedLogBytes", "B", null),
  BATCHED_PAYLOAD("batchedPayloadBytes", "B", null),
  BATCHED_STORED("batchedStoredBytes", "B", null),
  BATCHED_RESIDENT("batchedResident", "MiB", Goal.atMost(512)),
  BATCHED_ANSWER_P50("batchedAnswerP50", "ms", null),
  BATCHED_ANSWER_P99("batchedAnswerP99", "ms", null),

  FAN_OUT_DELIVERIES("fanOutDeliveries", "/s", Goal.atLeast(10_000)),
  FAN_OUT_LOST("fanOutLost", "deliveries", Goal.atMost(0)),
  FAN_OUT_CPU("fanOutCpuPer1000", "s", null),

  LATENCY_LOAD("latencyLoad", "/s", null),
  LATENCY_P50("latencyP50", "ms", Goal.atMost(5)),
  LATENCY_P99("latencyP99", "ms", Goal.atMost(50)),

  STORM_UNMATCHED("stormUnmatched", "/s", Goal.atLeast(50_000)),
  STORM_SNOOZED("stormSnoozed", "/s", Goal.atLeast(50_000)),

  MATCHING_TIME("matchingTime", "×", Goal.atMost(1.2)),
  MATCHING_HEAP("matchingHeap", "MiB", Goal.atMost(200)),
  MATCHING_START("matchingStart", "s", Goal.atMost(5)),

  BACKLOG_DRAIN("backlogDrain", "×", Goal.atLeast(0.9)),
  BACKLOG_EMPTY("backlogEmpty", "/s", null),
  BACKLOG_FULL("backlogFull", "/s", null),

  CLEAN_DELIVERIES("cleanDeliveries", "/s", Goal.atLeast(3_000)),
  CLEAN_LONGEST("cleanLongest", "ms", Goal.atMost(200)),
  CLEAN_P99_ALONE("cleanP99Alone", "ms", null),
  CLEAN_P99("cleanP99", "ms", null),

  ISOLATION_RATE("isolationRate", "×", Goal.atLeast(0.9)),
  ISOLATION_P99("isolationP99", "×", Goal.atMost(2)),
  ISOLATION_P99_ALONE("isolationP99Alone", "ms", null),

  SECOND_NODE_TOTAL("secondNodeTotal", "×", Goal.atLeast(0.9)),
  SECOND_NODE_CPU("secondNodeCpu", "×", Goal.atMost(1.15)),
  SECOND_NODE_FOUR_CORES("secondNodeFourCores", "×", Goal.atLeast(1.6)),

  EMBEDDED_EVENTS("embeddedEvents", "/s", Goal.atLeast(3_000)),
  EMBEDDED_LOST("embeddedLost", "events", Goal.atMost(0)),
  EMBEDDED_CPU("embeddedCpuPer1000", "s", null);

  private final String label;
  private final String unit;
  private final @Nullable Goal goal;

  Measure(String label, String unit, @Nullable Goal goal) {
    this.label = label;
    this.unit = unit;
    this.goal = goal;
  }

  static Measure named(String label) {
    return Arrays.stream(values())
        .filter(measure -> measure.label.equals(label))
        .findFirst()
        .orElseThrow();
  }

  String label() {
    return label;
  }

  String unit() {
    return unit;
  }

  Figure is(double value) {
    return new Figure(this, value, goal);
  }

  /** With a goal that follows from something measured. */
  Figure is(double value, Goal given) {
    return new Figure(this, value, given);
  }

  Figure notMeasured() {
    return new Figure(this, null, goal);
  }
}
