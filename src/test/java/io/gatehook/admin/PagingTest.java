package io.gatehook.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gatehook.admin.Paging.Position;
import io.gatehook.admin.body.QueryString;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagingTest {
  @Test
  void takesAHundredFromTheStartUnlessAsked() {
    Paging paging = Paging.of(QueryString.decode(null));

    assertThat(paging).isEqualTo(new Paging(100, Position.START, false));
    assertThat(paging.limit()).isEqualTo(101);
  }

  @ParameterizedTest
  @CsvSource({"size=1, 1", "size=1000, 1000", "size=1e2, 100", "size=0x10, 16", "size=%207, 7"})
  void readsTheSizeAsLuaReadsNumbers(String query, int size) {
    assertThat(Paging.of(QueryString.decode(query)).size()).isEqualTo(size);
  }

  @Test
  void ignoresOtherArguments() {
    assertThat(Paging.of(QueryString.decode("tags=a&page=2&nope")))
        .isEqualTo(new Paging(100, Position.START, false));
  }

  @Test
  void walksThroughAListPageByPage() {
    List<Integer> entries = IntStream.range(0, 7).boxed().toList();
    List<Integer> seen = new ArrayList<>();
    String query = "size=3";
    int pages = 0;

    while (query != null) {
      Paging paging = Paging.of(QueryString.decode(query));
      JsonObject page =
          paging.page(
              "/things", after(entries, paging), PagingTest::json, entry -> position(entry));
      page.getJsonArray("data")
          .getValuesAs(JsonObject.class)
          .forEach(entry -> seen.add(entry.getInt("n")));
      query = page.isNull("next") ? null : page.getString("next").substring("/things?".length());
      pages++;
    }

    assertThat(seen).isEqualTo(entries);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void namesTheNextPageAsKongDoes() {
    JsonObject page = page("size=2", "/things", List.of(1, 2, 3));

    assertThat(page.getString("next"))
        .isEqualTo("/things?offset=" + page.getString("offset") + "&size=2");
  }

  @Test
  void leavesOutASizeThatTheClientDidNotChoose() {
    List<Integer> entries = IntStream.range(0, 101).boxed().toList();

    assertThat(page(null, "/things", entries).getString("next")).doesNotContain("size");
  }

  @Test
  void keepsTheFiltersOfTheList() {
    JsonObject page = page("size=1", "/things?status=pending", List.of(1, 2));

    assertThat(page.getString("next")).startsWith("/things?status=pending&offset=");
  }

  @Test
  void endsWithAnEmptyListAndNoOffset() {
    assertThat(page("size=2", "/things", List.of())).hasToString("{\"data\":[],\"next\":null}");
    assertThat(page("size=2", "/things", List.of(1, 2)))
        .hasToString("{\"data\":[{\"n\":1},{\"n\":2}],\"next\":null}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          size=0                        | 9 | size must be an integer between 1 and 1000
          size=1001                     | 9 | size must be an integer between 1 and 1000
          size=-1                       | 9 | size must be an integer between 1 and 1000
          size=1.5                      | 9 | size must be an integer between 1 and 1000
          size=1e9999                   | 9 | size must be an integer between 1 and 1000
          size=abc                      | 9 | size must be a number
          size                          | 9 | size must be a number
          size=                         | 9 | size must be a number
          size=1&size=2                 | 9 | size must be a number
          size=0&offset=abc             | 9 | size must be an integer between 1 and 1000
          offset=abc                    | 7 | 'abc' is not a valid offset: bad json encoding
          offset=bm90LXZhbGlk           | 7 | 'bm90LXZhbGlk' is not a valid offset: bad json encoding
          offset=x                      | 7 | 'x' is not a valid offset: bad base64 encoding
          offset=WyJhIiwiYiJd           | 7 | 'WyJhIiwiYiJd' is not a valid offset: not made by this list
          offset=W10                    | 7 | 'W10' is not a valid offset: not made by this list
          """)
  void refusesWhatItCannotRead(String query, int code, String message) {
    var refusal = catchThrowableOfType(Refusal.class, () -> Paging.of(QueryString.decode(query)));

    assertThat(refusal.error().status()).isEqualTo(400);
    assertThat(refusal.error().body().getInt("code")).isEqualTo(code);
    assertThat(refusal).hasMessage(message);
  }

  private static JsonObject page(String query, String path, List<Integer> entries) {
    return Paging.of(QueryString.decode(query))
        .page(path, entries, PagingTest::json, entry -> position(entry));
  }

  private static List<Integer> after(List<Integer> entries, Paging paging) {
    return entries.stream()
        .filter(entry -> entry > paging.after().createdAt())
        .limit(paging.limit())
        .toList();
  }

  private static JsonObject json(int entry) {
    return Json.createObjectBuilder().add("n", entry).build();
  }

  private static Position position(int entry) {
    return new Position(entry, new UUID(0, entry));
  }
}
