package io.gatehook.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.gatehook.Api;
import io.gatehook.Gatehook;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged jar and WAR: what they refuse, how they start, how they end. */
class LauncherE2E {

  private static final Duration REFUSAL_LIMIT = Duration.ofSeconds(30);

  private static EmbeddedPostgres postgres;

  @BeforeAll
  static void startPostgres() throws IOException, SQLException {
    postgres = EmbeddedPostgres.start();
    execute("create role gate login password 'right'", "create database gate owner gate");
    requirePasswordOf("gate");
  }

  /** As delivered, the embedded server believes every user. */
  private static void requirePasswordOf(String user) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("show hba_file")) {
      row.next();
      String file = row.getString(1);
      execute(
          "copy (values ('host all %s all scram-sha-256'), ('host all all all trust')) to '%s'"
              .formatted(user, file),
          "select pg_reload_conf()");
    }
  }

  @AfterAll
  static void stopPostgres() throws IOException {
    postgres.close();
  }

  private static void execute(String... statements) throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static Map<String, String> onPostgres(int port, String password) {
    return Map.of(
        "gatehook.datasource.url",
        "jdbc:postgresql://127.0.0.1:" + port + "/gate",
        "gatehook.datasource.user",
        "gate",
        "gatehook.datasource.password",
        password);
  }

  private static void assertRefused(Map<String, String> settings, int exitCode, String... words) {
    try (Gatehook gatehook = Gatehook.launch(settings, List.of())) {
      assertThat(gatehook.awaitExit(REFUSAL_LIMIT)).isEqualTo(exitCode);
      assertThat(gatehook.log().lines().filter(line -> line.startsWith("gatehook: ")))
          .singleElement()
          .asString()
          .contains(words);
    }
  }

  @Test
  void refusesPortOutOfRange() {
    assertRefused(
        Map.of("gatehook.http.port", "99999"), 2, "gatehook.http.port=99999", "1 to 65535");
  }

  @Test
  void refusesPortInUse() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String port = String.valueOf(taken.getLocalPort());

      assertRefused(
          Map.of("gatehook.http.port", port), 2, "gatehook.http.port=" + port, "already in use");
    }
  }

  @Test
  void refusesUnknownHost() {
    assertRefused(Map.of("gatehook.http.host", "no.such.invalid"), 2, "gatehook.http.host");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::"})
  void refusesToListenForOthersWithoutAToken(String host) {
    assertRefused(
        Map.of("gatehook.http.host", host),
        2,
        "gatehook.http.host=" + host,
        "gatehook.admin.token is not set",
        "GATEHOOK_ADMIN_TOKEN");
  }

  @Test
  void refusesTokensThatMeanNothing() {
    assertRefused(
        Map.of("gatehook.ingest.token", "t0ken"),
        2,
        "gatehook.ingest.token cannot be used",
        "gatehook.admin.token");
  }

  @Test
  void refusesUnknownSettingNamingTheNearest() {
    assertRefused(Map.of("gatehook.http.prot", "1"), 2, "gatehook.http.prot", "gatehook.http.port");
  }

  @Test
  void refusesFilesOfTheOperatorThatCannotBeUsed(@TempDir Path directory) throws IOException {
    String mistyped = Files.writeString(directory.resolve("a"), "gatehook.http.prot=1") + "";
    String commands = Files.writeString(directory.resolve("b"), "#\n\nset no.such.thing=1") + "";

    assertRefused(Map.of("gatehook.config", mistyped), 2, mistyped, "gatehook.http.port");
    assertRefused(
        Map.of("gatehook.config", directory + "/c"), 2, "gatehook.config", "no such file");
    assertRefused(Map.of("gatehook.server.logging", "c"), 2, "gatehook.server.logging=c");
    assertRefused(
        Map.of("gatehook.tls.certificate", mistyped, "gatehook.tls.key", mistyped),
        2,
        "gatehook.tls.certificate=" + mistyped,
        "PEM");
    assertRefused(
        Map.of("gatehook.server.pre-boot", commands), 2, "gatehook.server.pre-boot", "line 3, set");
  }

  @Test
  void refusesDataDirectoryThatCannotBeMade(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "not a directory");

    assertRefused(Map.of("gatehook.data.dir", file.resolve("data") + ""), 2, "gatehook.data.dir");
  }

  @Test
  void refusesUnreachableDatabase() {
    assertRefused(onPostgres(Gatehook.freePort(), "right"), 3, "gatehook.datasource.url");
  }

  @Test
  void refusesUnknownDatabase() {
    String url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/nowhere";

    assertRefused(
        Map.of("gatehook.datasource.url", url, "gatehook.datasource.user", "postgres"),
        3,
        "gatehook.datasource.url",
        "nowhere");
  }

  @Test
  void refusesWrongPassword() {
    assertRefused(onPostgres(postgres.getPort(), "wrong"), 3, "gatehook.datasource.user=gate");
  }

  @Test
  void refusesUserThatTheDatabaseDoesNotKnow() {
    String url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/gate";

    assertRefused(
        Map.of("gatehook.datasource.url", url, "gatehook.datasource.user", "stranger"),
        3,
        "gatehook.datasource.user=stranger");
  }

  @Test
  void answersHelpVersionAndNothingElse() {
    try (Gatehook help = Gatehook.launch(Map.of(), List.of("--help"));
        Gatehook version = Gatehook.launch(Map.of(), List.of("--version"));
        Gatehook nonsense = Gatehook.launch(Map.of(), List.of("--nonsense"))) {
      assertThat(help.awaitExit()).isZero();
      assertThat(help.log()).contains("--version", "gatehook.http.port=8011");
      assertThat(version.awaitExit()).isZero();
      assertThat(version.log()).matches("gatehook \\d+\\.\\d+\\.\\d+\\S*\\R");
      assertThat(nonsense.awaitExit()).isEqualTo(2);
      assertThat(nonsense.log()).contains("--nonsense", "--help");
    }
  }

  @Test
  void listensOnOneAddressGuardsItsDirectoryAndStopsOnRequest() throws IOException {
    try (Gatehook gatehook = Gatehook.start(Map.of("gatehook.node.id", "node-of-this-test"))) {
      assertThat(gatehook.log())
          .contains(gatehook.url(), "H2 (embedded)", "node-of-this-test", "curl")
          .doesNotContain("WARNING", "SEVERE", "Exception");
      assertThat(gatehook.get("/health").statusCode()).isEqualTo(200);
      assertNamesNoServer(gatehook.get("/health"));
      assertNamesNoServer(gatehook.get("/nowhere"));
      assertThat(listeningPorts(gatehook.pid()))
          .containsExactly(Integer.parseInt(gatehook.url().replaceAll(".*:", "")));
      assertRefused(
          Map.of("gatehook.data.dir", dataDirectory(gatehook)), 3, "gatehook.data.dir", "in use");

      assertThat(gatehook.terminate()).isZero();
      assertThat(gatehook.log()).contains("Gatehook stopped").doesNotContain("WARNING", "SEVERE");
    }
  }

  @Test
  void twoNodesStartAtOnceOnOnePostgresAndOutliveItsConnections() throws SQLException {
    try (Gatehook one = Gatehook.launch(onPostgres(postgres.getPort(), "right"), List.of());
        Gatehook two = Gatehook.launch(onPostgres(postgres.getPort(), "right"), List.of())) {
      one.awaitReady();
      two.awaitReady();
      assertThat(one.log()).contains("jdbc:postgresql://").doesNotContain("right");

      execute("select pg_terminate_backend(pid) from pg_stat_activity where usename = 'gate'");

      one.awaitReady();
      two.awaitReady();
      assertThat(one.terminate()).isZero();
      assertThat(two.terminate()).isZero();
    }
  }

  @Test
  void warRunsOnStockServerAtTheRoot() {
    try (Gatehook gatehook = Gatehook.launchOnStockServer(Map.of("gatehook.admin.token", "k"))) {
      gatehook.awaitReady();
      var api = new Api(gatehook.url());

      assertThat(api.get("/health").body()).isEqualTo("{\"status\":\"UP\"}");
      assertThat(api.send(api.request("/health").header("Kong-Admin-Token", "k")).body())
          .contains("\"gatehook\"");
      assertThat(List.of(api.get("/metrics").status(), api.get("/event-hooks").status()))
          .containsOnly(401);
      assertThat(gatehook.log()).contains(gatehook.url().replaceAll(".*:", "") + "/\n");
    }
  }

  /** A stock server listens on every address. */
  @Test
  void warServesNobodyWhereOthersCanReachItWithoutAToken() {
    try (Gatehook gatehook = Gatehook.launchOnStockServer(Map.of())) {
      await()
          .atMost(Gatehook.START_LIMIT)
          .until(() -> gatehook.log().contains("Gatehook") && gatehook.log().contains(" started"));
      await().atMost(Gatehook.START_LIMIT).until(() -> statusOf(gatehook, "/event-hooks") == 403);

      for (String path : List.of("/event-hooks", "/health", "/health/ready", "/metrics")) {
        HttpResponse<String> answer = gatehook.get(path);
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("listens on 0.0.0.0", "gatehook.admin.token");
      }
      assertThat(gatehook.log()).contains("Nobody is served", "GATEHOOK_ADMIN_TOKEN");
    }
  }

  private static int statusOf(Gatehook gatehook, String path) {
    try {
      return gatehook.get(path).statusCode();
    } catch (UncheckedIOException e) {
      return 0; // not listening yet
    }
  }

  @Test
  void warEndsStockServerThatItCannotRunOn() {
    try (Gatehook mistyped = Gatehook.launchOnStockServer(Map.of("gatehook.data.dri", "x"));
        Gatehook alone = Gatehook.launchOnStockServer(onPostgres(Gatehook.freePort(), "right"))) {
      assertThat(mistyped.awaitExit(Gatehook.START_LIMIT)).isEqualTo(2);
      assertThat(mistyped.log()).contains("gatehook.data.dri is not a setting");
      assertThat(alone.awaitExit(Gatehook.START_LIMIT)).isEqualTo(3);
      assertThat(alone.log()).contains("gatehook.datasource.url");
    }
  }

  private static void assertNamesNoServer(HttpResponse<String> response) {
    assertThat(response.headers().map() + response.body())
        .doesNotContainIgnoringCase("payara")
        .doesNotContainIgnoringCase("glassfish");
  }

  private static String dataDirectory(Gatehook gatehook) {
    return gatehook
        .log()
        .lines()
        .filter(line -> line.startsWith("  store"))
        .map(line -> line.replaceAll(".*, (.*)/gatehook.mv.db", "$1"))
        .findFirst()
        .orElseThrow();
  }

  /** From the kernel's tables of sockets, by the inodes that the process holds open. */
  private static List<Integer> listeningPorts(long pid) throws IOException {
    List<String> sockets;
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + pid + "/fd"))) {
      sockets = descriptors.map(LauncherE2E::target).toList();
    }
    return Stream.of("tcp", "tcp6")
        .flatMap(table -> lines(Path.of("/proc/net", table)))
        .map(line -> line.strip().split("\\s+"))
        .filter(columns -> columns[3].equals("0A"))
        .filter(columns -> sockets.contains("socket:[" + columns[9] + "]"))
        .map(columns -> Integer.parseInt(columns[1].split(":")[1], 16))
        .toList();
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      return ""; // closed since it was listed
    }
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream().skip(1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
