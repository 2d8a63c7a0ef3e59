package io.gatehook.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class KongAnswersTest {
  private final List<KongCase> cases = new KongAnswers().cases().toList();

  @Test
  void everyRecordingIsACaseOrHasItsReason() {
    var accounted = new TreeSet<>(KongAnswers.numbers(KongAnswers.UNTRANSLATED).keySet());
    cases.forEach(each -> accounted.add(each.number()));

    assertThat(KongAnswers.recordings().map(recording -> recording.getInt("n")))
        .allMatch(accounted::contains);
    assertThat(cases).hasSizeGreaterThan(150);
  }

  @Test
  void tablesNameEachRecordingOnce() {
    Map<Integer, String> untranslated =
        new TreeMap<>(KongAnswers.numbers(KongAnswers.UNTRANSLATED));

    untranslated.keySet().retainAll(KongAnswers.numbers(KongAnswers.ANSWERED_OTHERWISE).keySet());

    assertThat(untranslated).isEmpty();
  }

  @Test
  void everyCaseIsAboutEventHooks() {
    assertThat(cases)
        .filteredOn(each -> !each.path().contains("nope"))
        .allMatch(each -> each.path().matches("(?i)/{1,2}event-hooks.*"));
  }

  @Test
  void putsAnEntityInTheWordsOfHooks() {
    KongCase several =
        cases.stream().filter(each -> each.number() == 443).findFirst().orElseThrow();

    assertThat(several.body())
        .isEqualTo(
            """
            {"handler":"webhook","source":"v x","bogus":1,"config":{"url":"x","headers":{"a":5},\
            "ssl_verify":"true","nope":1}}""");
    assertThat(several.error().getString("message"))
        .isEqualTo(
            "5 schema violations (bogus: unknown field; config.headers: expected a string;"
                + " config.nope: unknown field; config.ssl_verify: expected a boolean; config.url:"
                + " missing host in url)");
  }
}
