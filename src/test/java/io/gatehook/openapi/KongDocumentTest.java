package io.gatehook.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Our document says of {@code /event-hooks} what Kong's says, but for what Kong's own documentation
 * and answers show to be wrong there. Each difference is named here, and has to be one.
 */
class KongDocumentTest {
  private static final Document KONG =
      Document.read(Path.of("src/test/resources/kong/openapi-event-hooks.yaml"));
  private static final Document OURS = Document.PUBLISHED;

  /** Kong's page of hooks stands for one hook there: where ours has it. */
  private static final Map<String, String> ONE_HOOK =
      Map.of("POST /event-hooks", "", "GET /event-hooks/{}/ping", "event_hooks.");

  /** Here it stands for what is no hook at all: the data that was sent, and the result. */
  private static final Set<String> NO_HOOK = Set.of("POST /event-hooks/{}/test");

  private static final Set<String> DIFFERENCES =
      Set.of(
          // Kong answers 201, as its other pages show
          "POST /event-hooks: status 200 is not ours",
          // Kong answers 204, as for every entity
          "DELETE /event-hooks/{}: status 404 is not ours",
          // a boolean, as Kong's request body has it
          "GET /event-hooks: data[].on_change is string there, [boolean] here",
          "POST /event-hooks: data[].on_change is string there, [boolean] here",
          "GET /event-hooks/{}/ping: data[].on_change is string there, [boolean] here",
          "POST /event-hooks: body config.ssl_verify is string there, [boolean] here",
          // the body that Kong answers is {"message":"Invalid RBAC credentials"}
          "401 status is required there",
          "401 status is integer there, [] here");

  private final Set<String> differences = new TreeSet<>();

  @Test
  void saysWhatKongSays() {
    for (Operation kong : KONG.operations()) {
      Optional<Operation> ours =
          OURS.operations().stream().filter(each -> name(each).equals(name(kong))).findFirst();
      assertThat(ours).as(name(kong)).isPresent();
      compareAnswers(kong, ours.get());
      kong.requestContent()
          .ifPresent(content -> compareRequests(name(kong), content, ours.get().requestContent()));
    }

    assertThat(KONG.operations()).hasSize(7);
    assertThat(differences).isEqualTo(new TreeSet<>(DIFFERENCES));
  }

  private void compareAnswers(Operation kong, Operation ours) {
    kong.responses()
        .forEach(
            (status, response) -> {
              if (!ours.responses().containsKey(status)) {
                differences.add("%s: status %s is not ours".formatted(name(kong), status));
              }
              content(KONG, response).ifPresent(there -> compareBody(kong, ours, status, there));
            });
  }

  private void compareBody(Operation kong, Operation ours, String status, JsonValue there) {
    boolean good = status.equals("200");
    if (good && NO_HOOK.contains(name(kong))) {
      return;
    }
    String here = good && ours.responses().containsKey("201") ? "201" : status;
    compare(
        good ? name(kong) + ":" : status,
        Shape.of(KONG, there),
        Shape.of(OURS, content(OURS, ours.responses().get(here)).orElseThrow()),
        good ? ONE_HOOK.get(name(kong)) : null);
  }

  /** Kong writes the path of a member with dots, as in a form; in JSON it nests. */
  private void compareRequests(String name, JsonObject kong, Optional<JsonObject> ours) {
    compare(
        name + ": body",
        Shape.of(KONG, schema(kong)),
        Shape.of(OURS, schema(ours.orElseThrow())),
        null);
  }

  /**
   * Every member of Kong's is one of ours.
   *
   * @param hook where ours has what is an element of a list there; null: in the same place
   */
  private void compare(String where, Shape kong, Shape ours, @Nullable String hook) {
    kong.types()
        .forEach(
            (path, types) -> {
              String here = place(path, hook);
              if (here != null && !ours.at(here).containsAll(types)) {
                differences.add(
                    "%s %s is %s there, %s here"
                        .formatted(where, path, String.join(" or ", types), ours.at(here)));
              }
            });
    kong.required().stream()
        .filter(path -> !ours.required().contains(path) && !isOfOnlySome(path))
        .forEach(path -> differences.add("%s %s is required there".formatted(where, path)));
  }

  /** Kong's body is that of handler webhook alone; the others have no url. */
  private static boolean isOfOnlySome(String path) {
    return path.equals("config.url");
  }

  /** Null: ours has no such place, since the list around it is not there. */
  private static @Nullable String place(String path, @Nullable String hook) {
    if (hook == null) {
      return path;
    }
    return path.startsWith("data[].") ? hook + path.substring("data[].".length()) : null;
  }

  private static Optional<JsonValue> content(Document document, JsonValue response) {
    return Optional.ofNullable(document.resolved(response).getJsonObject("content"))
        .map(KongDocumentTest::schema);
  }

  private static JsonValue schema(JsonObject content) {
    return content.getJsonObject("application/json").get("schema");
  }

  private static String name(Operation operation) {
    return operation.verb() + " " + operation.path().replaceAll("\\{\\w+}", "{}");
  }
}
