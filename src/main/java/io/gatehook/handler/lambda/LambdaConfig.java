package io.gatehook.handler.lambda;

import java.time.Duration;
import java.util.List;

/**
 * How lambdas are called.
 *
 * @param schedule waits between the attempts; code that failed seldom needs hours to recover
 */
public record LambdaConfig(List<Duration> schedule) {
  public LambdaConfig {
    schedule = List.copyOf(schedule);
  }

  public static LambdaConfig defaults() {
    return new LambdaConfig(
        List.of(Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(30)));
  }
}
