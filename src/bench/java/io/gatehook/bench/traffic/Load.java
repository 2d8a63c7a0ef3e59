package io.gatehook.bench.traffic;

/**
 * How events are sent.
 *
 * @param connections each waits for the answer before it sends again
 * @param perRequest events in one request
 * @param perSecond events in a second, whatever the answers do; zero: as fast as they come
 */
public record Load(int connections, int perRequest, double perSecond) {

  /** As fast as the answers come. */
  public static Load saturating(int connections, int perRequest) {
    return new Load(connections, perRequest, 0);
  }

  public Load at(double eventsPerSecond) {
    return new Load(connections, perRequest, eventsPerSecond);
  }
}
