package io.gatehook.bench.rig;

import io.gatehook.bench.traffic.Load;
import io.gatehook.bench.traffic.Plan;
import io.gatehook.bench.traffic.Plan.Aim;
import io.gatehook.bench.traffic.Sink;
import io.gatehook.bench.traffic.SinkPort;
import io.gatehook.bench.traffic.Source;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Source, nodes, store and receiver, each a process of this machine; ended together. */
public final class Line implements AutoCloseable {
  /** Longest silence of anybody; longer than the first two waits of the retry schedule. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Duration LONGEST_DRAIN = Duration.ofMinutes(5);
  private static final long POLL = 20;

  /** The database's counters are late by half of it. */
  private static final long SETTLE = 1_000;

  private final Deque<AutoCloseable> open = new ArrayDeque<>();
  private final List<Server> nodes = new ArrayList<>();
  private final Path directory;
  private final @Nullable Database database;
  private final JavaProcess source;
  private final int sinkPort;
  private final SinkPort sink;
  private int next;

  /** The store of a line. */
  public enum Store {
    POSTGRESQL,
    EMBEDDED
  }

  /**
   * What events are sent as.
   *
   * @param source the name that hooks ask for
   * @param deliveries that each event leads to
   */
  public record Kind(String source, int deliveries) {
    /** For one hook. */
    public static final Kind BENCH = new Kind("bench", 1);
  }

  private Line(Store store) throws IOException, InterruptedException, SQLException {
    try {
      directory = closing(Scratch.make("line-")).path();
      database = store == Store.POSTGRESQL ? closing(Database.start()) : null;
      source = closing(JavaProcess.of(Source.class));
      sinkPort = Integer.parseInt(closing(JavaProcess.of(Sink.class)).line(PATIENCE));
      sink = closing(new SinkPort(sinkPort));
    } catch (IOException | SQLException e) {
      close();
      throw e;
    }
  }

  /** Everything but a node. */
  public static Line open(Store store) throws IOException, InterruptedException, SQLException {
    return new Line(store);
  }

  private <T extends AutoCloseable> T closing(T opened) {
    open.push(opened);
    return opened;
  }

  /** Starts a node, and answers once it is ready. */
  public Server addNode(Launch launch) throws IOException, InterruptedException {
    String url = database == null ? "" : database.url();
    Server node = closing(Server.start(url, directory, launch));
    nodes.add(node);
    return node;
  }

  public void stop(Server node) {
    node.close();
    nodes.remove(node);
    open.remove(node);
  }

  public Database database() {
    return Objects.requireNonNull(database);
  }

  /**
   * Makes a webhook to the receiver.
   *
   * @param more members of the hook, each with a comma before it
   */
  public void addHook(String source, String target, String more)
      throws IOException, InterruptedException {
    nodes
        .get(0)
        .post(
            "/event-hooks",
            """
            {"source":"%s","handler":"webhook","config":{"url":"http://127.0.0.1:%d%s"}%s}
            """
                .formatted(source, sinkPort, target, more));
  }

  /** What the receiver has counted. */
  public JsonObject received() throws IOException {
    return sink.report();
  }

  public Run drive(Load load, int seconds) throws IOException, InterruptedException, SQLException {
    return drive(load, Kind.BENCH, seconds);
  }

  /** Sends, and waits until everything has arrived or nothing comes any more. */
  public Run drive(Load load, Kind kind, int seconds)
      throws IOException, InterruptedException, SQLException {
    Usage before = usage();
    long received = sink.report().getInt("unique");
    var ports = nodes.stream().map(Server::port).toList();
    var plan =
        new Plan(load, new Aim(ports, sinkPort, kind.source(), kind.deliveries()), next, seconds);
    JsonObject sent =
        Plan.parse(source.ask(plan.json(), Duration.ofSeconds(seconds).plus(PATIENCE)));
    double resident = resident();
    next = sent.getInt("next");
    awaitArrivals(received + (kind.deliveries() == 0 ? 0 : sent.getInt("deliveries")));
    JsonObject outcome = sink.outcome(plan.first(), kind.deliveries());
    long last = Math.max(micros(sent, "ended"), micros(sink.report(), "last"));
    Thread.sleep(SETTLE);
    var run =
        new Run(
            sent, outcome, (last - micros(sent, "begun")) / 1e6, usage().since(before), resident);
    System.out.printf("%s %s %d s: %s %s %s%n", kind, load, seconds, sent, outcome, run.usage());
    return run;
  }

  private static long micros(JsonObject json, String name) {
    return json.getJsonNumber(name).longValue();
  }

  /** Numbers for events that come another way than over the source; answers the first. */
  public int reserve(int count) {
    int first = next;
    next += count;
    return first;
  }

  /** Waits until the receiver has counted so many, or no more for some time. */
  public void awaitArrivals(long wanted) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    long changed = begun;
    long count = sink.report().getInt("unique");
    while (count < wanted
        && System.nanoTime() - changed < PATIENCE.toNanos()
        && System.nanoTime() - begun < LONGEST_DRAIN.toNanos()) {
      Thread.sleep(POLL);
      long now = sink.report().getInt("unique");
      changed = now > count ? System.nanoTime() : changed;
      count = now;
    }
  }

  private double resident() throws IOException {
    double most = 0;
    for (Server node : nodes) {
      most = Math.max(most, node.resident());
    }
    return most;
  }

  private Usage usage() throws IOException, SQLException {
    double cpu = 0;
    for (Server node : nodes) {
      cpu += node.cpu();
    }
    return database == null
        ? new Usage(cpu, 0, 0, 0, 0)
        : new Usage(cpu, database.cpu(), database.commits(), database.writes(), database.logged());
  }

  /** In the reverse order of opening. What fails is said, and the rest closed all the same. */
  @Override
  public void close() {
    while (!open.isEmpty()) {
      try {
        open.pop().close();
      } catch (Exception e) { // whatever it was: the others must not stay
        System.err.println("left open: " + e);
      }
    }
  }
}
