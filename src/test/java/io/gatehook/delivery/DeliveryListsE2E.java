package io.gatehook.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.gatehook.Api;
import io.gatehook.Api.Answer;
import io.gatehook.Receiver;
import io.gatehook.SharedGatehook;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of deliveries: what is in them, in which order, and page by page. */
@ExtendWith(SharedGatehook.class)
class DeliveryListsE2E {
  private static final String SOURCE = "list-" + UUID.randomUUID();
  private static final List<String> EVENTS = List.of("a", "b", "c", "d", "e");
  private static final Receiver RECEIVER = new Receiver().answering("/gone", 410);

  private static String taken;
  private static String refused;

  private final Api api;

  DeliveryListsE2E(Api api) {
    this.api = api;
  }

  /** Five events, each delivered to one hook and rejected by another. */
  @BeforeAll
  static void deliver(Api api) {
    taken = api.webhook(SOURCE, RECEIVER.url("/taken"));
    refused = api.webhook(SOURCE, RECEIVER.url("/gone"));
    EVENTS.forEach(event -> api.event(SOURCE, event, JsonValue.EMPTY_JSON_OBJECT));
    var watch = new DeliveryWatch(api);
    Stream.of(taken, refused)
        .flatMap(hook -> watch.ofHook(hook).stream())
        .forEach(
            delivery ->
                watch.awaitStatus(
                    delivery.getString("id"),
                    delivery.getString("event_hook").equals(taken) ? "delivered" : "rejected"));
  }

  @AfterAll
  static void closeReceiver() {
    RECEIVER.close();
  }

  private List<JsonObject> list(String path) {
    Answer answer = api.get(path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.data().getValuesAs(JsonObject.class);
  }

  private List<JsonObject> ofSource(String filters) {
    return list("/deliveries?source=" + SOURCE + filters);
  }

  private static List<String> texts(List<JsonObject> deliveries, String member) {
    return deliveries.stream().map(delivery -> delivery.getString(member)).toList();
  }

  @Test
  void listsInTheOrderOfTheirCreation() {
    List<JsonObject> all = ofSource("");

    assertThat(all).hasSize(10);
    assertThat(texts(all, "created_at")).isSorted();
    assertThat(texts(list("/event-hooks/" + taken + "/deliveries"), "event")).isEqualTo(EVENTS);
  }

  @Test
  void filtersByStatusHookAndEvent() {
    assertThat(ofSource("&status=delivered"))
        .hasSize(5)
        .allMatch(delivery -> delivery.getString("event_hook").equals(taken));
    assertThat(ofSource("&status=rejected&event=c"))
        .singleElement()
        .matches(delivery -> delivery.getString("event_hook").equals(refused));
    assertThat(ofSource("&event_hook=" + taken)).hasSize(5);
    assertThat(ofSource("&event_hook=" + taken + "&status=rejected")).isEmpty();
    assertThat(ofSource("&status=pending")).isEmpty();
    assertThat(ofSource("&event=nothing")).isEmpty();
  }

  @Test
  void filtersByTimeOfCreation() {
    List<JsonObject> all = list("/event-hooks/" + taken + "/deliveries");
    String third = all.get(2).getString("created_at");
    String filter = "/event-hooks/" + taken + "/deliveries?%s=" + third;

    assertThat(texts(list(filter.formatted("since")), "event")).containsExactly("c", "d", "e");
    assertThat(texts(list(filter.formatted("until")), "event")).containsExactly("a", "b");
    assertThat(list(filter.formatted("since") + "&until=" + third)).isEmpty();
  }

  @Test
  void listOfAHookIsOfNoOther() {
    String path = "/event-hooks/" + refused + "/deliveries";

    assertThat(list(path)).hasSize(5);
    assertThat(list(path + "?status=delivered")).isEmpty();
    assertThat(list(path + "?event_hook=" + taken))
        .allMatch(delivery -> delivery.getString("event_hook").equals(refused));
    assertThat(list("/event-hooks/" + UUID.randomUUID() + "/deliveries")).isEmpty();
  }

  @Test
  void pagesKeepTheFilters() {
    assertWalks("/deliveries?source=" + SOURCE + "&status=delivered", "&size=2");
    assertWalks("/event-hooks/" + taken + "/deliveries?source=" + SOURCE, "&size=2");
  }

  private void assertWalks(String path, String size) {
    var events = new ArrayList<String>();
    String next = path + size;
    for (int page = 1; page <= 3; page++) {
      JsonObject answer = api.get(next).json();
      events.addAll(texts(answer.getJsonArray("data").getValuesAs(JsonObject.class), "event"));
      if (page < 3) {
        next = answer.getString("next");
        assertThat(next).startsWith(path.substring(0, path.indexOf('?')) + "?").contains(size);
        assertThat(next).contains("offset=" + answer.getString("offset"), "source=" + SOURCE);
      } else {
        assertThat(answer.get("next")).isEqualTo(JsonValue.NULL);
        assertThat(answer).doesNotContainKey("offset");
      }
    }
    assertThat(events).isEqualTo(EVENTS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          status=done              | 11 | status
          status                   | 11 | status
          status=pending&status=x  | 11 | status
          event_hook=7             | 11 | event_hook
          since=yesterday          | 11 | since
          until=2026-01-01         | 11 | until
          source=%00               | 11 | source
          event=a%00b              | 11 | event
          size=0                   | 9  | size
          size=1001                | 9  | size
          size=two                 | 9  | size
          offset=%21               | 7  | offset
          offset=e30               | 7  | offset
          """)
  void refusesWhatIsNoFilter(String query, int code, String word) {
    Answer all = api.get("/deliveries?" + query);
    Answer ofHook = api.get("/event-hooks/" + taken + "/deliveries?" + query);

    assertThat(all.status()).isEqualTo(400);
    assertThat(all.json().getInt("code")).isEqualTo(code);
    assertThat(all.json().getString("message")).contains(word);
    assertThat(ofHook.json()).isEqualTo(all.json());
  }

  @ParameterizedTest
  @CsvSource({"%2B999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z"})
  void refusesTimesThatNoDatabaseHolds(String time) {
    for (String name : List.of("since", "until")) {
      Answer answer = api.get("/deliveries?" + name + "=" + time);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.json().getJsonObject("options"))
          .isEqualTo(Json.createObjectBuilder().add(name, "expected an RFC 3339 time").build());
    }
  }

  @Test
  void refusesIdsThatAreNone() {
    assertThat(api.get("/event-hooks/7/deliveries").status()).isEqualTo(400);
    assertThat(api.get("/event-hooks/7/deliveries").json().getInt("code")).isEqualTo(1);
    assertThat(api.get("/deliveries/7").json().getInt("code")).isEqualTo(1);
    assertThat(api.get("/deliveries/" + UUID.randomUUID()).status()).isEqualTo(404);
  }
}
