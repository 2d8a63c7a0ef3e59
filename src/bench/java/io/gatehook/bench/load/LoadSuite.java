package io.gatehook.bench.load;

import io.gatehook.bench.Report;
import io.gatehook.bench.Settings;
import io.gatehook.bench.rig.JavaProcess;
import io.gatehook.bench.rig.Sink;
import io.gatehook.bench.rig.Source;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The line under load: worker events in over HTTP, one webhook each out to a receiver, on a
 * PostgreSQL that syncs every commit. Source, server, receiver and database are processes of this
 * machine and share its cores.
 */
public final class LoadSuite {
  private static final int WARM_UP_SECONDS = 10;
  private static final int PATIENCE_SECONDS = 60;
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static final List<Case> CASES =
      List.of(
          new Case("single", 64, 1, true),
          new Case("batched", 16, 100, true),
          new Case("embedded", 16, 100, false));

  private LoadSuite() {}

  private record Case(String name, int connections, int perRequest, boolean postgres) {}

  /** What one run left behind, as counted from its start. */
  private record Run(
      double acknowledged, double refused, double seconds, String[] sink, String[] source) {}

  public static Report run(Settings settings)
      throws IOException, InterruptedException, SQLException {
    List<Figure> figures = new ArrayList<>();
    for (Case each : CASES) {
      if (settings.wants(each.name())) {
        figures.addAll(run(each, settings.seconds()));
      }
    }
    return new Report(Figure.HEADER, figures);
  }

  private static List<Figure> run(Case each, int seconds)
      throws IOException, InterruptedException, SQLException {
    try (EmbeddedPostgres postgres = each.postgres() ? postgres() : null) {
      String store = postgres == null ? "" : postgres.getJdbcUrl("postgres", "postgres");
      Path data = Files.createTempDirectory("gatehook-bench-");
      int port = freePort();
      try (JavaProcess sink = JavaProcess.of(Sink.class);
          JavaProcess server = server(port, store, data)) {
        String receiver = "http://127.0.0.1:" + sink.line();
        subscribe(port, receiver);
        Run warm = drive(each, port, WARM_UP_SECONDS, 0, receiver);
        double cpu = JavaProcess.cpuOf(server.pid());
        double databaseCpu = databaseCpu(postgres);
        long commits = commits(postgres);
        int first = Integer.parseInt(warm.source()[2]);
        Run run = drive(each, port, seconds, first, receiver);
        return figures(
            each,
            run,
            JavaProcess.cpuOf(server.pid()) - cpu + databaseCpu(postgres) - databaseCpu,
            commits(postgres) - commits);
      }
    }
  }

  private static List<Figure> figures(Case each, Run run, double cpu, long commits) {
    List<Figure> figures = new ArrayList<>();
    figures.add(figure(each, "Events", "/s", run.acknowledged() / run.seconds()));
    figures.add(figure(each, "Lost", "events", Math.max(0, Double.parseDouble(run.sink()[0]))));
    figures.add(figure(each, "Refused", "events", run.refused()));
    figures.add(figure(each, "AckP50", "ms", Double.parseDouble(run.source()[3])));
    figures.add(figure(each, "AckP99", "ms", Double.parseDouble(run.source()[4])));
    figures.add(figure(each, "ReceivedP50", "ms", Double.parseDouble(run.sink()[2])));
    figures.add(figure(each, "ReceivedP99", "ms", Double.parseDouble(run.sink()[3])));
    figures.add(figure(each, "CpuPer1000", "s", cpu * 1000 / run.acknowledged()));
    if (commits > 0) {
      figures.add(figure(each, "CommitsPer50", "", commits * 50 / run.acknowledged()));
    }
    return figures;
  }

  private static Figure figure(Case each, String name, String unit, double value) {
    return new Figure(each.name() + name, unit, value);
  }

  /** Sends, waits until everything has arrived, and says what is missing instead of what came. */
  private static Run drive(Case each, int port, int seconds, int first, String receiver)
      throws IOException, InterruptedException {
    long begun = System.nanoTime();
    long before = unique(receiver);
    try (JavaProcess source =
        JavaProcess.of(
            Source.class,
            String.valueOf(port),
            String.valueOf(each.connections()),
            String.valueOf(each.perRequest()),
            String.valueOf(seconds),
            String.valueOf(first))) {
      String[] sent = source.line().split(" ");
      long acknowledged = Long.parseLong(sent[0]);
      long patience = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
      while (unique(receiver) - before < acknowledged && System.nanoTime() < patience) {
        Thread.sleep(20);
      }
      double took = (System.nanoTime() - begun) / 1e9;
      String[] counted = report(receiver);
      counted[0] = String.valueOf(acknowledged - (Long.parseLong(counted[0]) - before));
      System.out.println(each + " " + Arrays.toString(sent) + Arrays.toString(counted) + took);
      return new Run(acknowledged, Double.parseDouble(sent[1]), took, counted, sent);
    }
  }

  private static long unique(String receiver) throws IOException, InterruptedException {
    return Long.parseLong(report(receiver)[0]);
  }

  private static String[] report(String receiver) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(receiver)).build();
    return CLIENT.send(request, BodyHandlers.ofString()).body().split(" ");
  }

  private static JavaProcess server(int port, String store, Path data)
      throws IOException, InterruptedException {
    JavaProcess server =
        JavaProcess.logging(
            data.resolve("log"),
            List.of(
                "-Xmx256m",
                "-Dgatehook.http.port=" + port,
                "-Dgatehook.data.dir=" + data,
                "-Dgatehook.datasource.url=" + store,
                "-jar",
                "target/gatehook.jar"));
    long patience = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    while (!Files.readString(data.resolve("log")).contains("is ready")) {
      if (System.nanoTime() > patience) {
        throw new IOException("the server does not start: " + data.resolve("log"));
      }
      Thread.sleep(100);
    }
    return server;
  }

  private static void subscribe(int port, String receiver)
      throws IOException, InterruptedException {
    var body =
        "{\"source\":\"bench\",\"handler\":\"webhook\",\"config\":{\"url\":\"%s/hook\"}}"
            .formatted(receiver);
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/event-hooks"))
            .header("content-type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    var answer = CLIENT.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 201) {
      throw new IOException(answer.body());
    }
  }

  /** Every commit is on disk before it is acknowledged. */
  private static EmbeddedPostgres postgres() throws IOException {
    return EmbeddedPostgres.builder()
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .start();
  }

  private static double databaseCpu(EmbeddedPostgres postgres) throws IOException, SQLException {
    if (postgres == null) {
      return 0;
    }
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      ProcessHandle backend = ProcessHandle.of(row.getLong(1)).orElseThrow();
      return JavaProcess.cpuOf(backend.parent().orElseThrow().pid());
    }
  }

  private static long commits(EmbeddedPostgres postgres) throws SQLException {
    if (postgres == null) {
      return 0;
    }
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select sum(xact_commit) from pg_stat_database")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
