package io.gatehook.openapi;

import io.gatehook.openapi.Exchange.Answer;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the published document promises, held against what happens: every answer must be one that it
 * describes, and a request that is accepted must be one that it allows.
 */
public final class Contract {
  public static final Contract PUBLISHED = new Contract(Document.PUBLISHED);

  /** Answers that need no operation, by status. */
  private static final Map<Integer, String> TO_ANYTHING =
      Map.of(401, "Unauthorized", 403, "Forbidden", 414, "UriTooLong");

  /** Those of the listener, before an operation is looked for. */
  private static final Map<Integer, String> OF_LISTENER =
      Map.of(
          400, "BadRequest",
          408, "TooSlow",
          413, "TooLarge",
          431, "HeadTooLarge",
          503, "Unavailable",
          505, "OtherVersion");

  private final Document document;
  private final Schemas schemas;
  private final RequestRules requests;

  private Contract(Document document) {
    this.document = document;
    this.schemas = new Schemas(document);
    this.requests = new RequestRules(schemas);
  }

  /**
   * Checks both.
   *
   * @throws AssertionError with the exchange and all that is wrong
   */
  public void check(Exchange exchange) {
    List<String> violations = new ArrayList<>(answerViolations(exchange));
    if (exchange.answered().status() / 100 == 2) {
      requestViolations(exchange).stream()
          .filter(violation -> !RequestRules.isForgiven(violation, exchange))
          .forEach(violation -> violations.add("accepted, although: " + violation));
    }
    require(exchange, violations);
  }

  /**
   * Checks the answer, to a request that may be anything.
   *
   * @throws AssertionError as {@link #check} does
   */
  public void checkAnswer(Exchange exchange) {
    require(exchange, answerViolations(exchange));
  }

  /**
   * Checks an answer of the listener, to what may be no request at all; others pass.
   *
   * @throws AssertionError as {@link #check} does
   */
  public void checkRefusal(Answer answer) {
    String name = OF_LISTENER.get(answer.status());
    if (name != null) {
      var exchange = new Exchange("?", "?", Optional.empty(), new byte[0], answer);
      require(exchange, violations(response(name), exchange));
    }
  }

  private static void require(Exchange exchange, List<String> violations) {
    if (!violations.isEmpty()) {
      throw new AssertionError(
          "outside of docs/openapi.yaml: %s%n%s"
              .formatted(exchange, String.join(System.lineSeparator(), violations)));
    }
  }

  /** What is wrong with a request; empty for one to a path or method that is not there. */
  public List<String> requestViolations(Exchange exchange) {
    return at(exchange.path()).stream()
        .filter(operation -> operation.verb().equals(asked(exchange)))
        .findFirst()
        .map(operation -> requests.violations(operation, exchange))
        .orElse(List.of());
  }

  /** What is wrong with an answer. */
  public List<String> answerViolations(Exchange exchange) {
    Answer answer = exchange.answered();
    String early = OF_LISTENER.get(answer.status());
    if (early != null && violations(response(early), exchange).isEmpty()) {
      return List.of();
    }
    List<Operation> operations = at(exchange.path());
    Optional<Operation> operation =
        operations.stream().filter(each -> each.verb().equals(asked(exchange))).findFirst();
    if (operation.isPresent()) {
      JsonValue described = operation.get().responses().get(String.valueOf(answer.status()));
      return described == null ? undocumented(answer) : violations(described, exchange);
    }
    String name = TO_ANYTHING.get(answer.status());
    if (name != null) {
      return violations(response(name), exchange);
    }
    if (operations.isEmpty()) {
      return answer.status() == 404
          ? violations(response("NotFound"), exchange)
          : undocumented(answer);
    }
    return otherMethod(operations, exchange);
  }

  private List<String> otherMethod(List<Operation> operations, Exchange exchange) {
    Answer answer = exchange.answered();
    if (exchange.method().equals("TRACE") && answer.status() == 405) {
      return List.of(); // the server answers it before anything else does
    }
    boolean options = exchange.method().equals("OPTIONS");
    if (answer.status() != (options ? 204 : 405)) {
      return undocumented(answer);
    }
    var violations = new ArrayList<String>();
    Set<String> allowed = new TreeSet<>(Set.of("OPTIONS"));
    operations.forEach(operation -> allowed.add(operation.verb()));
    if (allowed.contains("GET")) {
      allowed.add("HEAD");
    }
    String allow = answer.headers().apply("Allow").orElse("");
    if (!new TreeSet<>(Arrays.asList(allow.split(", "))).equals(allowed)) {
      violations.add("Allow is '%s', not %s".formatted(allow, allowed));
    }
    if (!options) {
      violations.addAll(violations(response("MethodNotAllowed"), exchange));
    }
    return violations;
  }

  private List<String> violations(JsonValue described, Exchange exchange) {
    Answer answer = exchange.answered();
    JsonObject response = document.resolved(described);
    var violations = new ArrayList<String>();
    response.getOrDefault("headers", JsonValue.EMPTY_JSON_OBJECT).asJsonObject().keySet().stream()
        .filter(name -> answer.headers().apply(name).isEmpty())
        .forEach(name -> violations.add("no header " + name));
    if (exchange.method().equals("HEAD") || !response.containsKey("content")) {
      if (!answer.body().isEmpty()) {
        violations.add("a body, where there is none");
      }
      return violations;
    }
    String type = answer.headers().apply("Content-Type").orElse("").split(";")[0];
    JsonObject media = response.getJsonObject("content").getJsonObject(type);
    if (media == null) {
      violations.add("content type '%s'".formatted(type));
    } else if (type.equals("application/json")) {
      violations.addAll(schemas.violations(media.get("schema"), answer.body()));
    }
    return violations;
  }

  private JsonObject response(String name) {
    return document.components("responses").getJsonObject(name);
  }

  private static List<String> undocumented(Answer answer) {
    return List.of("status %d is not described".formatted(answer.status()));
  }

  private static String asked(Exchange exchange) {
    return exchange.method().equals("HEAD") ? "GET" : exchange.method();
  }

  /** The operations of a path; of several templates that match, the one with fewer variables. */
  private List<Operation> at(String path) {
    String plain =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    boolean workspace = plain.startsWith("/default/");
    String below = workspace ? plain.substring("/default".length()) : plain;
    Optional<String> template =
        document.operations().stream()
            .filter(operation -> !workspace || operation.takesWorkspace())
            .map(Operation::path)
            .filter(each -> matches(each, below))
            .min(Comparator.comparing(each -> each.chars().filter(c -> c == '{').count()));
    return document.operations().stream()
        .filter(operation -> template.filter(operation.path()::equals).isPresent())
        .toList();
  }

  private static boolean matches(String template, String path) {
    String[] names = template.split("/", -1);
    String[] segments = path.split("/", -1);
    if (names.length != segments.length) {
      return false;
    }
    for (int i = 0; i < names.length; i++) {
      boolean variable = names[i].startsWith("{");
      if (variable ? segments[i].isEmpty() : !names[i].equals(decoded(segments[i]))) {
        return false;
      }
    }
    return true;
  }

  private static String decoded(String segment) {
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return segment;
    }
  }
}
