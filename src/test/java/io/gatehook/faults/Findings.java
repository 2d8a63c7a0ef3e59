package io.gatehook.faults;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;

/**
 * What was counted in one round.
 *
 * @param load clients that went on sending from before the fault until after it
 * @param inFlight calls that the fault met under way
 * @param delivered events that reached the receiver
 * @param duplicates events that it accepted once more than needed
 * @param lasted from the fault to its repair
 * @param recovery from the repair until all that had been acknowledged was delivered
 */
record Findings(
    EventLoad load,
    int inFlight,
    int delivered,
    int duplicates,
    Duration lasted,
    Duration recovery) {

  JsonObject json() {
    return Json.createObjectBuilder()
        .add("acknowledged", load.acknowledged().size())
        .add("delivered", delivered)
        .add("duplicates", duplicates)
        .add("in_flight", inFlight)
        .add("refused", load.refused())
        .add("unanswered", load.unanswered())
        .add("repeated", load.repeated())
        .add("longest_answer_s", seconds(load.longest()))
        .add("fault_s", seconds(lasted))
        .add("recovery_s", seconds(recovery))
        .build();
  }

  private static double seconds(Duration time) {
    return Math.round(time.toMillis() / 100.0) / 10.0;
  }
}
