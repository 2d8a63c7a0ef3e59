package io.gatehook.bench.clients;

import io.gatehook.bench.Report;
import io.gatehook.bench.Settings;
import io.gatehook.bench.clients.ClientFigure.Round;
import io.gatehook.bench.rig.JavaHome;
import io.gatehook.bench.rig.JavaProcess;
import io.gatehook.bench.traffic.Plan;
import io.gatehook.bench.traffic.Sink;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.core5.http2.HttpVersionPolicy;

/**
 * The same POSTs to the same receiver through several HTTP clients. They take turns, each time in a
 * process of its own, so that what else the machine does meets all of them.
 */
public final class ClientSuite {
  private static final int WITH_VIRTUAL_THREADS = 21;
  private static final int IN_FLIGHT = 64;
  private static final int PARTS = 6;
  private static final int LEAST_WARM_UP = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private ClientSuite() {}

  public static Report run(Settings settings) throws IOException, InterruptedException {
    settings.requireKnown(Arrays.stream(Contender.values()).map(Contender::label).toList());
    List<Contender> wanted =
        Arrays.stream(Contender.values()).filter(each -> settings.wants(each.label())).toList();
    Map<Contender, List<Round>> rounds = new EnumMap<>(Contender.class);
    Optional<Path> newer = JavaHome.newest(WITH_VIRTUAL_THREADS);
    try (JavaProcess sink = JavaProcess.of(Sink.class);
        JavaProcess http1 =
            JavaProcess.of(ApacheSink.class, HttpVersionPolicy.FORCE_HTTP_1.name());
        JavaProcess http2 =
            JavaProcess.of(ApacheSink.class, HttpVersionPolicy.FORCE_HTTP_2.name())) {
      String url = url(sink);
      Map<Contender, String> own =
          Map.of(Contender.APACHE_HTTP_1, url(http1), Contender.APACHE_HTTP_2, url(http2));
      for (int round = 0; round < settings.forks(); round++) {
        for (Contender each : wanted) {
          Optional<Path> home = each.newerJdk() ? newer : Optional.of(JavaHome.own());
          if (home.isPresent()) {
            JsonObject result =
                call(home.get(), each, own.getOrDefault(each, url), settings.seconds());
            System.out.println(each.label() + " " + result);
            rounds.computeIfAbsent(each, first -> new ArrayList<>()).add(Round.of(result));
          }
        }
      }
    }
    var figures =
        wanted.stream().map(each -> new ClientFigure(each, rounds.getOrDefault(each, List.of())));
    return new Report(ClientFigure.HEADER, figures.toList());
  }

  private static String url(JavaProcess sink) throws IOException, InterruptedException {
    return "http://127.0.0.1:%s/call".formatted(sink.line(PATIENCE));
  }

  private static JsonObject call(Path home, Contender contender, String url, int seconds)
      throws IOException, InterruptedException {
    int measured = Math.max(1, seconds / PARTS);
    int warmUp = Math.max(LEAST_WARM_UP, 2 * measured);
    String[] arguments = {contender.name(), url, "" + IN_FLIGHT, "" + warmUp, "" + measured};
    try (JavaProcess calling = JavaProcess.of(home, Calling.class, arguments)) {
      return Plan.parse(calling.line(PATIENCE.plusSeconds(warmUp + measured)));
    }
  }
}
