package io.gatehook.openapi;

import io.gatehook.Api;
import io.gatehook.openapi.RandomRequests.Draft;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Pattern;

/**
 * Sends requests that chance made from the document, and finds answers that it does not describe.
 * The same seed makes the same requests, but for the ids that it learns from answers.
 */
final class DocumentFuzz {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** What a schema can say, but for bounds of durations. */
  private static final Pattern OF_SCHEMA =
      Pattern.compile(
          "unknown field|required field missing|expected an? |expected one of|length must be"
              + "|value should be between [0-9.]+ and [0-9.]+[^0-9a-z.]");

  private final Api api;
  private final SplittableRandom random;
  private final RandomRequests requests;

  DocumentFuzz(Api api, long seed) {
    this.api = api;
    this.random = new SplittableRandom(seed);
    this.requests = new RandomRequests(Document.PUBLISHED, random);
  }

  /** Sends so many requests to every operation, and gives what is wrong with the answers. */
  List<String> findings(int rounds) {
    var findings = new ArrayList<String>();
    for (int round = 1; round <= rounds; round++) {
      for (Operation operation : Document.PUBLISHED.operations()) {
        for (String finding : findings(requests.next(operation))) {
          findings.add("round %d: %s".formatted(round, finding));
        }
      }
    }
    return findings;
  }

  private List<String> findings(Draft draft) {
    var request =
        api.request(draft.target())
            .method(draft.method(), BodyPublishers.ofByteArray(draft.body()))
            .header("Content-Type", draft.contentType());
    long start = System.nanoTime();
    try {
      Api.Answer answer = api.send(request);
      learn(answer);
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        return List.of("late: " + shown(draft));
      }
      return judged(Exchange.of(answer.response()));
    } catch (AssertionError | RuntimeException e) {
      return List.of(shown(draft) + ": " + e);
    }
  }

  /** The client has judged it by the document already. */
  private static List<String> judged(Exchange exchange) {
    int status = exchange.answered().status();
    if (status == 500 || status == 503) {
      return List.of(exchange.toString());
    }
    return status == 400 && isOfSchema(exchange) && isAllowed(exchange)
        ? List.of("refused, although the document allows it: " + exchange)
        : List.of();
  }

  private static boolean isOfSchema(Exchange exchange) {
    return OF_SCHEMA.matcher(exchange.answered().body()).find();
  }

  /** What a change comes to depends on the hook, and forms are text, which no schema checks. */
  private static boolean isAllowed(Exchange exchange) {
    return !exchange.method().equals("PATCH")
        && exchange.contentType().filter(RandomRequests.JSON::equals).isPresent()
        && Contract.PUBLISHED.requestViolations(exchange).isEmpty();
  }

  private void learn(Api.Answer answer) {
    if (answer.status() / 100 != 2 || !answer.body().startsWith("{")) {
      return;
    }
    JsonObject body = answer.json();
    learn(body);
    if (body.get("data") instanceof JsonArray page && !page.isEmpty()) {
      learn(page.get(random.nextInt(page.size())));
    }
  }

  private void learn(JsonValue value) {
    if (value instanceof JsonObject object && object.get("id") instanceof JsonString id) {
      requests.learn(id.getString());
    }
  }

  private static String shown(Draft draft) {
    return "%s %s %s %s"
        .formatted(
            draft.method(),
            draft.target(),
            draft.contentType(),
            new String(draft.body(), StandardCharsets.UTF_8));
  }
}
