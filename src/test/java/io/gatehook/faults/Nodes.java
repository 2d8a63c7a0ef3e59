package io.gatehook.faults;

import io.gatehook.Api;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Two nodes on one PostgreSQL. */
final class Nodes implements AutoCloseable {
  static final String DATABASE = "pair";

  /** Connections that a node has at most. */
  static final int POOL = 32;

  /** Most calls at once, of both. */
  static final int IN_FLIGHT = 2 * Node.IN_FLIGHT;

  static final Duration LEASE = Node.LEASE;

  private final StoreWindow window;
  private final Node a;
  private final Node b;

  /** Not started yet. */
  Nodes(Postgres postgres) {
    Map<String, String> store = postgres.store(DATABASE);
    window = new StoreWindow(store);
    a = node("a", store);
    b = node("b", store);
  }

  private static Node node(String id, Map<String, String> store) {
    var settings = new HashMap<>(store);
    settings.put("gatehook.node.id", id);
    return new Node(settings);
  }

  /** Starts those that do not run, at once. */
  Nodes running() {
    List<Node> ended = Stream.of(a, b).filter(node -> !node.alive()).toList();
    ended.forEach(Node::launch);
    ended.forEach(Node::awaitReady);
    return this;
  }

  Node a() {
    return a;
  }

  Node b() {
    return b;
  }

  List<Api> apis() {
    return List.of(a.api(), b.api());
  }

  StoreWindow window() {
    return window;
  }

  @Override
  public void close() {
    a.close();
    b.close();
  }
}
